{# What could have happened under each leader in each month and what did, by what is to
    be held equal. Small enough for a million people: no row is about one of them. #}
{% set columns = 'leader_id, month_start, role_family, job_level, tenure_band' %}
with attrition as (
    select * from {{ ref('int_people_at_risk') }}
),

promotions as (
    select * from {{ ref('int_promotion_trials') }}
),

teams as (
    select * from {{ ref('int_leader_months_counted') }}
)

select
    'voluntary_attrition_rate' as outcome_id,
    {{ columns }},
    trials,
    events
from attrition
union all
select
    'promotion_share' as outcome_id,
    {{ columns }},
    trials,
    events
from promotions
union all
select
    outcome_id,
    {{ columns }},
    trials,
    events
from teams
