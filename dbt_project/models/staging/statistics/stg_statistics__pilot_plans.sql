with source as (
    select * from {{ source('statistics', 'pilot_plans') }}
),

renamed as (
    select
        -- ids
        cohort_id,
        indicator_id,
        -- numbers
        baseline_leader_count,
        comparison_leader_count,
        baseline_deviation,
        baseline_reliability,
        detectable_change,
        detectable_change_between,
        detectable_ratio
    from source
)

select * from renamed
