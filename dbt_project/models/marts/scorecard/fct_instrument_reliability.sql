{# Whether each instrument version measures one thing and tells leaders apart: a row
    for each that is registered. #}
with instruments as (
    select * from {{ ref('int_instruments_measured') }}
),

factors as (
    select * from {{ ref('stg_statistics__instrument_factors') }}
),

intervals as (
    select * from {{ ref('stg_statistics__instrument_intervals') }}
),

joined as (
    select
        instruments.*,
        factors.omega_total,
        coalesce(factors.omega_reason, 'statistics_not_computed') as no_omega_reason,
        {{ listed(interval_columns(), 'intervals') }},
        instruments.suppression_reason is not null as is_suppressed
    from instruments
    left join factors
        on
            instruments.instrument_id = factors.instrument_id
            and instruments.instrument_version = factors.instrument_version
            and instruments.construct = factors.construct
    left join intervals
        on
            instruments.instrument_id = intervals.instrument_id
            and instruments.instrument_version = intervals.instrument_version
            and instruments.construct = intervals.construct
)

select
    joined.instrument_id,
    joined.instrument_version,
    joined.construct,
    joined.indicator_id,
    cast(joined.item_count as bigint) as item_count,
    {%- for column in ['form_count', 'wave_count'] %}
        cast(case when not joined.is_suppressed then joined.{{ column }} end as bigint)
            as {{ column }},
    {%- endfor %}
    {%- for column in instrument_numbers() %}
        case when not joined.is_suppressed then {{ rounded('joined.' ~ column) }} end
            as {{ column }},
    {%- endfor %}
    case
        when joined.is_suppressed then joined.suppression_reason
        when joined.omega_total is null then joined.no_omega_reason
    end as omega_reason,
    case
        when joined.is_suppressed then joined.suppression_reason
        when joined.alpha is null then 'too_few_items'
        when joined.band_level is null then 'statistics_not_computed'
    end as alpha_reason,
    case
        when joined.is_suppressed then joined.suppression_reason
        when joined.icc_of_one is null then 'agreement_not_estimable'
        when joined.icc_of_one <= 0 then 'leaders_not_told_apart'
        when joined.band_level is null then 'statistics_not_computed'
    end as agreement_reason,
    cast(
        case
            when not joined.is_suppressed and joined.careless_reason is null
                then joined.careless_form_count
        end as bigint
    ) as careless_form_count,
    {%- for column in ['mean_score_without_careless', 'alpha_without_careless'] %}
        case
            when not joined.is_suppressed and joined.careless_reason is null
                then {{ rounded('joined.' ~ column) }}
        end as {{ column }},
    {%- endfor %}
    coalesce(joined.suppression_reason, joined.careless_reason) as careless_reason,
    joined.is_suppressed,
    joined.suppression_reason,
    cast(null as string) as release_id
from joined
