{# How far the sums of complete forms spread, over all forms and within leaders. #}
with forms as (
    select
        instrument_id,
        instrument_version,
        construct,
        wave_id,
        leader_id,
        form_id,
        rater_id,
        is_careless,
        sum(scored_value) as total
    from {{ ref('int_forms_completed') }}
    group by
        instrument_id,
        instrument_version,
        construct,
        wave_id,
        leader_id,
        form_id,
        rater_id,
        is_careless
),

leaders as (
    select
        forms.instrument_id,
        forms.instrument_version,
        forms.construct,
        coalesce(var_samp(forms.total), 0) * (count(*) - 1) as squares_within
    from forms
    group by
        forms.instrument_id,
        forms.instrument_version,
        forms.construct,
        forms.wave_id,
        forms.leader_id
),

within_leaders as (
    select
        instrument_id,
        instrument_version,
        construct,
        sum(squares_within) as squares_within
    from leaders
    group by instrument_id, instrument_version, construct
),

overall as (
    select
        instrument_id,
        instrument_version,
        construct,
        count(*) as form_count,
        count(distinct rater_id) as rater_count,
        count(distinct leader_id) as leader_count,
        count(is_careless) as checked_form_count,
        count(*) filter (where is_careless) as careless_form_count,
        count(distinct rater_id) filter (where is_careless) as careless_rater_count,
        avg(total) as mean_total,
        avg(total) filter (where is_careless is not true) as careful_mean_total,
        var_samp(total) as total_variance,
        var_samp(total) filter (where is_careless is not true) as careful_total_variance
    from forms
    group by instrument_id, instrument_version, construct
)

select
    overall.instrument_id,
    overall.instrument_version,
    overall.construct,
    overall.form_count,
    overall.rater_count,
    overall.leader_count,
    overall.checked_form_count,
    overall.careless_form_count,
    overall.careless_rater_count,
    overall.mean_total,
    overall.careful_mean_total,
    overall.total_variance,
    overall.careful_total_variance,
    within_leaders.squares_within
from overall
inner join within_leaders
    on
        overall.instrument_id = within_leaders.instrument_id
        and overall.instrument_version = within_leaders.instrument_version
        and overall.construct = within_leaders.construct
