with source as (
    select * from {{ source('intake', 'quarantine_counts') }}
),

renamed as (
    select
        -- ids
        source_id,
        file_sha256,
        -- text
        feed,
        rule,
        field,
        -- numbers
        row_count
    from source
)

select * from renamed
