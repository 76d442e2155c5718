with source as (
    select * from {{ source('survey', 'survey_comments') }}
),

renamed as (
    select
        -- ids
        response_id,
        comment_id,
        coder_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        theme,
        -- numbers
        _file_line as file_line,
        -- dates and times
        cast(coded_at as timestamp) as coded_at
    from source
)

select * from renamed
