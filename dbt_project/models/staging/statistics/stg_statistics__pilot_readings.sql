with source as (
    select * from {{ source('statistics', 'pilot_readings') }}
),

renamed as (
    select
        -- ids
        cohort_id,
        indicator_id,
        -- text
        measure,
        -- numbers
        pilot_day,
        leader_count,
        estimate,
        lower,
        upper,
        p_value,
        p_adjusted,
        family_size,
        mover_p_value
    from source
)

select * from renamed
