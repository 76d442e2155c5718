"""What the study must show, and whether it does: the page states it and a test holds it."""

from collections.abc import Iterator
from dataclasses import dataclass

LOWEST, HIGHEST = 0.93, 0.97
EXACT_AT_LEAST = 0.95
EXACT = "exact"
MOST_FALSE_CLAIMS, MOST_IMPROVED = 0.05, 0.08
MOST_HARM = 1.02
MOST_FALSE_ALERTS = 1.0
NOMINAL_POWER, POWER_SLACK = 0.8, 0.03


@dataclass(frozen=True)
class Criterion:
    """One promise: in words, what was found, whether it is kept."""

    promise: str
    found: str
    is_kept: bool


def criteria(results: dict) -> Iterator[Criterion]:
    """Every promise, judged by the results of a study."""
    yield from _coverage(results["coverage"])
    yield from _null(results["null"])
    yield from _severity(results["severity"])
    false_alerts = results["alerts"]["false_a_month_quiet"] * 1000 / results["alerts"]["teams"]
    yield Criterion(
        "At most 1 false alert a month among 1,000 teams.",
        f"{false_alerts:.2f}",
        false_alerts <= MOST_FALSE_ALERTS,
    )
    pilot = results["pilot"]
    (power,) = (
        one["found"] for one in pilot["found"] if abs(one["change"] - pilot["detectable"]) < 1e-9
    )
    yield Criterion(
        "A pilot finds a change of the size it states in four of five cases.",
        f"{power:.1%}",
        abs(power - NOMINAL_POWER) <= POWER_SLACK,
    )


def _coverage(rows: list[dict]) -> Iterator[Criterion]:
    estimated = [row["covered"] for row in rows if row["band"] != EXACT]
    yield Criterion(
        "95% bands of means and shares hold the truth in 93% to 97% of leaders, at 3, 5, 10 and 30 "
        "people.",
        f"{min(estimated):.1%} to {max(estimated):.1%}",
        all(LOWEST <= one <= HIGHEST for one in estimated),
    )
    exact = [row["covered"] for row in rows if row["band"] == EXACT]
    yield Criterion(
        "Exact bands of counts hold it in at least 95%: they are wide where events are few, since "
        "counts are whole.",
        f"{min(exact):.1%} to {max(exact):.1%}",
        min(exact) >= EXACT_AT_LEAST,
    )


def _null(null: dict) -> Iterator[Criterion]:
    high = sum(count for level, count in null["by_level"].items() if int(level) >= 2)
    share = high / null["organizations"]
    yield Criterion(
        "Where training did nothing, at most 5% of organizations reach claim level 2.",
        f"{high} of {null['organizations']}",
        share <= MOST_FALSE_CLAIMS,
    )
    yield Criterion(
        "Where training did nothing, fewer than 8% of leaders are called reliably improved.",
        f"{null['improved_share']:.1%}",
        null["improved_share"] < MOST_IMPROVED,
    )


def _severity(rows: list[dict]) -> Iterator[Criterion]:
    alone = [row for row in rows if row["leaders_each"] == 1]
    shared = [row for row in rows if row["leaders_each"] > 1]
    harm = max(row["adjusted"] / row["shrunk"] for row in alone)
    yield Criterion(
        "Where raters rate one leader each, adjusting raises the error of scores by at most 2%.",
        f"{harm - 1:+.1%}",
        harm <= MOST_HARM,
    )
    gains = [row["adjusted"] / row["shrunk"] for row in shared]
    yield Criterion(
        "Where raters rate several leaders, adjusting lowers it.",
        f"{max(gains) - 1:+.1%} to {min(gains) - 1:+.1%}",
        max(gains) < 1,
    )
