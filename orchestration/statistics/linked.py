"""Outcomes of each leader's team, linked to the leader's latest earlier score."""

from dataclasses import dataclass

import numpy as np

from orchestration.statistics.cells import Cells
from orchestration.statistics.inputs import Inputs, relation

_CODES = ("month_start", "role_family", "job_level", "tenure_band")


class LookAheadError(ValueError):
    """A score whose window does not end before the outcome's month begins."""


@dataclass(frozen=True)
class Linked:
    """Cells whose score is in steps of one standard deviation; step: that deviation.

    months: month of each cell, as a code from 0.
    """

    cells: Cells
    step: float

    @property
    def months(self) -> np.ndarray:
        """Month of each cell, as a code from 0."""
        return self.cells.factors[0]


def linked(inputs: Inputs, predictor_id: str, outcome_id: str, grades: str) -> Linked | None:
    """The cells of an outcome with a predictor's lagged score; None where nothing links.

    grades: the confidence grades whose scores may enter, as A|B. Everything is coded in SQL: what
    is read is numbers, one row for each cell. Raises `LookAheadError`.
    """
    codes = ", ".join(
        f"cast(dense_rank() over (order by {one}) - 1 as bigint) as {one}"
        for one in ("leader_id", *_CODES)
    )
    found = inputs.connection.execute(
        f"""
        with joined as (
            select cells.*, scores.score, scores.window_end
            from {relation("int_outcome_cells")} as cells
            inner join {relation("int_leader_scores_lagged")} as scores
                on cells.leader_id = scores.leader_id
                and cells.month_start >= scores.valid_from
                and cells.month_start < scores.valid_to
            where cells.outcome_id = $1 and scores.predictor_id = $2
                and list_contains(string_split($3, '|'), scores.confidence_grade)
        )
        select {codes}, trials, events, score, window_end >= month_start as looks_ahead
        from joined
        order by all
        """,
        [outcome_id, predictor_id, grades],
    ).fetchnumpy()
    if not len(found["trials"]):
        return None
    if found["looks_ahead"].any():
        raise LookAheadError(f"{predictor_id} is no earlier than {outcome_id}")
    trials, score = found["trials"].astype(float), found["score"].astype(float)
    mean = np.average(score, weights=trials)
    step = float(np.sqrt(np.average((score - mean) ** 2, weights=trials)))
    cells = Cells(
        trials=trials,
        events=found["events"].astype(float),
        score=(score - mean) / step if step > 0 else score * 0.0,
        clusters=found["leader_id"],
        factors=tuple(found[one] for one in _CODES),
    )
    return Linked(cells, step)
