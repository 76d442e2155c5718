with source as (
    select * from {{ source('statistics', 'instrument_intervals') }}
),

renamed as (
    select
        -- ids
        instrument_id,
        instrument_version,
        construct,
        -- numbers
        alpha_lower,
        alpha_upper,
        icc_of_one_lower,
        icc_of_one_upper,
        icc_of_mean_lower,
        icc_of_mean_upper,
        band_level
    from source
)

select * from renamed
