with source as (
    select * from {{ source('statistics', 'training_effects') }}
),

renamed as (
    select
        -- ids
        cohort_id,
        indicator_id,
        -- text
        status,
        status_reason,
        -- numbers
        effect_estimate,
        effect_lower,
        effect_upper,
        largest_mean_difference,
        pre_trend_p_value,
        leader_count,
        comparison_leader_count,
        periods_followed,
        -- booleans
        has_parallel_trend,
        is_randomized,
        is_with_coaching
    from source
)

select * from renamed
