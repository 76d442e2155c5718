with source as (
    select * from {{ source('survey', 'survey_invitations') }}
),

renamed as (
    select
        -- ids
        survey_id,
        wave_id,
        respondent_id,
        subject_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        relation,
        -- numbers
        _file_line as file_line,
        -- dates and times
        cast(invited_at as timestamp) as invited_at
    from source
)

select * from renamed
