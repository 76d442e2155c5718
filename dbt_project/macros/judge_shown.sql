{# First step of judging a panel: what of the evidence may be shown, and why the rest is
   not. Anonymity only: whether a number means anything is judged later. Each number of a
   withheld row is blanked here, so that no later step can use it. #}
{% macro judge_shown(panel) -%}
    with grid as (
        select * from {{ ref('int_scorecard_grid') }}
        where panel = '{{ panel }}'
    ),

    catalog as (
        select * from {{ ref('int_catalog_listed') }}
    ),

    measured as (
        select * from {{ ref('int_' ~ panel ~ '_measured') }}
    ),

    withheld as (
        select * from {{ ref('stg_statistics__withheld_cells') }}
    ),

    asked as (
        select
            {{ listed(cell_columns(), 'grid') }},
            grid.period_end,
            grid.is_complete,
            grid.first_trained_on,
            catalog.is_feed_delivered,
            catalog.min_raters,
            coalesce(catalog.target_kind like 'absolute%', false) as has_window,
            {{ date_moved(
                'grid.first_trained_on', 'month', 'catalog.min_months_after_training'
            ) }} as window_opens_on,
            measured.indicator_id is not null as is_measured,
            min(case when measured.indicator_id is not null then grid.period_start end)
                over (partition by {{ listed(series_columns(), 'grid') }})
                as first_measured_on,
            coalesce(
                {{ primary_reason('measured', 'catalog') }},
                case
                    when withheld.indicator_id is not null then 'hides_another_number'
                end
            ) as suppression_reason,
            {{ listed(evidence_columns(), 'measured') }}
        from grid
        inner join catalog
            on
                grid.indicator_id = catalog.indicator_id
                and grid.construct = catalog.construct
                and grid.scope_type = catalog.scope_type
                and grid.period_grain = catalog.period_grain
        left join measured on {{ equal_on(cell_columns(), 'grid', 'measured') }}
        left join withheld on {{ equal_on(cell_columns(), 'measured', 'withheld') }}
    )

    select
        {{ listed(cell_columns(), 'asked') }},
        asked.period_end,
        asked.is_complete,
        asked.first_trained_on,
        asked.suppression_reason is not null as is_suppressed,
        asked.suppression_reason,
        {{ missing_reason('asked') }} as missing_reason,
        {{ unshown_reason('asked') }} as unshown_reason,
        {%- for column in evidence_columns() %}
        case
            when {{ may_show('asked', column) }} then asked.{{ column }}
        end as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from asked
{%- endmacro %}

{# Why what was measured is withheld for itself: too few are behind it, or it would give the
   counts of a group away. Null where it may be shown, and where nothing was measured. #}
{% macro primary_reason(measured, catalog) -%}
    case
        when {{ measured }}.indicator_id is null then null
        when {{ measured }}.people_count < {{ threshold('anonymity_min_people') }}
            then 'too_few_people'
        when
            {{ catalog }}.source_class = 'operational'
            and coalesce({{ measured }}.people_count, 0)
            < {{ threshold('anonymity_min_people') }}
            then 'too_few_people'
        when
            {{ catalog }}.source_class <> 'operational'
            and coalesce({{ measured }}.rater_count, 0)
            < {{ threshold('anonymity_min_raters') }}
            then 'too_few_raters'
        when {{ measured }}.estimate_note = 'counts_protect_another_group'
            then {{ measured }}.estimate_note
    end
{%- endmacro %}

{# The columns of an indicator that the judging carries on. #}
{% macro evidence_columns() -%}
    {{ return([
        'estimate', 'lower', 'upper', 'band_level', 'numerator', 'rater_count',
        'response_count', 'eligible_count', 'answered_share', 'reliability',
        'last_evidence_on', 'instrument_version', 'estimate_note',
    ]) }}
{%- endmacro %}

{# Nothing was measured: why. Null where something was. #}
{% macro missing_reason(asked) -%}
    case
        when {{ asked }}.is_measured then null
        when not {{ asked }}.is_feed_delivered then 'feed_not_delivered'
        when
            {{ asked }}.has_window
            and {{ asked }}.period_end
            < coalesce({{ asked }}.window_opens_on, {{ open_end() }})
            then 'window_not_open'
        when not {{ asked }}.is_complete then 'period_not_over'
        when
            {{ asked }}.first_measured_on is null
            or {{ asked }}.period_start < {{ asked }}.first_measured_on
            then 'before_first_evidence'
        else 'no_evidence_in_period'
    end
{%- endmacro %}

{# Measured and not withheld, yet no number: why. A number without its band is not shown. #}
{% macro unshown_reason(asked) -%}
    case
        when not {{ asked }}.is_measured or {{ asked }}.suppression_reason is not null
            then null
        when {{ asked }}.estimate is null or {{ asked }}.lower is null or {{ asked }}.upper is null
            then coalesce({{ asked }}.estimate_note, 'not_computable')
        when coalesce({{ asked }}.rater_count, 0) < {{ asked }}.min_raters
            then 'fewer_raters_than_needed'
    end
{%- endmacro %}

{# Numbers need enough raters behind them; counts and dates only need anonymity. #}
{% macro may_show(asked, column) -%}
    {{ asked }}.suppression_reason is null
    {%- if column in ['estimate', 'lower', 'upper', 'numerator'] %}
            and {{ asked }}.estimate is not null
            and {{ asked }}.lower is not null
            and {{ asked }}.upper is not null
            and coalesce({{ asked }}.rater_count, 0) >= {{ asked }}.min_raters
    {%- endif %}
{%- endmacro %}

{# Every column of the first step. #}
{% macro shown_columns() -%}
    {{ return(
        cell_columns()
        + [
            'period_end', 'is_complete', 'first_trained_on', 'is_suppressed',
            'suppression_reason', 'missing_reason', 'unshown_reason',
        ]
        + evidence_columns()
    ) }}
{%- endmacro %}
