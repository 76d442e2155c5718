with source as (
    select * from {{ source('intake', 'sources') }}
),

renamed as (
    select
        -- ids
        source_id,
        mapping_digest,
        -- text
        feed,
        format,
        location_pattern,
        -- numbers
        file_count
    from source
)

select * from renamed
