"""False alerts a month among teams that nothing happened to, and how soon true declines are raised.

A team's month is the mean of eight people's answers; a year of history comes before the two years
in which alerts are counted.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from orchestration.statistics.alerts import raised
from orchestration.statistics.declines import Rules

PEOPLE, DEVIATION, TEAM_DEVIATION, LEVEL = 8, 0.9, 0.3, 3.6
HISTORY, MONTHS, STARTS = 12, 24, 12
DECLINING = 50


@dataclass(frozen=True)
class Alerts:
    """false_a_month: at no decline anywhere, and at some; false_share: of those raised at some.

    detection: drop, months, raised (share of declining teams raised within so many months).
    """

    teams: int
    false_a_month_quiet: float
    false_a_month_carried: float
    false_share: float
    detection: pd.DataFrame


def measure(
    rules: Rules, teams: int, repeats: int, drops: tuple[float, ...], carried: float, seed: int
) -> Alerts:
    """carried: autocorrelation of months in the second quiet run."""
    rng = np.random.default_rng(seed)
    people = np.full((teams, HISTORY + MONTHS), PEOPLE)
    quiet = [_false(rng, rules, people, 0.0) for _ in range(repeats)]
    moody = [_false(rng, rules, people, carried) for _ in range(repeats)]
    detection, false_share = [], []
    declining = np.arange(teams) < max(1, teams * DECLINING // 1000)
    for drop in drops:
        first = []
        for _ in range(repeats):
            readings = _readings(rng, teams, 0.0)
            readings[declining, HISTORY + STARTS :] -= drop
            found = raised(readings, people, rules)[:, HISTORY:]
            hits = found[declining, STARTS:]
            first.append(np.where(hits.any(axis=1), hits.argmax(axis=1), MONTHS))
            false = found[~declining].sum() + found[declining, :STARTS].sum()
            false_share.append((false, found.sum()))
        months = np.concatenate(first)
        detection += [
            {"drop": f"{drop:.1f}", "months": within, "raised": float((months < within).mean())}
            for within in range(1, MONTHS - STARTS + 1)
        ]
    counts = np.array(false_share).sum(axis=0)
    return Alerts(
        teams,
        float(np.mean(quiet)),
        float(np.mean(moody)),
        float(counts[0] / max(1, counts[1])),
        pd.DataFrame(detection),
    )


def _readings(rng: np.random.Generator, teams: int, carried: float) -> np.ndarray:
    months = HISTORY + MONTHS
    noise = rng.normal(0, DEVIATION / np.sqrt(PEOPLE), (teams, months))
    for month in range(1, months):
        noise[:, month] = carried * noise[:, month - 1] + np.sqrt(1 - carried**2) * noise[:, month]
    return LEVEL + rng.normal(0, TEAM_DEVIATION, (teams, 1)) + noise


def _false(rng: np.random.Generator, rules: Rules, people: np.ndarray, carried: float) -> float:
    found = raised(_readings(rng, len(people), carried), people, rules)[:, HISTORY:]
    return float(found.sum() / MONTHS)
