{# How the rows of each delivered file ended, one row for each way and rule; the
    same bytes under another name are the same file. A source without a file is a
    row as well. #}
with sources as (
    select * from {{ ref('stg_intake__sources') }}
),

files as (
    select
        source_id,
        file_sha256,
        min(refusal_rule) as refusal_rule,
        bool_and(is_refused) as is_refused,
        sum(rows_read) as rows_read,
        sum(rows_accepted) as rows_accepted,
        sum(rows_superseded) as rows_superseded,
        sum(rows_duplicate) as rows_duplicate
    from {{ ref('stg_intake__files') }}
    group by source_id, file_sha256
),

quarantined as (
    select * from {{ ref('stg_intake__quarantine_counts') }}
),

endings as (
    {%- for ending in ['accepted', 'superseded', 'duplicate'] %}
        select
            files.source_id,
            files.file_sha256,
            '{{ ending }}' as disposition,
            '-' as rule,  -- noqa: RF04
            '-' as field,
            files.rows_{{ ending }} as row_count
        from files
        where not files.is_refused
        union all
    {%- endfor %}
    select
        files.source_id,
        files.file_sha256,
        'refused' as disposition,
        files.refusal_rule as rule,  -- noqa: RF04
        '-' as field,
        files.rows_read as row_count
    from files
    where files.is_refused
    union all
    select
        quarantined.source_id,
        quarantined.file_sha256,
        'quarantined' as disposition,
        quarantined.rule,
        coalesce(quarantined.field, '-') as field,
        quarantined.row_count
    from quarantined
)

select
    sources.source_id,
    sources.feed,
    coalesce(endings.file_sha256, '-') as file_sha256,
    coalesce(endings.disposition, 'not_delivered') as disposition,
    coalesce(endings.rule, '-') as rule,  -- noqa: RF04
    coalesce(endings.field, '-') as field,
    coalesce(endings.row_count, 0) as row_count,
    coalesce(files.rows_read, 0) as rows_read
from sources
left join endings on sources.source_id = endings.source_id
left join files
    on
        endings.source_id = files.source_id
        and endings.file_sha256 = files.file_sha256
