{# Of the trained leaders of each scope, how many reliably improved, stayed, or got
    worse: the three together, and beside them the share whose true change is
    expected to be a gain. Shown where the panel shows the share of the improved.
    #}
with judged as (
    select * from {{ ref('int_behavior_change_judged') }}
    where indicator_id = 'leaders_improved_share'
),

improved as (
    select * from {{ ref('int_leaders_improved_share') }}
),

catalog as (
    select
        indicator_id,
        decimals
    from {{ ref('indicators') }}
)

select
    judged.scope_type,
    judged.scope_id,
    judged.period_grain,
    judged.period_start,
    {%- for name in [
        'improved_share', 'unchanged_share', 'deteriorated_share', 'expected_share',
        'expected_lower', 'expected_upper',
    ] %}
        case
            when judged.estimate is not null
                then {{ rounded_to('improved.' ~ name, 'catalog.decimals') }}
        end as {{ name }},
    {%- endfor %}
    {{ rounded_to('judged.lower', 'catalog.decimals') }} as improved_lower,
    {{ rounded_to('judged.upper', 'catalog.decimals') }} as improved_upper,
    judged.cell_state,
    case when judged.estimate is null then judged.status_reason end as value_reason,
    judged.is_suppressed,
    cast(null as string) as release_id
from judged
inner join catalog on judged.indicator_id = catalog.indicator_id
left join improved on {{ same_cell('judged', 'improved') }}
