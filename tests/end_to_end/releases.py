"""What an organization published, and what it is known to have done."""

import json

import duckdb

from tests.conftest import Organization


def published(org: Organization, sql: str) -> list[tuple]:
    """Rows of a query of the auditor's release."""
    release = org.home.current / "auditor" / "scorecard.duckdb"
    with duckdb.connect(str(release), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def told(org: Organization) -> dict:
    """`truth.json` of the sample."""
    return json.loads((org.config.parent / "truth.json").read_text())


def truths(org: Organization) -> dict[tuple, float]:
    """True values by indicator, construct, scope and period."""
    key = ("indicator_id", "construct", "scope_type", "scope_id", "period_grain", "period_start")
    return {tuple(one[name] for name in key): one["value"] for one in told(org)["values"]}


def bands_with_truth(org: Organization) -> list[tuple[float, float, float]]:
    """True value, lower and upper limit of each published number whose truth is known."""
    truth = truths(org)
    rows = published(
        org,
        "select indicator_id, construct, scope_type, scope_id, period_grain, "
        "cast(period_start as varchar), lower, upper from fct_scorecard_trend "
        "where cell_state = 'value' and construct = 'all'",
    )
    return [(truth[row[:6]], row[6], row[7]) for row in rows if truth.get(row[:6]) is not None]


def held_share(bands: list[tuple[float, float, float]]) -> float:
    """Share of the bands that hold their truth."""
    return sum(lower - 1e-6 <= value <= upper + 1e-6 for value, lower, upper in bands) / len(bands)
