with source as (
    select * from {{ source('operations', 'engagement_signals') }}
),

renamed as (
    select
        -- ids
        signal_id,
        org_unit_id,
        leader_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        signal,
        -- numbers
        cast(value as double) as value,  -- noqa: RF04
        cast(n_people as bigint) as n_people,
        _file_line as file_line,
        -- dates and times
        cast(observed_at as timestamp) as observed_at
    from source
)

select * from renamed
