"""How the columns of an opened file fill the columns of a feed: the plan that the SQL follows.

Resolves names to positions once per file and refuses a file that lacks one; reads no record.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from orchestration.extract.codebook import read_codebook
from orchestration.extract.feeds import CONTRACTS, Contract
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import Table
from orchestration.settings import Source

ITEM_COLUMNS = ("item_id", "answer")


@dataclass(frozen=True)
class Plan:
    """Positions for one file.

    columns: feed column -> position. items: (item_id, position) of a wide survey.
    recodes: item_id -> {choice text: value}, for cells that hold labels.
    where: (position, texts, keep) of each record filter.
    zones: feed column or `_version` -> time zone that the file states.
    version: the position of the version column, or None; version_text: a version from the name.
    """

    source: Source
    contract: Contract
    columns: dict[str, int]
    items: tuple[tuple[str, int], ...]
    recodes: dict[str, dict[str, str]]
    where: tuple[tuple[int, tuple[str, ...], bool], ...]
    zones: dict[str, str]
    version: int | None
    version_text: str | None
    all_positions: tuple[int, ...]

    @property
    def positions(self) -> list[int]:
        """What the reader must give; everything where a row is named by its content."""
        if self.source.surrogate_key:
            return list(self.all_positions)
        used = {*self.columns.values(), *(position for _, position in self.items)}
        used |= {position for position, _, _ in self.where}
        return sorted(used | ({self.version} if self.version is not None else set()))


def plan(table: Table, source: Source, file_name: str) -> Plan:
    """Resolve every name of the mapping in the file. Raises `RefusalError`."""
    contract = CONTRACTS[source.feed]
    columns = _columns(table, source, contract)
    items = tuple((item, _must(table, name)) for name, item in source.items.items())
    version, version_text = _version(table, source, file_name)
    return Plan(
        source=source,
        contract=contract,
        columns=columns,
        items=items,
        recodes=_recodes(table, source, items),
        where=tuple(
            (_must(table, name), tuple(texts), keep)
            for filters, keep in ((source.where, True), (source.unless, False))
            for name, texts in filters.items()
        ),
        zones={
            name: zone
            for name, position in {**columns, "_version": version}.items()
            if position is not None and (zone := table.time_zone(position)) is not None
        },
        version=version,
        version_text=version_text,
        all_positions=tuple(table.all_positions()),
    )


def _columns(table: Table, source: Source, contract: Contract) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in contract.columns:
        if column.name in source.constants or (source.items and column.name in ITEM_COLUMNS):
            continue
        if source.surrogate_key and column.name == contract.surrogate:
            continue
        if column.name in source.columns:
            found[column.name] = _must(table, source.columns[column.name])
            continue
        name = table.default_name(column.name) or column.name
        position = table.find(name)
        if position is not None:
            found[column.name] = position
        elif column.required and "" not in source.values.get(column.name, {}):
            raise RefusalError(
                "column_missing",
                f"no column for {column.name}: map it in `columns` or `constants`",
                1,
            )
    return found


def _recodes(
    table: Table, source: Source, items: tuple[tuple[str, int], ...]
) -> dict[str, dict[str, str]]:
    if source.responses != "labels":
        return {}
    codebook = read_codebook(Path(source.codebook)) if source.codebook else {}
    return {
        item: codebook.get(table.question(position) or "", {}) | source.labels
        for item, position in items
    }


def _must(table: Table, name: str) -> int:
    position = table.find(name)
    if position is None:
        raise RefusalError(
            "column_missing", f"no column {name!r}: was it renamed or left out of the export?", 1
        )
    return position


def _version(table: Table, source: Source, file_name: str) -> tuple[int | None, str | None]:
    if source.version and source.version.column:
        return _must(table, source.version.column), None
    if source.version and source.version.file_name:
        match = re.search(source.version.file_name, file_name)
        if not match:
            raise RefusalError("version_missing", "the file's name holds no version as declared")
        return None, match.group(1)
    name = table.default_name("_version")
    return (table.find(name), None) if name else (None, None)
