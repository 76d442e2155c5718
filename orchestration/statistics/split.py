"""Leaders with a high and a low score, matched on what was known of them before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t

from orchestration.statistics.balance import Balance, balance
from orchestration.statistics.covariates import described, varying
from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.matching import NoOverlapError, nearest_pairs, propensity


@dataclass(frozen=True)
class Split:
    """pairs: (leader with a high score, leader with a low one); reason: why they do not compare.

    valid_from: first day that counts as an outcome; after: None where nobody could be matched.
    """

    pairs: Sequence[tuple[str, str]] = ()
    valid_from: object = None
    before: Balance | None = None
    after: Balance | None = None
    status: str = "estimated"
    reason: str = "matched_leaders"


@dataclass(frozen=True)
class MatchedRatio:
    """Ratio of the events for each trial, high over low, with its band."""

    estimate: float
    lower: float
    upper: float


def split(inputs: Inputs, predictor_id: str) -> Split:
    """Leaders above and below the median of the first window, one-to-one within a caliper.

    The gate: unless every standardized mean difference and variance ratio after matching is
    within the limits, the leaders are not comparable, and nothing is compared.
    """
    scores = inputs.frame(
        f"""
        select leader_id, score, valid_from from {relation("int_leader_scores_lagged")}
        where predictor_id = '{predictor_id}'
        qualify valid_from = min(valid_from) over ()
        """
    )
    fewest = inputs.threshold("analysis_min_leaders")
    if len(scores) < 2 * fewest:
        return Split(status="insufficient_evidence", reason="too_few_leaders")
    first = pd.Timestamp(scores["valid_from"].iloc[0]).date()
    known = described(inputs, first)
    scores = scores[scores["leader_id"].isin(known.index)].reset_index(drop=True)
    is_high = (scores["score"] > scores["score"].median()).to_numpy()
    if min(is_high.sum(), (~is_high).sum()) < fewest:
        return Split(status="insufficient_evidence", reason="too_few_leaders")
    names, values = varying(known.loc[scores["leader_id"]])
    before = balance(names, values, is_high)
    try:
        pairs = nearest_pairs(
            propensity(values, is_high), is_high, inputs.threshold("matching_caliper")
        )
    except NoOverlapError:
        return Split((), first, before, None, "not_comparable", "groups_do_not_overlap")
    if len(pairs) < fewest:
        return Split((), first, before, None, "not_comparable", "too_few_pairs")
    after = balance(names, values, is_high, pairs.ravel())
    is_alike = after.is_comparable(
        inputs.threshold("balance_max_mean_difference"),
        inputs.threshold("balance_min_variance_ratio"),
        inputs.threshold("balance_max_variance_ratio"),
    )
    named = [tuple(scores["leader_id"].iloc[pair]) for pair in pairs]
    if not is_alike:
        return Split(named, first, before, after, "not_comparable", "groups_differ_after_matching")
    return Split(named, first, before, after)


def matched_ratio(
    events: np.ndarray, trials: np.ndarray, fewest_events: float, alpha: float
) -> MatchedRatio | str:
    """The ratio of two arms of pairs, or why none is given; arrays are pairs x (high, low).

    Logarithm of the ratio of ratios of sums, by linearization with the pair as the cluster, and
    Student's t on one less than the pairs. Cochran (1977), Sampling Techniques, section 6.
    """
    if events.sum(axis=0).min() < fewest_events:
        return "too_few_events"
    rates = events.sum(axis=0) / trials.sum(axis=0)
    moved = (events - rates * trials) / events.sum(axis=0)
    by_pair = moved[:, 0] - moved[:, 1]
    count = len(by_pair)
    error = np.sqrt((by_pair**2).sum() * count / (count - 1))
    wide = t.ppf(1 - alpha / 2, count - 1) * error
    low, middle, high = np.exp(np.log(rates[0] / rates[1]) + np.array([-1, 0, 1]) * wide)
    return MatchedRatio(float(middle), float(low), float(high))
