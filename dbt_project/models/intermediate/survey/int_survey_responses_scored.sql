{#- One score per form and construct, and one over all items: the mean of what was
    answered, provided that enough of what applied was answered. -#}
with items as (
    select * from {{ ref('int_survey_items_scored') }}
),

responses as (
    select * from {{ ref('int_survey_responses_attributed') }}
),

instruments as (
    select * from {{ ref('instruments') }}
),

by_construct as (
    select
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version,
        items.construct,
        sum(items.scored_value) as score_sum,
        count(items.scored_value) as answered_count,
        count(*) filter (where items.is_applicable) as applicable_count
    from items
    group by
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version,
        items.construct
),

with_all as (
    select * from by_construct
    union all
    select
        by_construct.survey_id,
        by_construct.wave_id,
        by_construct.response_id,
        by_construct.subject_id,
        by_construct.instrument_id,
        by_construct.instrument_version,
        'all' as construct,
        sum(by_construct.score_sum) as score_sum,
        sum(by_construct.answered_count) as answered_count,
        sum(by_construct.applicable_count) as applicable_count
    from by_construct
    group by
        by_construct.survey_id,
        by_construct.wave_id,
        by_construct.response_id,
        by_construct.subject_id,
        by_construct.instrument_id,
        by_construct.instrument_version
),

prorated as (
    select
        with_all.*,
        instruments.scale_min,
        instruments.scale_max,
        case
            when
                with_all.answered_count > 0
                and with_all.answered_count
                >= instruments.min_answered_share * with_all.applicable_count
                then with_all.score_sum / with_all.answered_count
        end as score
    from with_all
    inner join instruments
        on
            with_all.instrument_id = instruments.instrument_id
            and with_all.instrument_version = instruments.instrument_version
)

select
    prorated.survey_id,
    prorated.wave_id,
    responses.wave_month,
    prorated.response_id,
    responses.respondent_id,
    prorated.subject_id,
    responses.relation,
    responses.rater_group,
    responses.indicator_id,
    prorated.instrument_id,
    prorated.instrument_version,
    prorated.construct,
    prorated.score,
    cast(prorated.answered_count as bigint) as answered_count,
    cast(prorated.applicable_count as bigint) as applicable_count,
    responses.submitted_at,
    responses.submitted_on,
    responses.is_acquainted,
    responses.is_acquaintance_known,
    responses.is_last_form,
    responses.is_roster_backfilled,
    responses.leader_id,
    responses.org_unit_id,
    responses.business_unit,
    responses.cohort_id,
    100 * (prorated.score - prorated.scale_min)
    / nullif(prorated.scale_max - prorated.scale_min, 0) as percent_of_maximum
from prorated
inner join responses
    on
        prorated.survey_id = responses.survey_id
        and prorated.wave_id = responses.wave_id
        and prorated.response_id = responses.response_id
        and prorated.subject_id is not distinct from responses.subject_id
        and prorated.instrument_id = responses.instrument_id
        and prorated.instrument_version = responses.instrument_version
