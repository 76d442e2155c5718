with source as (
    select * from {{ source('lms', 'training_completions') }}
),

renamed as (
    select
        -- ids
        learner_id,
        program_id,
        cohort_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- numbers
        cast(score as double) as score,
        _file_line as file_line,
        -- booleans
        cast(is_drawn_by_lot as boolean) as is_drawn_by_lot,
        -- dates and times
        cast(assigned_at as timestamp) as assigned_at,
        cast(completed_at as timestamp) as completed_at
    from source
)

select * from renamed
