{# Each form on each instrument, and the rater group it counts in. Who rates themselves
    is self, whatever the form says; a pulse, which names no subject, is by the team. Of
    several forms of one rater about one leader the last that holds an answer counts. A
    careless form is flagged and kept: one answer to every item, reverse-keyed ones
    included, or too little time for all items of the response (METHOD 2). #}
with items as (
    select
        *,
        case when answer_value is not null then is_reversed end as answered_key,
        case when is_applicable then 1 else 0 end as applicable,
        duration_seconds / nullif(
            count(answer_value) over (partition by survey_id, wave_id, response_id), 0
        ) as seconds_per_item
    from {{ ref('int_survey_items_scored') }}
),

responses as (
    select
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version,
        cast(max(items.submitted_at) as date) as submitted_on,
        max(items.respondent_id) as respondent_id,
        case
            when max(items.respondent_id) = items.subject_id then 'self'
            else max(items.relation)
        end as relation,
        max(items.submitted_at) as submitted_at,
        count(items.answer_value) as answered_count,
        case
            when count(distinct items.answered_key) = 2
                then
                    count(distinct items.answer_value) = 1
                    and count(items.answer_value) = sum(items.applicable)
        end as is_straight_lined,
        max(items.seconds_per_item) < {{ threshold('careless_below_seconds_per_item') }}
            as is_rushed
    from items
    group by
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version
)

select
    responses.*,
    case
        when responses.is_straight_lined or responses.is_rushed then true
        else coalesce(responses.is_straight_lined, responses.is_rushed)
    end as is_careless,
    case
        when responses.relation = 'self' then 'self'
        when responses.relation = 'manager' then 'manager'
        when responses.relation = 'peer' then 'peers'
        when responses.relation = 'direct_report' then 'direct_reports'
        when responses.subject_id is null then 'direct_reports'
        else 'others'
    end as rater_group,
    row_number() over (
        partition by
            responses.survey_id,
            responses.wave_id,
            responses.instrument_id,
            responses.subject_id,
            coalesce(responses.respondent_id, responses.response_id)
        order by
            responses.answered_count > 0 desc,
            responses.submitted_at desc,
            responses.response_id desc
    ) = 1 as is_last_form
from responses
