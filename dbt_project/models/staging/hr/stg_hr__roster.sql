with source as (
    select * from {{ source('hr', 'roster') }}
),

renamed as (
    select
        -- ids
        employee_id,
        manager_id,
        org_unit_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        business_unit,
        role_family,
        job_level,
        country,
        gender,
        ethnicity,
        -- numbers
        _file_line as file_line,
        -- booleans
        cast(is_people_leader as boolean) as is_people_leader,
        -- dates and times
        cast(effective_on as date) as effective_on,
        cast(hired_on as date) as hired_on
    from source
)

select * from renamed
