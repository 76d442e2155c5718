with source as (
    select * from {{ source('statistics', 'training_effect_course') }}
),

renamed as (
    select
        -- ids
        cohort_id,
        indicator_id,
        event_period,
        -- text
        period_grain,
        status,
        status_reason,
        -- numbers
        effect_estimate,
        effect_lower,
        effect_upper,
        leader_count,
        comparison_leader_count,
        -- booleans
        is_with_coaching
    from source
)

select * from renamed
