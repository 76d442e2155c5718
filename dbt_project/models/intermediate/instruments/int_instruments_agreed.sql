{# How often the raters of one leader agree, for each instrument version. #}
with leaders as (
    select * from {{ ref('int_leader_waves_agreed') }}
)

select
    leaders.instrument_id,
    leaders.instrument_version,
    leaders.construct,
    count(distinct leaders.leader_id) as leader_count,
    {{ agreement_summary('leaders.rwg', 'rwg') }},
    {{ agreement_summary('leaders.rwg_skewed', 'rwg_skewed') }}
from leaders
group by leaders.instrument_id, leaders.instrument_version, leaders.construct
