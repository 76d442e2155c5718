"""Which exports an organization has."""

from dataclasses import replace
from pathlib import PurePosixPath

from seeds.sample.export import Export
from seeds.sample.hr_exports import HR
from seeds.sample.survey_exports import ANSWER_LAKE, SURVEY_LOGS, WAVES
from seeds.sample.team_exports import LEARNING, TEAM_LOGS, TEAMS

LARGE_FROM_LEADERS = 2_000
"""From this size on surveys, observations and meetings are written as Parquet."""


def is_large(leaders: int) -> bool:
    """Whether the big feeds are written as Parquet."""
    return leaders >= LARGE_FROM_LEADERS


def exports_for(*, as_parquet: bool, by_lot: bool = False) -> tuple[Export, ...]:
    """Every export of an organization; between them they deliver all feeds.

    by_lot: the learning system does not know of a draw, so the mapping states it.
    """
    learning = tuple(_by_lot(one) for one in LEARNING) if by_lot else LEARNING
    if as_parquet:
        sheets = tuple(_as_text(one) if one.format == "xlsx" else one for one in TEAMS)
        logs = tuple(_as_parquet(one) for one in (*SURVEY_LOGS, *TEAM_LOGS))
        return (*HR, *learning, *sheets, ANSWER_LAKE, *logs)
    return (*HR, *learning, *TEAMS, *WAVES, *SURVEY_LOGS, *TEAM_LOGS)


def _by_lot(export: Export) -> Export:
    if export.feed != "training_completions":
        return export
    return replace(export, constants=dict(export.constants) | {"is_drawn_by_lot": "true"})


def _as_text(export: Export) -> Export:
    file = str(PurePosixPath(export.file).with_suffix(".csv"))
    return replace(export, format="csv", file=file, sheet=None)


def _as_parquet(export: Export) -> Export:
    file = str(PurePosixPath(export.file).with_suffix(".parquet"))
    return replace(export, format="parquet", file=file, values={}, decoys=())
