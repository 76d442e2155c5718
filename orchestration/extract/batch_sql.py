"""One SQL statement per file that maps, normalizes and judges a batch of text.

The batch is the relation `batch`; the registers of items and behaviors are `known_items` and
`known_behaviors`. The result has every feed column in normal form (person ids
still real), `_file_line`, `_version`, and `_fault`: null or {rule, field, value}.
"""

from orchestration.extract.feeds import Column, Kind
from orchestration.extract.mapping import Plan
from orchestration.extract.normalize import (
    fault,
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

    With a surrogate key it takes one parameter, `$salt`.
    """
    columns = plan.contract.columns
    cells = ", ".join(f"{_cell(plan, column)} as {column.name}" for column in columns)
    normal = ", ".join(f"{_normal(plan, column)} as n_{column.name}" for column in columns)
    faults = ", ".join(
        f"{fault(column, column.name, 'n_' + column.name)} as f_{column.name}"
        for column in columns
    )
    stored = ", ".join(f"n_{column.name} as {column.name}" for column in columns)
    return f"""
        with cells as (
            select {cells}, {_version(plan)} as _version, _line, _rule, _field
            from {_records(plan)}
        ),
        normalized as (select *, {normal} from cells),
        judged as (select *, {faults} from normalized)
        select
            {stored}, _line as _file_line, {_stored_version(plan)} as _version,
            {_row_fault(plan)} as _fault
        from judged {REGISTERS.get(plan.contract.feed, "")}
    """


def _records(plan: Plan) -> str:
    filters = [
        f"coalesce({trimmed(f'c{position}')}, '') {'in' if keep else 'not in'} {one_of(texts)}"
        for position, texts, keep in plan.where
    ]
    where = f" where {' and '.join(filters)}" if filters else ""
    if not plan.items:
        return f"batch{where}"
    cells = ", ".join(
        f"{{'item_id': {literal(item)}, 'answer': c{position}}}" for item, position in plan.items
    )
    return f"(select *, unnest([{cells}]) as _item from batch{where})"


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
    if column.name == "answer" and source.responses == "labels":
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
    return normal_form(
        column,
        column.name,
        source.date_formats.get(column.name, source.date_format),
        plan.zones.get(column.name, source.time_zone),
        source.format in _NATIVE_DATES,
    )


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
    at = utc_timestamp("_version", source.date_format, source.time_zone, accepts_iso)
    return (
        f"coalesce(cast(timezone('UTC', {at}) as varchar),"
        " case when regexp_full_match(_version, '[0-9]{1,18}') then lpad(_version, 18, '0') end,"
        f" nullif(_version, ''), {default})"
    )


def _row_fault(plan: Plan) -> str:
    """The first fault of the row: of the record, of a cell, else of the row as a whole."""
    whens = " ".join(
        f"when {test} then {_fault(literal(rule), literal(field), field)}"
        for test, rule, field in ROW_RULES.get(plan.contract.feed, ())
    )
    cells = " ".join(
        f"when f_{name} is not null then {_fault(f'f_{name}', literal(name), name)}"
        for name in plan.contract.names
    )
    record = f"when _rule is not null then {_fault('_rule', '_field', 'null')}"
    return f"case {record} {cells} {whens} end"


def _fault(rule: str, field: str, value: str) -> str:
    return f"{{'rule': {rule}, 'field': {field}, 'value': cast({value} as varchar)}}"
