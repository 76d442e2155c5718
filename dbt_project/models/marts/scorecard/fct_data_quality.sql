{# How every row that was delivered ended. The rows of a file sum to what was read. #}
with endings as (
    select * from {{ ref('int_deliveries_balanced') }}
)

select
    endings.source_id,
    endings.feed,
    endings.file_sha256,
    endings.disposition,
    endings.rule,
    endings.field,
    cast(endings.row_count as bigint) as row_count,
    cast(endings.rows_read as bigint) as rows_read,
    {{ rounded('cast(endings.row_count as double) / nullif(endings.rows_read, 0)') }}
        as row_share,
    sum(endings.row_count) over (partition by endings.source_id, endings.file_sha256)
    = endings.rows_read as is_balanced,
    cast(null as string) as release_id
from endings
