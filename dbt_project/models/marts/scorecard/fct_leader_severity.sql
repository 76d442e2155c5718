{# Each leader's 360 score as given, shrunk, and with the severity of the raters taken
    out, side by side, for every leader and quarter that ought to have one. For people
    partners only. What the panel does not show is not shown here either. #}
with scores as (
    select
        *,
        coalesce(suppression_reason, missing_reason, unshown_reason) as hidden_reason
    from {{ ref('int_people_health_shown') }}
    where
        indicator_id = 'empathy_360_score'
        and scope_type = 'leader'
        and period_grain = 'quarter'
),

severity as (
    select * from {{ ref('stg_statistics__leader_severity') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

rated as (
    select
        {{ listed(cell_columns(), 'scores') }},
        scores.rater_count,
        scores.is_suppressed,
        scores.suppression_reason,
        severity.instrument_id,
        indicators.decimals,
        scores.hidden_reason is null as is_shown,
        scores.hidden_reason is null
        and coalesce(severity.is_identifiable, false) as is_identifiable,
        case
            when scores.hidden_reason is not null then scores.hidden_reason
            when severity.leader_id is null then 'statistics_not_computed'
            else severity.adjustment_reason
        end as adjustment_reason,
        severity.component,
        severity.raw_mean,
        severity.shrunk_mean,
        severity.shrunk_mean - {{ z_95() }} * severity.shrunk_error as shrunk_lower,
        severity.shrunk_mean + {{ z_95() }} * severity.shrunk_error as shrunk_upper,
        severity.shrunk_reliability,
        severity.adjusted_mean,
        severity.adjusted_mean - {{ z_95() }} * severity.adjusted_error
            as adjusted_lower,
        severity.adjusted_mean + {{ z_95() }} * severity.adjusted_error
            as adjusted_upper,
        severity.adjusted_reliability
    from scores
    inner join indicators on scores.indicator_id = indicators.indicator_id
    left join severity
        on
            scores.indicator_id = severity.indicator_id
            and scores.construct = severity.construct
            and scores.scope_id = severity.leader_id
            and scores.period_start = severity.period_start
)

select
    {{ listed(cell_columns(), 'rated') }},
    rated.instrument_id,
    cast(rated.rater_count as bigint) as rater_count,
    {%- for column in [
        'raw_mean', 'shrunk_mean', 'shrunk_lower', 'shrunk_upper', 'adjusted_mean',
        'adjusted_lower', 'adjusted_upper',
    ] %}
        case
            when rated.is_shown
                then {{ rounded_to('rated.' ~ column, 'rated.decimals') }}
        end as {{ column }},
    {%- endfor %}
    {%- for column in ['shrunk_reliability', 'adjusted_reliability'] %}
        case
            when rated.is_shown
                then {{ rounded_to(
                    'rated.' ~ column, threshold('published_share_decimals')
                ) }}
        end as {{ column }},
    {%- endfor %}
    cast(0.95 as double) as band_level,
    case when rated.is_shown then rated.component end as component,
    rated.is_identifiable,
    rated.adjustment_reason,
    rated.is_suppressed,
    rated.suppression_reason,
    cast(null as string) as release_id
from rated
