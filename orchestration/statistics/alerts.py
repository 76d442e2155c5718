"""Which teams to ask about: declines of signals and excesses of incidents, run by run.

An alert is a question for a person. Whether it may be shown is decided in the mart.
"""

import numpy as np
import pandas as pd

from orchestration.statistics.declines import Rules, declines
from orchestration.statistics.incidents import Rules as IncidentRules
from orchestration.statistics.incidents import excesses
from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.runs import Family, judge

INCIDENTS = "hr_incidents"
_KEYS = ["org_unit_id", "signal", "period_start"]
_COLUMNS = [
    *("baseline_months", "baseline_estimate", "effect", "p_value", "adjusted_p_value"),
    *("family_size", "alert_state", "alert_reason"),
]


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each team, signal and month with a reading, or with people at work."""
    rules = rules_in_force(inputs)
    signals = inputs.frame(
        "select org_unit_id, signal, period_start, mean_value as value,"
        f" case when fewest_people >= {rules.people} then mean_people else 0 end as people"
        f" from {relation('int_signals_summed')}"
    )
    incidents = inputs.frame(
        f"select org_unit_id, '{INCIDENTS}' as signal, period_start,"
        " cast(case_count as double) as value, person_months as people"
        f" from {relation('int_incidents_summed')}"
    )
    rows = pd.concat([signals, incidents], ignore_index=True)
    if rows.empty:
        return pd.DataFrame(columns=[*_KEYS, *_COLUMNS])
    months = pd.date_range(rows["period_start"].min(), rows["period_start"].max(), freq="MS")
    wide = rows.pivot(index=["signal", "org_unit_id"], columns="period_start")
    values, people = (wide[one].reindex(columns=months) for one in ("value", "people"))
    found = []
    for signal in wide.index.unique("signal"):
        given = values.loc[signal].to_numpy(), people.loc[signal].fillna(0).to_numpy()
        if signal == INCIDENTS:
            found.append(_excesses(*given, _incident_rules(inputs, rules)))
        else:
            found.append(_declines(*given, rules))
    judged = judge(Family.stacked(found), rules.rate, rules.runs, rules.effect)
    table = pd.DataFrame(
        {name: array.ravel() for name, array in judged.items()},
        index=pd.MultiIndex.from_product([range(len(wide)), months]),
    )
    keys = wide.index.to_frame(index=False)
    table["period_start"] = table.index.get_level_values(1)
    for key in ("org_unit_id", "signal"):
        table[key] = keys[key].to_numpy()[table.index.get_level_values(0)]
    return table[values.notna().to_numpy().ravel()][[*_KEYS, *_COLUMNS]]


def raised(readings: np.ndarray, people: np.ndarray, rules: Rules) -> np.ndarray:
    """Which months of which teams raise an alert: teams x months of one signal, for simulations.

    The very path that `compute` takes, without a database.
    """
    tests = _declines(readings, people, rules)
    return judge(tests, rules.rate, rules.runs, rules.effect)["alert_state"] == "raised"


def _declines(readings: np.ndarray, people: np.ndarray, rules: Rules) -> Family:
    found = declines(readings, people, rules)
    return Family(
        found.p_value,
        found.level,
        found.fall,
        found.baseline_months,
        found.is_large_enough,
        found.baseline_months >= rules.shortest,
        np.full(readings.shape, fill_value=True),
    )


def _excesses(counts: np.ndarray, exposure: np.ndarray, rules: IncidentRules) -> Family:
    found = excesses(counts, exposure, rules)
    return Family(
        found.p_value,
        found.expected,
        found.count - found.expected,
        found.baseline_months,
        found.is_large_enough,
        found.baseline_months >= rules.shortest,
        np.full(counts.shape, fill_value=False),
    )


def rules_in_force(inputs: Inputs) -> Rules:
    """The thresholds that hold."""
    return Rules(
        weight=inputs.threshold("alert_ewma_weight"),
        window=int(inputs.threshold("alert_window_months")),
        shortest=int(inputs.threshold("alert_baseline_min_months")),
        longest=int(inputs.threshold("alert_baseline_max_months")),
        people=inputs.threshold("alert_min_people"),
        effect=inputs.threshold("alert_min_effect"),
        runs=int(inputs.threshold("alert_persistence_runs")),
        rate=inputs.threshold("alert_false_discovery_rate"),
    )


def _incident_rules(inputs: Inputs, rules: Rules) -> IncidentRules:
    recent = int(inputs.threshold("alert_incident_months"))
    return IncidentRules(recent, rules.shortest, rules.longest, rules.people)
