{# Last step: how each number stands to its target, with the reason. The order of the
   statuses is fixed: what may not be shown, what is not there, what is too weak, what
   cannot be compared, what is not due, and only then the target. #}
{% macro judge_status(panel) -%}
    with graded as (
        select * from {{ ref('int_' ~ panel ~ '_graded') }}
    ),

    aimed as (
        select
            {{ listed(graded_columns(), 'graded') }},
            {{ listed(catalog_columns(), 'graded') }},
            graded.target_kind = 'relative_change_year_over_year' as is_relative,
            {{ last_day_of_month_number(
                'graded.first_trained_on', 'graded.min_months_after_training'
            ) }} as judged_from,
            case
                when graded.no_target_reason is not null then null
                when graded.due_months_after_training = 0 then graded.period_end
                else {{ last_day_of_month_number(
                    'graded.first_trained_on', 'graded.due_months_after_training'
                ) }}
            end as target_due_on,
            case
                when graded.no_target_reason is not null or graded.is_suppressed
                    then null
                when graded.target_kind = 'relative_change_year_over_year'
                    then graded.year_ago_estimate * (1 + graded.target_value)
                else graded.target_value
            end as target_estimate,
            max(case when graded.is_complete then graded.period_start end) over (
                partition by {{ listed(series_columns(), 'graded') }}
            ) as last_complete_start
        from graded
    ),

    flagged as (
        select
            *,
            {{ target_flags('aimed') }}
        from aimed
    ),

    judged as (
        select
            *,
            {{ status_verdict('flagged') }} as verdict
        from flagged
    )

    select
        '{{ panel }}' as panel,
        {{ listed(graded_columns(), 'judged') }},
        judged.indicator_kind,
        judged.claim_role,
        judged.direction_sign,
        judged.unit,
        100 * (judged.estimate - judged.scale_min)
        / (judged.scale_max - judged.scale_min) as percent_of_maximum,
        judged.target_estimate,
        judged.target_due_on,
        split_part(judged.verdict, ':', 1) as status,
        split_part(judged.verdict, ':', 2) as status_reason,
        {{ cell_state('judged') }} as cell_state,
        judged.indicator_kind = 'lagging'
        and split_part(judged.verdict, ':', 1) = 'met' as is_confirmed,
        judged.construct = 'all'
        and judged.last_complete_start is not null
        and judged.period_start = judged.last_complete_start as is_headline
    from judged
{%- endmacro %}

{% macro catalog_columns() -%}
    {{ return([
        'indicator_kind', 'claim_role', 'unit', 'direction_sign', 'min_answered_share',
        'scale_min', 'scale_max', 'target_kind', 'target_value',
        'min_months_after_training', 'too_early_months', 'due_months_after_training',
        'lower_above',
        'upper_at_least', 'no_target_reason',
    ]) }}
{%- endmacro %}

{# Every column of the third step. #}
{% macro graded_columns() -%}
    {{ return(
        compared_columns()
        + [
            'completeness', 'recency', 'confidence_score', 'confidence_grade', 'use_label',
            'aggregation_note',
        ]
    ) }}
{%- endmacro %}

{# status:reason. #}
{% macro status_verdict(row) -%}
    case
        when {{ row }}.is_suppressed then 'suppressed:' || {{ row }}.suppression_reason
        when {{ row }}.missing_reason is not null then 'missing:' || {{ row }}.missing_reason
        {{ weak_evidence(row) }}
        {{ not_judged(row) }}
        when {{ row }}.is_contradicted then 'off_track:significantly_short'
        when
            {{ row }}.is_satisfied
            and ({{ row }}.has_moved or {{ row }}.upper_at_least is not null)
            then 'met:target_reached'
        when {{ row }}.is_satisfied then 'on_track:reached_not_certain'
        when not {{ row }}.is_reachable then 'off_track:target_outside_band'
        when {{ row }}.has_moved then 'on_track:moving_toward_target'
        else 'insufficient_evidence:band_too_wide'
    end
{%- endmacro %}

{% macro weak_evidence(row) -%}
    when {{ row }}.unshown_reason is not null
            then 'insufficient_evidence:' || {{ row }}.unshown_reason
        when {{ row }}.reliability is null
            then 'insufficient_evidence:reliability_not_estimable'
        when {{ is_unreliable(row) }} then 'insufficient_evidence:reliability_too_low'
        when {{ row }}.answered_share < {{ row }}.min_answered_share
            then 'insufficient_evidence:too_few_answered'
        when {{ is_stale(row) }} then 'insufficient_evidence:evidence_stale'
{%- endmacro %}

{% macro not_judged(row) -%}
    when
            {{ row }}.is_baseline_broken
            or ({{ row }}.is_relative and {{ row }}.is_year_ago_broken)
            then 'not_comparable:instrument_changed'
        when
            {{ row }}.period_end >= {{ row }}.first_trained_on
            and {{ row }}.period_end < {{ last_day_of_month_number(
                row ~ '.first_trained_on', row ~ '.too_early_months'
            ) }}
            then 'too_early:window_open'
        when {{ row }}.no_target_reason is not null
            then 'not_evaluable:' || {{ row }}.no_target_reason
        when not {{ row }}.is_complete then 'too_early:period_not_over'
        when {{ row }}.min_months_after_training > 0 and {{ row }}.first_trained_on is null
            then 'not_evaluable:not_trained'
        when {{ row }}.period_end < {{ row }}.first_trained_on
            and {{ row }}.min_months_after_training > 0
            then 'not_evaluable:before_training'
        when
            {{ row }}.min_months_after_training > 0
            and {{ row }}.period_end < {{ row }}.judged_from
            then 'too_early:window_open'
        when {{ row }}.target_estimate is null then 'not_evaluable:no_year_ago_value'
        when {{ row }}.is_relative and {{ row }}.target_estimate > {{ row }}.scale_max
            then 'not_evaluable:target_above_scale'
        when {{ row }}.confidence_grade = 'D'
            then 'insufficient_evidence:confidence_grade_d'
        when {{ row }}.is_reachable is null then 'insufficient_evidence:no_band'
{%- endmacro %}

{% macro is_unreliable(row) -%}
    {{ row }}.reliability < {{ threshold('reliability_for_coaching') }}
{%- endmacro %}

{% macro is_stale(row) -%}
    {{ row }}.recency < {{ threshold('stale_below_recency') }}
{%- endmacro %}

{# Why a value is, or is not, there. #}
{% macro cell_state(row) -%}
    case
        when
            {{ row }}.suppression_reason in (
                'counts_protect_another_group', 'hides_another_number'
            )
            then 'withheld_complementary'
        when {{ row }}.is_suppressed then 'withheld_primary'
        when {{ row }}.missing_reason in ('window_not_open', 'period_not_over')
            then 'not_due'
        when {{ row }}.missing_reason is not null then 'not_collected'
        when
            {{ row }}.estimate is null
            or {{ row }}.reliability is null
            or {{ is_unreliable(row) }}
            then 'unreliable'
        when {{ is_stale(row) }} then 'stale'
        else 'value'
    end
{%- endmacro %}
