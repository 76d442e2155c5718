"""SQL that turns the text of one cell into its normal form, and names what is wrong with it.

Pure text building for DuckDB; every literal goes through `literal`, every column name is one of
ours. The normal forms are those of docs/sources.md.
"""

from orchestration.extract import limits
from orchestration.extract.feeds import Column, Kind

BLANKS = " \t\r\n\u00a0\u2007\u202f"
SPREADSHEET_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
_PLAIN_KINDS = (Kind.PERSON, Kind.ID, Kind.TEXT)
_TRUE, _FALSE = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")
_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?"
_INTEGER = r"[+-]?[0-9]{1,15}(\.0+)?"
_ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?"
_ISO_LOCAL = _ISO_DATE
_ISO_OFFSET = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r" ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)"
)


def literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def one_of(texts: tuple[str, ...] | list[str]) -> str:
    """A parenthesized list of literals for `in`."""
    return "(" + ", ".join(literal(text) for text in texts) + ")"


def trimmed(cell: str) -> str:
    """The cell without ordinary and no-break blanks around it."""
    return f"trim({cell}, {literal(BLANKS)})"


def local_timestamp(text: str, date_format: str, accepts_iso: bool) -> str:
    """A `timestamp` without zone, by the declared format and no other; NULL where it fails."""
    iso = (
        f"case when regexp_full_match({text}, {literal(_ISO_LOCAL)})"
        f" then try_cast({text} as timestamp) end"
    )
    if date_format == "iso":
        return iso
    declared = f"try_strptime({text}, {literal(date_format)})"
    return f"coalesce({declared}, {iso})" if accepts_iso else declared


def utc_timestamp(text: str, date_format: str, zone: str, accepts_iso: bool) -> str:
    """A `timestamptz`: an ISO offset where the text has one, else the zone of the source.

    A local time that a change of clocks skipped is NULL; one that occurred twice is read as
    standard time.
    """
    local = local_timestamp(text, date_format, accepts_iso)
    zone_sql = literal(zone)
    placed = (
        f"case when timezone({zone_sql}, timezone({zone_sql}, {local})) = {local}"
        f" then timezone({zone_sql}, {local}) end"
    )
    if date_format != "iso" and not accepts_iso:
        return placed
    return (
        f"case when regexp_full_match({text}, {literal(_ISO_OFFSET)})"
        f" then try_cast({text} as timestamptz) else {placed} end"
    )


def normal_form(column: Column, text: str, date_format: str, zone: str, accepts_iso: bool) -> str:
    """The stored text of a column; NULL where the text is none of its kind."""
    kind = column.kind
    if kind in _PLAIN_KINDS:
        return f"nfc_normalize({text})"
    if kind is Kind.ENUM:
        folded = f"replace(replace(lower({text}), ' ', '_'), '-', '_')"
        return f"case when {folded} in {one_of(column.values)} then {folded} end"
    if kind is Kind.BOOLEAN:
        return (
            f"case when lower({text}) in {one_of(_TRUE)} then 'true'"
            f" when lower({text}) in {one_of(_FALSE)} then 'false' end"
        )
    if kind is Kind.INTEGER:
        return (
            f"case when regexp_full_match({text}, {literal(_INTEGER)})"
            f" then cast(cast(split_part({text}, '.', 1) as bigint) as varchar) end"
        )
    if kind is Kind.NUMBER:
        number = f"try_cast({text} as double)"
        return (
            f"case when regexp_full_match({text}, {literal(_NUMBER)}) and abs({number}) < 1e15"
            f" then case when {number} = trunc({number})"
            f" then cast(cast({number} as bigint) as varchar)"
            f" else cast({number} as varchar) end end"
        )
    if kind is Kind.DATE:
        local = local_timestamp(text, date_format, accepts_iso)
        return f"strftime({_plausible(local)}, '%Y-%m-%d')"
    placed = f"timezone('UTC', {utc_timestamp(text, date_format, zone, accepts_iso)})"
    return f"cast({_plausible(placed)} as varchar)"


def _plausible(timestamp: str) -> str:
    return (
        f"case when {timestamp} >= timestamp '1900-01-01'"
        f" and {timestamp} < timestamp '2100-01-01' then {timestamp} end"
    )


def cell_rules(column: Column, text: str, normal: str) -> list[tuple[str, str]]:
    """The domain rules of one cell as (SQL test that is true for a fault, rule), in order."""
    rules = []
    if column.required:
        rules.append((f"{text} is null", "blank_required"))
    if column.kind in _PLAIN_KINDS:
        longest = limits.TEXT_CHARACTERS if column.kind is Kind.TEXT else limits.ID_CHARACTERS
        rules += [
            (f"{text} in {one_of(SPREADSHEET_ERRORS)}", "spreadsheet_error"),
            (rf"regexp_matches({text}, '[\p{{Cc}}\p{{Cf}}\x{{FFFD}}]')", "invalid_characters"),
            (f"length({text}) > {longest}", "too_long"),
        ]
    else:
        rules.append((f"{text} is not null and {normal} is null", f"invalid_{column.kind.value}"))
    if column.minimum is not None:
        rules.append((f"cast({normal} as double) < {column.minimum}", "out_of_range"))
    return rules
