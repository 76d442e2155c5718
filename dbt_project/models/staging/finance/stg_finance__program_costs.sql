with source as (
    select * from {{ source('finance', 'program_costs') }}
),

renamed as (
    select
        -- ids
        program_id,
        cohort_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        kind,
        currency,
        -- numbers
        cast(amount as double) as amount,
        _file_line as file_line,
        -- dates and times
        cast(incurred_on as date) as incurred_on
    from source
)

select * from renamed
