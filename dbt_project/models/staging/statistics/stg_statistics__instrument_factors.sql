with source as (
    select * from {{ source('statistics', 'instrument_factors') }}
),

renamed as (
    select
        -- ids
        instrument_id,
        instrument_version,
        construct,
        -- text
        omega_reason,
        -- numbers
        omega_total
    from source
)

select * from renamed
