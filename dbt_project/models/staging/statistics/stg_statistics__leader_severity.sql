with source as (
    select * from {{ source('statistics', 'leader_severity') }}
),

renamed as (
    select
        -- ids
        indicator_id,
        instrument_id,
        construct,
        leader_id,
        -- text
        adjustment_reason,
        -- numbers
        rating_count,
        raw_mean,
        shrunk_mean,
        shrunk_error,
        shrunk_reliability,
        adjusted_mean,
        adjusted_error,
        adjusted_reliability,
        shared_rating_share,
        component,
        -- booleans
        is_identifiable,
        -- dates
        period_start
    from source
)

select * from renamed
