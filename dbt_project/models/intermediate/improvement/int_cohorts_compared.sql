{# Where each cohort started among all leaders, and what it would have gained
    anyway. #}
with leaders as (
    select * from {{ ref('int_cohort_baselines') }}
),

groups as (
    select
        leaders.cohort_id,
        leaders.own_cohort_id,
        count(*) as leader_count
    from leaders
    group by leaders.cohort_id, leaders.own_cohort_id
),

smallest as (
    select
        groups.cohort_id,
        min(groups.leader_count) as smallest_group
    from groups
    group by groups.cohort_id
),

moments as (
    select
        leaders.cohort_id,
        count(*) as people,
        count(*) filter (where leaders.is_member) as members,
        floor(
            percentile_cont(0.5) within group (
                order by case when leaders.is_member then leaders.wave_count end
            )
        ) as baseline_wave_count,
        avg(leaders.baseline_score) as score_of_all,
        avg(leaders.baseline_score) filter (where leaders.is_member) as score,
        avg(leaders.error_variance) as error_variance,
        greatest(
            var_samp(leaders.baseline_score) - avg(leaders.error_variance), 0.0
        ) as true_variance
    from leaders
    group by leaders.cohort_id
),

compared as (
    select
        *,
        {{ reliability('true_variance', 'error_variance') }} as reliability,
        (score - score_of_all)
        / nullif(sqrt(true_variance + error_variance), 0) as shift,
        {{ z_95() }} * {{ draw_error('members', 'people') }} as half_width
    from moments
    where members > 0
)

select
    compared.cohort_id,
    compared.people as compared_leader_count,
    compared.members as baseline_leader_count,
    smallest.smallest_group,
    compared.baseline_wave_count,
    compared.score_of_all,
    compared.score,
    compared.reliability,
    compared.shift,
    compared.shift - compared.half_width as shift_lower,
    compared.shift + compared.half_width as shift_upper,
    coalesce(
        compared.people > compared.members and compared.shift + compared.half_width < 0,
        false
    ) as is_selected_low,
    {{ regression_gain(
        'compared.error_variance', 'compared.true_variance', '(0 - compared.shift)'
    ) }} as regression_gain,
    {{ kelley_expected(
        'compared.score_of_all', 'compared.reliability', 'compared.score'
    ) }} as expected_follow_up
from compared
inner join smallest on compared.cohort_id = smallest.cohort_id
