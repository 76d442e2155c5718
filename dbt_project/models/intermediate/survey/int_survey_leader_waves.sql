{# A leader's mean in one wave, by eligible raters. The unit is that of the wave's last
    eligible answer, so that a leader who moved in mid-wave has one row. #}
with raters as (
    select * from {{ ref('int_raters_eligible') }}
)

select
    raters.indicator_id,
    raters.instrument_id,
    raters.instrument_version,
    raters.survey_id,
    raters.wave_id,
    raters.wave_month,
    raters.construct,
    raters.leader_id,
    max_by(raters.org_unit_id, raters.submitted_on) as org_unit_id,
    max_by(raters.business_unit, raters.submitted_on) as business_unit,
    max(raters.cohort_id) as cohort_id,
    count(distinct raters.rater_id) as rater_count,
    count(*) as response_count,
    avg(raters.score) as mean_score,
    coalesce(var_samp(raters.score), 0) * (count(*) - 1) as sum_squares_within,
    max(raters.submitted_on) as last_submitted_on,
    sum(raters.answered_count) as answered_count,
    sum(raters.applicable_count) as applicable_count
from raters
group by
    raters.indicator_id,
    raters.instrument_id,
    raters.instrument_version,
    raters.survey_id,
    raters.wave_id,
    raters.wave_month,
    raters.construct,
    raters.leader_id
