with source as (
    select * from {{ source('statistics', 'severity_components') }}
),

renamed as (
    select
        -- ids
        indicator_id,
        instrument_id,
        construct,
        -- text
        severity_reason,
        -- numbers
        leader_variance,
        rater_variance,
        error_variance,
        mean_score,
        form_count,
        rating_count,
        rater_count,
        shared_rater_count,
        leader_count,
        component_count,
        shared_rating_share,
        largest_component_share,
        pass_count,
        -- booleans
        is_identifiable,
        -- dates
        period_start
    from source
)

select * from renamed
