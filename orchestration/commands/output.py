"""How commands answer: a table for people, JSON for programs, and the exit codes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from enum import IntEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

console = Console(soft_wrap=True)
errors = Console(stderr=True, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


class Exit(IntEnum):
    """What a command ends with."""

    DONE = 0
    INTERNAL = 1
    UNUSABLE = 2
    BLOCKED = 3


def print_json(result: object) -> None:
    """One JSON document on standard output."""
    body = asdict(result) if is_dataclass(result) and not isinstance(result, type) else result
    typer.echo(json.dumps(body, indent=1, default=str, ensure_ascii=False))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table for people."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(("" if cell is None else str(cell)) for cell in row))
    console.print(table)


def stop(code: Exit, message: str) -> typer.Exit:
    """Say why on standard error and give the exit to raise."""
    errors.print(message, markup=False)
    return typer.Exit(code)
