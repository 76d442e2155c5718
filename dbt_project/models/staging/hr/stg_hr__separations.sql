with source as (
    select * from {{ source('hr', 'separations') }}
),

renamed as (
    select
        -- ids
        employee_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- numbers
        _file_line as file_line,
        -- booleans
        cast(is_voluntary as boolean) as is_voluntary,
        cast(is_regretted as boolean) as is_regretted,
        -- dates and times
        cast(separated_on as date) as separated_on
    from source
)

select * from renamed
