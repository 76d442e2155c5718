"""The courses of all cohorts and indicators: who is compared with whom, and what comes of it.

The tables `training_effects` and `training_effect_course` are two views of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from orchestration.statistics.balance import balance
from orchestration.statistics.covariates import described, varying
from orchestration.statistics.effects import Effect, Panel, group_time_effect
from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.lots import lot_of

_FREQUENCIES = {"month": "M", "quarter": "Q", "year": "Y"}


@dataclass(frozen=True)
class Course:
    """A cohort by one indicator. effects: by periods since training, or why there is none.

    coached_from: first of these periods with coaching; None without any.
    is_randomized: whether a draw decided who is trained when; None when nothing tells.
    """

    cohort_id: str
    indicator_id: str
    period_grain: str | None = None
    effects: dict[int, Effect | str] = field(default_factory=dict)
    coached_from: int | None = None
    largest_mean_difference: float | None = None
    reason: str | None = None
    is_randomized: bool | None = None

    def shown(self, is_after: bool) -> dict[int, Effect]:
        """The effects since training, or those of before, that may be shown."""
        return {
            at: one
            for at, one in sorted(self.effects.items())
            if isinstance(one, Effect) and (at >= 0) == is_after
        }


@dataclass(frozen=True)
class _Sums:
    """An indicator's panel with the names of its leaders and periods."""

    panel: Panel
    leaders: pd.Index
    periods: pd.PeriodIndex
    period_grain: str


def courses(inputs: Inputs) -> Iterator[Course]:
    """One course for each cohort and each indicator it is to be judged by, in order."""
    outcomes = inputs.frame(
        f"""
        select outcomes.cohort_id, outcomes.indicator_id, outcomes.first_trained_on,
            coached.first_coached_on
        from {relation("int_cohort_outcomes")} as outcomes
        left join {relation("int_scopes_coached")} as coached
            on coached.scope_type = 'cohort' and coached.scope_id = outcomes.cohort_id
        """
    )
    members = inputs.frame(
        f"""
        select assigned.leader_id, assigned.cohort_id, assigned.program_id,
            assigned.is_drawn_by_lot,
            least(trained.first_trained_on, assigned.trained_on) as first_trained_on
        from {relation("int_cohorts_assigned")} as assigned
        left join {relation("int_scopes_trained")} as trained
            on trained.scope_type = 'cohort' and trained.scope_id = assigned.cohort_id
        """
    ).set_index("leader_id")
    fewest = inputs.threshold("analysis_min_leaders"), inputs.threshold("analysis_min_events")
    for indicator_id, cohorts in outcomes.groupby("indicator_id"):
        sums = _sums(inputs, str(indicator_id), members)
        for cohort in cohorts.itertuples(index=False):
            yield _course(inputs, cohort, sums, members, fewest)


def _sums(inputs: Inputs, indicator_id: str, members: pd.DataFrame) -> _Sums | None:
    rows = inputs.frame(
        f"select leader_id, period_grain, period_start, numerator, denominator, event_count "
        f"from {relation('int_leader_periods')} where indicator_id = '{indicator_id}'"
    )
    if rows.empty:
        return None
    grain = str(rows["period_grain"].iloc[0])
    found = pd.PeriodIndex(rows["period_start"], freq=_FREQUENCIES[grain])
    periods = pd.period_range(found.min(), found.max(), freq=_FREQUENCIES[grain])
    leaders = pd.Index(sorted(rows["leader_id"].unique()))
    at = leaders.get_indexer(rows["leader_id"]), periods.get_indexer(found)
    tables = {}
    for column in ("numerator", "denominator", "event_count"):
        tables[column] = np.zeros((len(leaders), len(periods)))
        tables[column][at] = rows[column].fillna(0.0)
    trained = members["first_trained_on"].reindex(leaders)
    first = np.full(len(leaders), np.inf)
    known = trained.notna().to_numpy()
    days = pd.PeriodIndex(pd.to_datetime(trained[known]), freq=_FREQUENCIES[grain])
    first[known] = [_places(periods, day) for day in days]
    panel = Panel(
        tables["numerator"],
        tables["denominator"],
        first,
        tables["event_count"] if rows["event_count"].notna().any() else None,
    )
    return _Sums(panel, leaders, periods, grain)


def _places(periods: pd.PeriodIndex, period: pd.Period) -> int:
    """Index of a period, also before the first and after the last."""
    return int((period - periods[0]).n)


def _course(
    inputs: Inputs,
    cohort: Any,
    sums: _Sums | None,
    members: pd.DataFrame,
    fewest: tuple[float, float],
) -> Course:
    lot = lot_of(members, cohort.cohort_id)
    if sums is None:
        return Course(
            cohort.cohort_id,
            cohort.indicator_id,
            reason="no_values_by_leader",
            is_randomized=lot.is_randomized,
        )
    if lot.leaders is not None:
        sums = replace(sums, panel=sums.panel.only(sums.leaders.isin(lot.leaders)))
    frequency = sums.periods.freqstr
    trained_at = _places(sums.periods, pd.Period(cohort.first_trained_on, frequency))
    is_cohort = (members["cohort_id"].reindex(sums.leaders) == cohort.cohort_id).to_numpy()
    coached = cohort.first_coached_on
    course = Course(
        cohort.cohort_id,
        cohort.indicator_id,
        sums.period_grain,
        coached_from=None
        if pd.isna(coached)
        else _places(sums.periods, pd.Period(coached, frequency)) - trained_at,
        reason=None if 0 < trained_at < len(sums.periods) else "no_value_before_training",
        is_randomized=lot.is_randomized,
    )
    if course.reason:
        return course
    for period in range(len(sums.periods)):
        if period != trained_at - 1:
            course.effects[period - trained_at] = judged(
                sums.panel, is_cohort, trained_at, period, fewest
            )
    start = course.effects[0]
    if not isinstance(start, Effect):
        return course
    return replace(course, largest_mean_difference=_difference(inputs, sums, start, trained_at))


def judged(
    panel: Panel, is_cohort: np.ndarray, trained_at: int, period: int, fewest: tuple[float, float]
) -> Effect | str:
    """The effect, or why none may be shown. fewest: leaders in each arm, events in both."""
    has_base = is_cohort & (panel.denominators[:, trained_at - 1] > 0)
    if not has_base.any():
        return "no_value_before_training"
    if not (has_base & (panel.denominators[:, period] > 0)).any():
        return "no_evidence_in_period"
    effect = group_time_effect(panel, is_cohort, trained_at, period)
    if effect is None:
        return "no_leaders_not_yet_trained"
    if min(effect.treated.sum(), effect.comparison.sum()) < fewest[0]:
        return "too_few_leaders"
    if effect.event_count is not None and effect.event_count < fewest[1]:
        return "too_few_events"
    return effect


def _difference(inputs: Inputs, sums: _Sums, start: Effect, trained_at: int) -> float:
    """Largest standardized mean difference of the two arms, their value before included."""
    base = trained_at - 1
    compared = start.treated | start.comparison
    known = described(inputs, sums.periods[base].end_time.date())
    rows = known.reindex(sums.leaders[compared]).fillna(known.mean())
    rows = rows.assign(
        value_before=sums.panel.numerators[compared, base] / sums.panel.denominators[compared, base]
    )
    names, values = varying(rows)
    return balance(names, values, start.treated[compared]).largest_mean_difference
