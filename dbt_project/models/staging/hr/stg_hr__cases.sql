with source as (
    select * from {{ source('hr', 'hr_cases') }}
),

renamed as (
    select
        -- ids
        case_id,
        respondent_leader_id,
        org_unit_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        category,
        severity,
        -- numbers
        _file_line as file_line,
        -- booleans
        cast(is_substantiated as boolean) as is_substantiated,
        cast(is_escalation as boolean) as is_escalation,
        -- dates and times
        cast(opened_at as timestamp) as opened_at,
        cast(closed_at as timestamp) as closed_at
    from source
)

select * from renamed
