{# People invited to rate, and those of them heard at least once in the period; null
    where anonymous forms do not tell who was heard. #}
with invitations as (
    select * from {{ ref('int_invitations_matched') }}
    where wave_month is not null
),

spans as (
    select distinct
        indicator_id,
        scope_type,
        period_grain
    from {{ ref('int_indicator_spans') }}
),

invited as (
    select distinct
        invitations.indicator_id,
        spans.scope_type,
        {{ scope_id('invitations', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('invitations.wave_month', 'spans.period_grain') }}
            as period_start,
        invitations.leader_id,
        invitations.respondent_id,
        invitations.is_answered
    from invitations
    inner join spans on invitations.indicator_id = spans.indicator_id
),

heard as (
    select
        invited.indicator_id,
        invited.scope_type,
        invited.scope_id,
        invited.period_grain,
        invited.period_start,
        invited.leader_id,
        invited.respondent_id,
        max(case when invited.is_answered then 1 else 0 end) as heard,
        count(case when invited.is_answered is null then 1 end) as untold
    from invited
    where invited.scope_id is not null
    group by
        invited.indicator_id,
        invited.scope_type,
        invited.scope_id,
        invited.period_grain,
        invited.period_start,
        invited.leader_id,
        invited.respondent_id
)

select
    heard.indicator_id,
    heard.scope_type,
    heard.scope_id,
    heard.period_grain,
    heard.period_start,
    count(*) as invited_count,
    case when sum(heard.untold) = 0 then sum(heard.heard) end as heard_count
from heard
group by
    heard.indicator_id,
    heard.scope_type,
    heard.scope_id,
    heard.period_grain,
    heard.period_start
