"""Which of several deliveries of one key stands: SQL over the valid rows of a feed.

The outcome hangs on content, version, hash and line only, never on the order of delivery:
- equal content: the first by (hash, line) stands, the rest are `duplicate`;
- different content: the highest version stands, the older are `superseded`;
- different content under one highest version, or none: all of these are `conflicting_versions`;
- a record that some file withdrew is `voided` and stands against nothing.
"""

from orchestration.extract.feeds import Contract

QUARANTINED = ("conflicting_versions", "voided")
LINEAGE = ("_source_id", "_file_sha256", "_file_line", "_received_at", "_version")


def disposed_sql(contract: Contract, rows: str) -> str:
    """`rows` with `_disposition`: accepted, duplicate, superseded, or one of `QUARANTINED`.

    The relation `withdrawn` has the ids of withdrawn records in `record_id`.
    """
    key = _digest(contract.key)
    content = _digest(contract.names)
    columns = ", ".join((*contract.names, *LINEAGE))
    return f"""
        with delivered as (
            select *, _record_id in (select record_id from withdrawn) as _is_voided from {rows}
        ),
        keyed as (
            select *, {key} as _key from delivered where _is_voided is distinct from true
        ),
        repeated as (select _key from keyed group by _key having count(*) > 1),
        digested as (
            select *, {content} as _content from keyed semi join repeated using (_key)
        ),
        ranked as (
            select *,
                row_number() over (
                    partition by _key, _content
                    order by _version desc nulls last, _file_sha256, _file_line, _source_id
                ) as _copy,
                max(_version) over (partition by _key, _content) as _content_version
            from digested
        ),
        contested as (
            select *, _content_version is not distinct from _top as _is_top,
                count(*) filter (
                    where _copy = 1 and _content_version is not distinct from _top
                ) over (partition by _key) as _top_contents
            from (select *, max(_content_version) over (partition by _key) as _top from ranked)
        )
        select {columns}, 'accepted' as _disposition
        from keyed anti join repeated using (_key)
        union all
        select {columns},
            case
                when _is_top and _top_contents > 1 then 'conflicting_versions'
                when _is_top and _copy = 1 then 'accepted'
                when _is_top then 'duplicate'
                else 'superseded'
            end as _disposition
        from contested
        union all
        select {columns}, 'voided' as _disposition from delivered where _is_voided
    """


def _digest(names: tuple[str, ...] | list[str]) -> str:
    """A 128-bit digest of several columns in which null and blank differ."""
    cells = ", ".join(f"coalesce('=' || {name}, '-')" for name in names)
    return f"md5(concat_ws(chr(31), {cells}))"
