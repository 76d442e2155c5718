with source as (
    select * from {{ source('statistics', 'severity_gaps') }}
),

renamed as (
    select
        -- ids
        indicator_id,
        instrument_id,
        construct,
        -- text
        attribute,
        group_name,
        reference_group,
        gap_reason,
        -- numbers
        gap,
        gap_error,
        gap_lower,
        gap_upper,
        p_value,
        p_adjusted,
        family_size,
        rater_count,
        leader_count,
        reference_leader_count,
        -- dates
        period_start
    from source
)

select * from renamed
