with source as (
    select * from {{ source('intake', 'files') }}
),

renamed as (
    select
        -- ids
        source_id,
        file_sha256,
        mapping_digest,
        -- text
        feed,
        format,
        file_name,
        refusal_rule,
        refusal_message,
        -- numbers
        size_bytes,
        records_read,
        rows_read,
        rows_accepted,
        rows_quarantined,
        rows_superseded,
        rows_duplicate,
        -- booleans
        is_refused,
        -- dates and times
        cast(received_at as timestamp) as received_at
    from source
)

select * from renamed
