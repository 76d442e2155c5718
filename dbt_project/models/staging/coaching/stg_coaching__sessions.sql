with source as (
    select * from {{ source('coaching', 'coaching_sessions') }}
),

renamed as (
    select
        -- ids
        leader_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- text
        kind,
        -- numbers
        _file_line as file_line,
        -- dates and times
        cast(held_on as date) as held_on
    from source
)

select * from renamed
