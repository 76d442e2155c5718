with source as (
    select * from {{ source('operations', 'one_on_ones') }}
),

renamed as (
    select
        -- ids
        leader_id,
        employee_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- numbers
        _file_line as file_line,
        -- booleans
        cast(is_held as boolean) as is_held,
        -- dates and times
        cast(held_on as date) as held_on
    from source
)

select * from renamed
