"""Whether a leader's earlier score goes with what happens in the team later."""

from typing import Any

import numpy as np
import pandas as pd

from orchestration.statistics.association import Association, Limits, associate
from orchestration.statistics.balance import finite
from orchestration.statistics.glm import LOGIT, POISSON
from orchestration.statistics.hazard import life_table
from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.linked import Linked, linked
from orchestration.statistics.predictors import analyses, predictor_ids
from orchestration.statistics.split import MatchedRatio, Split, matched_ratio, split
from orchestration.statistics.strength import adjusted, e_value, e_value_of_limit

_FAMILIES = {"logit": LOGIT, "poisson": POISSON}
_COLUMNS = (
    *("predictor_id", "outcome_id", "effect_measure", "association_estimate"),
    *("association_lower", "association_upper", "predictor_step", "leader_count", "event_count"),
    *("person_months", "months_followed", "share_without_event", "e_value", "e_value_of_limit"),
    *("p_value", "p_adjusted", "family_id", "family_size", "band_method", "matched_estimate"),
    *("matched_lower", "matched_upper", "matched_pair_count", "largest_mean_difference"),
    *("widest_variance_ratio", "matched_status", "matched_status_reason", "status"),
    "status_reason",
)


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each score and outcome of the declared families."""
    outcomes = analyses(inputs)
    rows = []
    for predictor_id in predictor_ids(inputs):
        halves = split(inputs, predictor_id)
        for outcome in outcomes.itertuples(index=False):
            found: dict[str, Any] = dict.fromkeys(_COLUMNS)
            found |= {"predictor_id": predictor_id, "outcome_id": outcome.outcome_id}
            found |= {"family_id": outcome.family_id}
            found |= _regression(inputs, predictor_id, outcome)
            found |= _matched(inputs, outcome.outcome_id, halves)
            rows.append(found)
    table = pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)
    for family_id, members in outcomes.groupby("family_id"):
        rows_of = table["family_id"] == family_id
        table.loc[rows_of, "family_size"] = int(rows_of.sum())
        table.loc[rows_of, "p_adjusted"] = adjusted(
            list(table.loc[rows_of, "p_value"]), members["adjustment"].iloc[0]
        )
    return table


def _regression(inputs: Inputs, predictor_id: str, outcome: Any) -> dict[str, Any]:
    evidence = linked(inputs, predictor_id, outcome.outcome_id, outcome.allowed_grades)
    measure = "odds_ratio" if outcome.model == "logit" else "rate_ratio"
    found: dict[str, Any] = {"effect_measure": measure, "status": "insufficient_evidence"}
    if evidence is None:
        return found | {"status_reason": "no_score_before_an_outcome"}
    limits = Limits(
        leaders=inputs.threshold("association_min_leaders"),
        events=inputs.threshold("analysis_min_events"),
        events_per_coefficient=inputs.threshold("association_min_events_per_coefficient"),
        leaders_for_sandwich=inputs.threshold("cluster_sandwich_min_leaders"),
        alpha=inputs.threshold("band_alpha"),
    )
    result = associate(evidence.cells, _FAMILIES[outcome.model], limits)
    found |= _counts(inputs, evidence, outcome.is_hazard)
    if not isinstance(result, Association):
        return found | {"status_reason": result}
    share = evidence.cells.events.sum() / evidence.cells.trials.sum()
    is_rare = outcome.model == "poisson" or share <= inputs.threshold("rare_outcome_max_share")
    return found | {
        "association_estimate": result.estimate,
        "association_lower": result.lower,
        "association_upper": result.upper,
        "p_value": result.p_value,
        "band_method": result.band_method,
        "e_value": e_value(result.estimate, is_rare),
        "e_value_of_limit": e_value_of_limit(result.lower, result.upper, is_rare),
        "status": "estimated",
        "status_reason": "adjusted_for_month_role_level_tenure",
    }


def _counts(inputs: Inputs, evidence: Linked, is_hazard: bool) -> dict[str, Any]:
    """What the ratio rests on; nothing of it where so few are behind it."""
    cells = evidence.cells
    is_few = cells.cluster_count < inputs.threshold("analysis_min_leaders")
    if is_few or cells.events.sum() < inputs.threshold("analysis_min_events"):
        return {}
    at_risk, events = (np.bincount(evidence.months, of) for of in (cells.trials, cells.events))
    surviving = life_table(at_risk, events).surviving[-1] if is_hazard else None
    return {
        "predictor_step": evidence.step,
        "leader_count": cells.cluster_count,
        "event_count": int(cells.events.sum()),
        "person_months": float(cells.trials.sum()),
        "months_followed": len(at_risk),
        "share_without_event": None if surviving is None else float(surviving),
    }


def _matched(inputs: Inputs, outcome_id: str, halves: Split) -> dict[str, Any]:
    found: dict[str, Any] = {
        "matched_status": halves.status,
        "matched_status_reason": halves.reason,
        "matched_pair_count": len(halves.pairs) or None,
    }
    if halves.after is not None:
        found["largest_mean_difference"] = finite(halves.after.largest_mean_difference)
        found["widest_variance_ratio"] = finite(halves.after.widest_variance_ratio)
    if halves.status != "estimated":
        return found
    rows = inputs.frame(
        f"""
        select leader_id, sum(trials) as trials, sum(events) as events
        from {relation("int_outcome_cells")}
        where outcome_id = '{outcome_id}' and month_start >= date '{halves.valid_from}'
        group by leader_id
        """
    ).set_index("leader_id")
    pairs = [pair for pair in halves.pairs if set(pair) <= set(rows.index)]
    result: MatchedRatio | str = "pair_without_outcome"
    if len(pairs) == len(halves.pairs):
        arms = [rows.loc[[pair[side] for pair in pairs]] for side in (0, 1)]
        events, trials = (
            np.column_stack([arm[column] for arm in arms]) for column in ("events", "trials")
        )
        fewest = inputs.threshold("analysis_min_events")
        result = matched_ratio(events, trials, fewest, inputs.threshold("band_alpha"))
    if isinstance(result, str):
        return found | {"matched_status": "insufficient_evidence", "matched_status_reason": result}
    return found | {
        "matched_estimate": result.estimate,
        "matched_lower": result.lower,
        "matched_upper": result.upper,
    }
