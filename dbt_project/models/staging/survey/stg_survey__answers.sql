with source as (
    select * from {{ source('survey', 'survey_answers') }}
),

renamed as (
    select
        -- ids
        survey_id,
        wave_id,
        instrument_id,
        response_id,
        respondent_id,
        subject_id,
        item_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        instrument_version,
        relation,
        answer,
        -- numbers
        _file_line as file_line,
        cast(duration_seconds as double) as duration_seconds,
        -- dates and times
        cast(submitted_at as timestamp) as submitted_at
    from source
)

select * from renamed
