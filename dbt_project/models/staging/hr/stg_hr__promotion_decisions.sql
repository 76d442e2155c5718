with source as (
    select * from {{ source('hr', 'promotion_decisions') }}
),

renamed as (
    select
        -- ids
        employee_id,
        decided_by,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        job_level_from,
        -- numbers
        _file_line as file_line,
        -- booleans
        cast(is_eligible as boolean) as is_eligible,
        cast(is_promoted as boolean) as is_promoted,
        -- dates and times
        cast(decided_on as date) as decided_on
    from source
)

select * from renamed
