"""The effect of training by periods since it, with a band that holds for the whole course."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from orchestration.statistics.course import average, simultaneous
from orchestration.statistics.effects import Effect
from orchestration.statistics.inputs import Inputs
from orchestration.statistics.staggered import Course, courses

ALL_COHORTS = "all"
_COLUMNS = (
    *("cohort_id", "indicator_id", "event_period", "period_grain"),
    *("effect_estimate", "effect_lower", "effect_upper", "leader_count"),
    *("comparison_leader_count", "is_with_coaching", "status", "status_reason"),
)


def compute(inputs: Inputs) -> pd.DataFrame:
    """A row for each cohort, indicator and period; the cohort `all` is their mean by leaders.

    The period before training is what the others are compared with and has no row.
    """
    alpha, replicates = (
        inputs.threshold("band_alpha"),
        int(inputs.threshold("bootstrap_replicates")),
    )
    by_indicator: dict[str, list[Course]] = {}
    for one in courses(inputs):
        by_indicator.setdefault(one.indicator_id, []).append(one)
    found = [
        row
        for several in by_indicator.values()
        for course in [*several, together(several)]
        for row in rows(course, alpha, replicates)
    ]
    return pd.DataFrame(found, columns=list(_COLUMNS), dtype=object)


def together(several: list[Course]) -> Course:
    """The mean course of several cohorts, each period weighted by the leaders compared in it."""
    merged: dict[int, Effect | str] = {}
    for at in sorted({at for one in several for at in one.effects}):
        known = [one.effects[at] for one in several if at in one.effects]
        effects = [one for one in known if isinstance(one, Effect)]
        sizes = [float(one.treated.sum()) for one in effects]
        merged[at] = average(effects, sizes) if effects else known[0]
    first = [one.coached_from for one in several if one.coached_from is not None]
    grain = next((one.period_grain for one in several if one.period_grain), None)
    reason = None if merged else several[0].reason
    return Course(
        ALL_COHORTS, several[0].indicator_id, grain, merged, min(first, default=None), None, reason
    )


def rows(course: Course, alpha: float, replicates: int) -> Iterator[dict[str, Any]]:
    """One row for each period of a course; a course that has none is one row at period 0."""
    key = {
        "cohort_id": course.cohort_id,
        "indicator_id": course.indicator_id,
        "period_grain": course.period_grain,
    }
    shown = course.shown(is_after=False) | course.shown(is_after=True)
    band = simultaneous(list(shown.values()), alpha, replicates) if shown else None
    widths = dict(zip(shown, band.half_widths, strict=True)) if band else {}
    for at, effect in sorted(course.effects.items()) or [(0, course.reason)]:
        found: dict[str, Any] = dict.fromkeys(_COLUMNS) | key
        found["event_period"] = at
        found["is_with_coaching"] = course.coached_from is not None and course.coached_from <= at
        if not isinstance(effect, Effect) or not widths[at] > 0:
            reason = "no_variation" if isinstance(effect, Effect) else effect
            yield found | {"status": "insufficient_evidence", "status_reason": reason}
            continue
        yield found | {
            "effect_estimate": effect.estimate,
            "effect_lower": effect.estimate - widths[at],
            "effect_upper": effect.estimate + widths[at],
            "leader_count": int(effect.treated.sum()),
            "comparison_leader_count": int(effect.comparison.sum()),
            "status": "estimated",
            "status_reason": "compared_with_leaders_not_yet_trained",
        }
