"""The number as one audience of a release has it, with its entry in the dictionary."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from orchestration.explain.question import Question, QuestionError, period_text
from orchestration.release.audiences import PEOPLE_PARTNER
from orchestration.release.digest import quoted
from orchestration.release.warehouse import attached

_OFFERS = 5
_FOR_PARTNERS = (
    "Numbers of leaders, and of groups that few lead, are for people partners only: "
    f"--audience {PEOPLE_PARTNER}"
)


@dataclass(frozen=True)
class Published:
    """One row of a panel, and the indicator's row of `dim_indicators`."""

    number: dict[str, Any]
    definition: dict[str, Any]


def published(database: Path, question: Question, audience: str) -> Published:
    """Find the number in an audience's database. Raises `QuestionError` with near matches."""
    with attached(release=database) as connection:
        dictionary = _rows(connection, "dim_indicators", {})
        known = {row["indicator_id"]: row for row in dictionary}
        if question.indicator_id not in known:
            raise QuestionError(_offer("indicator", question.indicator_id, sorted(known)))
        definition = known[question.indicator_id]
        panel = f"fct_{definition['panel']}"
        found = _rows(connection, panel, question.key)
        if not found:
            raise QuestionError(_why_not(connection, panel, question, definition, audience))
        return Published(found[0], definition)


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, key: dict[str, object]
) -> list[dict[str, Any]]:
    where = " and ".join(f"{name} = ${name}" for name in key) or "true"
    found = connection.execute(f"select * from {_name(table)} where {where}", key)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _why_not(
    connection: duckdb.DuckDBPyConnection,
    panel: str,
    question: Question,
    definition: dict[str, Any],
    audience: str,
) -> str:
    """The first part of the question for which nothing is published, with what there is."""
    for name, listed in (
        ("construct", "constructs"),
        ("scope_type", "scopes"),
        ("period_grain", "grains"),
    ):
        offered = definition[listed].split("|")
        if getattr(question, name) not in offered:
            return _offer(name.replace("_", " "), str(getattr(question, name)), offered)
    key = {name: question.key[name] for name in ("indicator_id", "scope_type")}
    scopes = _distinct(connection, panel, "scope_id", key)
    if question.scope_id not in scopes:
        offer = _offer(question.scope_type.replace("_", " "), question.scope_id, scopes)
        return offer if audience == PEOPLE_PARTNER else f"{offer}. {_FOR_PARTNERS}"
    key |= {name: question.key[name] for name in ("scope_id", "period_grain")}
    starts = _distinct(connection, panel, "period_start", key)
    periods = [period_text(question.period_grain, start) for start in starts]
    asked = period_text(question.period_grain, question.period_start)
    return f"nothing was to be reported for {asked}; there is {periods[0]} to {periods[-1]}"


def _distinct(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, key: dict[str, object]
) -> list[Any]:
    where = " and ".join(f"{name} = ${name}" for name in key)
    sql = f"select distinct {column} from {_name(table)} where {where} order by 1"
    return [value for (value,) in connection.execute(sql, key).fetchall()]


def _offer(what: str, asked: str, known: list[str]) -> str:
    near = get_close_matches(asked, known, n=_OFFERS, cutoff=0.4) or known[:_OFFERS]
    there_is = f"there is {', '.join(near)}" if near else "there is none here"
    return f"no {what} {asked}; {there_is}"


def _name(table: str) -> str:
    return quoted("release", "main", table)
