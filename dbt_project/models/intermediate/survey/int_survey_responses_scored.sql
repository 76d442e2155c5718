{# One score per form and construct, and one over all items: the mean of what was
    answered, provided that enough of what applied was answered: what the instrument
    asks for, and never less than the floor, whatever the register says (METHOD 2). #}
with constructs as (
    select * from {{ ref('int_survey_constructs_summed') }}
),

responses as (
    select * from {{ ref('int_survey_responses_attributed') }}
),

instruments as (
    select * from {{ ref('instruments') }}
),

prorated as (
    select
        constructs.*,
        instruments.scale_min,
        instruments.scale_max,
        case
            when
                constructs.answered_count > 0
                and constructs.answered_count
                >= greatest(
                    instruments.min_answered_share,
                    {{ threshold('prorated_min_answered_share') }}
                ) * constructs.applicable_count
                then constructs.score_sum / constructs.answered_count
        end as score
    from constructs
    inner join instruments
        on
            constructs.instrument_id = instruments.instrument_id
            and constructs.instrument_version = instruments.instrument_version
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
    prorated.answered_count,
    prorated.applicable_count,
    responses.submitted_at,
    responses.submitted_on,
    responses.is_acquainted,
    responses.is_acquaintance_known,
    responses.is_last_form,
    responses.is_careless,
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
