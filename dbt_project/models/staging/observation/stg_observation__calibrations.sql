with source as (
    select * from {{ source('observation', 'rater_calibrations') }}
),

renamed as (
    select
        -- ids
        rater_id,
        scenario_id,
        behavior_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- numbers
        cast(score as double) as score,
        cast(expert_score as double) as expert_score,
        _file_line as file_line,
        -- dates and times
        cast(rated_at as timestamp) as rated_at
    from source
)

select * from renamed
