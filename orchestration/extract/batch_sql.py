"""One SQL statement per file that maps, normalizes and judges a batch of text.

The batch is the relation `batch`; the registers of items and behaviors are `known_items` and
`known_behaviors`. The result has every feed column in normal form (person ids
still real), `_file_line`, `_version`, `_record_id`, and `_fault`: null or {rule, field, value}.
"""

from orchestration.extract.feeds import Column, Kind
from orchestration.extract.mapping import ITEM_COLUMNS, Plan
from orchestration.extract.normalize import (
    cell_rules,
    literal,
    normal_form,
    one_of,
    trimmed,
    utc_timestamp,
)
from orchestration.extract.row_rules import REGISTERS, ROW_RULES
from orchestration.settings import Format

_NATIVE_DATES = (Format.XLSX, Format.PARQUET)
_NUMERIC = (Kind.INTEGER, Kind.NUMBER)


def batch_sql(plan: Plan) -> str:
    """The statement; runs on any number of batches of the file that the plan was made for.

    What stands once in a record is normalized once; a wide survey record is unfolded after that.
    With a surrogate key the statement takes one parameter, `$salt`.
    """
    of_item = ITEM_COLUMNS if plan.items else ()
    per_record = [column for column in plan.contract.columns if column.name not in of_item]
    per_item = [column for column in plan.contract.columns if column.name in of_item]
    stored = ", ".join(f"n_{column.name} as {column.name}" for column in plan.contract.columns)
    return f"""
        with cells as (
            select {_cells(plan, per_record)}, {_version(plan)} as _version,
                _line, _rule, _field, _record_id{_item_cells(plan)}
            from batch {_where(plan)}
        ),
        records as (select *, {_normals(plan, per_record)} from cells),
        rows as ({_unfolded(plan, per_record, per_item)})
        select
            {stored}, _line as _file_line, {_stored_version(plan)} as _version, _record_id,
            {_row_fault(plan, per_item)} as _fault
        from rows {REGISTERS.get(plan.contract.feed, "")}
    """


def _unfolded(plan: Plan, per_record: list[Column], per_item: list[Column]) -> str:
    judged = f"select * exclude (_items), {_record_fault(per_record)} as _record_fault from records"
    if not plan.items:
        return judged.replace(" exclude (_items)", "")
    return f"""
        select *, {_normals(plan, per_item)}
        from (
            select * exclude (_item), {_cells(plan, per_item)}
            from (
                select * exclude (_items), unnest(_items) as _item,
                    {_record_fault(per_record)} as _record_fault
                from records
            )
        )
    """


def _cells(plan: Plan, columns: list[Column]) -> str:
    return ", ".join(f"{_cell(plan, column)} as {column.name}" for column in columns)


def _normals(plan: Plan, columns: list[Column]) -> str:
    return ", ".join(f"{_normal(plan, column)} as n_{column.name}" for column in columns)


def _where(plan: Plan) -> str:
    filters = [
        f"coalesce({trimmed(f'c{position}')}, '') {'in' if keep else 'not in'} {one_of(texts)}"
        for position, texts, keep in plan.where
    ]
    return f"where {' and '.join(filters)}" if filters else ""


def _item_cells(plan: Plan) -> str:
    if not plan.items:
        return ""
    cells = ", ".join(
        f"{{'item_id': {literal(item)}, 'answer': {_recoded(plan, item, position)}}}"
        for item, position in plan.items
    )
    return f", [{cells}] as _items"


def _recoded(plan: Plan, item: str, position: int) -> str:
    """The cell of an item, its label replaced by the value; an unknown label stays and faults."""
    whens = " ".join(
        f"when {literal(label)} then {literal(value)}"
        for label, value in plan.recodes.get(item, {}).items()
    )
    cell = f"c{position}"
    return f"case {trimmed(cell)} {whens} else {cell} end" if whens else cell


