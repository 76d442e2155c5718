with source as (
    select * from {{ source('statistics', 'alerts') }}
),

renamed as (
    select
        -- ids
        org_unit_id,
        -- text
        signal,
        alert_state,
        alert_reason,
        -- numbers
        baseline_months,
        baseline_estimate,
        effect,
        p_value,
        adjusted_p_value,
        family_size,
        -- dates and times
        period_start
    from source
)

select * from renamed
