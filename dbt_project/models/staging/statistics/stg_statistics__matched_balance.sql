with source as (
    select * from {{ source('statistics', 'matched_balance') }}
),

renamed as (
    select
        -- ids
        predictor_id,
        covariate,
        -- numbers
        mean_difference_before,
        mean_difference_after,
        variance_ratio_after
    from source
)

select * from renamed
