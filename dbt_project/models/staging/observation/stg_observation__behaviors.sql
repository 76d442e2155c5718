with source as (
    select * from {{ source('observation', 'behavior_observations') }}
),

renamed as (
    select
        -- ids
        observation_id,
        observer_id,
        leader_id,
        behavior_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        situation,
        -- numbers
        cast(score as double) as score,
        _file_line as file_line,
        -- booleans
        cast(not_observed as boolean) as not_observed,
        -- dates and times
        cast(observed_at as timestamp) as observed_at
    from source
)

select * from renamed
