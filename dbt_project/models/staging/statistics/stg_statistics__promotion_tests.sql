with source as (
    select * from {{ source('statistics', 'promotion_tests') }}
),

renamed as (
    select
        -- ids
        construct,
        group_name,
        reference_group,
        -- text
        homogeneity_reason,
        -- numbers
        fisher_p_value,
        stratum_count,
        stratified_odds_ratio,
        stratified_lower,
        stratified_upper,
        stratified_p_value,
        homogeneity_p_value,
        -- dates
        period_start
    from source
)

select * from renamed