def _cell(plan: Plan, column: Column) -> str:
    """The text of a feed column before its normal form; NULL for blank and missing."""
    source = plan.source
    if column.name in source.constants:
        return literal(source.constants[column.name])
    if source.surrogate_key and column.name == plan.contract.surrogate:
        return _content(plan)
    if plan.items and column.name == "item_id":
        return "_item.item_id"
    if plan.items and column.name == "answer":
        cell = "_item.answer"
    elif column.name in plan.columns:
        cell = f"c{plan.columns[column.name]}"
    else:
        cell = "cast(null as varchar)"
    text = trimmed(cell)
    values = dict(source.values.get(column.name, {}))
    if column.name == "answer" and source.responses == "labels" and not plan.items:
        values.update(source.labels)
    default = literal(values.pop("")) if "" in values else "null"
    whens = [f"when coalesce({text}, '') = '' then {default}"]
    if source.missing:
        whens.append(f"when {text} in {one_of(source.missing)} then {default}")
    whens += [f"when {text} = {literal(old)} then {literal(new)}" for old, new in values.items()]
    # A blank beside a number is a sign of a damaged export; it is left for the number's own rule.
    return f"case {' '.join(whens)} else {cell if column.kind in _NUMERIC else text} end"


def _normal(plan: Plan, column: Column) -> str:
    source = plan.source
    constant = source.constants.get(column.name)
    normal = normal_form(
        column,
        column.name if constant is None else literal(constant),
        source.date_formats.get(column.name, source.date_format),
        plan.zones.get(column.name, source.time_zone),
        source.format in _NATIVE_DATES,
    )
    prefix = source.prefixes.get(column.name)
    return f"{literal(prefix)} || {normal}" if prefix else normal


def _content(plan: Plan) -> str:
    """The digest of the whole record, for rows that have no id of their own."""
    if not plan.source.surrogate_key:
        return "cast(null as varchar)"
    cells = ", ".join(f"c{position}" for position in plan.all_positions)
    return f"left(sha256(concat_ws(chr(31), $salt, {cells})), 24)"


def _version(plan: Plan) -> str:
    if plan.version_text is not None:
        return literal(plan.version_text)
    return trimmed(f"c{plan.version}") if plan.version is not None else "cast(null as varchar)"


def _stored_version(plan: Plan) -> str:
    """A text whose order is the order of versions: UTC time, padded number, or text as it is."""
    default = f"n_{plan.contract.version}" if plan.contract.version else "cast(null as varchar)"
    if plan.version is None and plan.version_text is None:
        return default
    source = plan.source
    accepts_iso = source.format in _NATIVE_DATES
    zone = plan.zones.get("_version", source.time_zone)
    at = utc_timestamp("_version", source.date_format, zone, accepts_iso)
    return (
        f"coalesce(cast(timezone('UTC', {at}) as varchar),"
        " case when regexp_full_match(_version, '[0-9]{1,18}') then lpad(_version, 18, '0') end,"
        f" nullif(_version, ''), {default})"
    )


def _record_fault(columns: list[Column]) -> str:
    """The first fault of what stands once in a record: by its format, else of a cell."""
    record = f"when _rule is not null then {_fault('_rule', '_field', 'null')}"
    return f"case {record} {_cell_faults(columns)} end"


def _row_fault(plan: Plan, per_item: list[Column]) -> str:
    """The first fault of the row: of the record, of an item's cell, else of the row as a whole."""
    whens = " ".join(
        f"when {test} then {_fault(literal(rule), literal(field), field)}"
        for test, rule, field in ROW_RULES.get(plan.contract.feed, ())
    )
    record = "when _record_fault is not null then _record_fault"
    return f"case {record} {_cell_faults(per_item)} {whens} end"


def _cell_faults(columns: list[Column]) -> str:
    return " ".join(
        f"when {test} then {_fault(literal(rule), literal(column.name), column.name)}"
        for column in columns
        for test, rule in cell_rules(column, column.name, f"n_{column.name}")
    )


def _fault(rule: str, field: str, value: str) -> str:
    return f"{{'rule': {rule}, 'field': {field}, 'value': cast({value} as varchar)}}"
