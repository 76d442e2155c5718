"""What the sample organizations are known to have done is what their scorecards say."""

import json

import duckdb
import pytest

from tests.conftest import organization

pytestmark = pytest.mark.xdist_group("demo")

HEADLINES = ("company", "business_unit")


def published(org, sql: str) -> list[tuple]:
    with duckdb.connect(
        str(org.home.current / "auditor" / "scorecard.duckdb"), read_only=True
    ) as c:
        return c.execute(sql).fetchall()


def truths(org) -> dict[tuple, float]:
    told = json.loads((org.config.parent / "truth.json").read_text())
    return {
        (
            one["indicator_id"],
            one["construct"],
            one["scope_type"],
            one["scope_id"],
            one["period_grain"],
            one["period_start"],
        ): one["value"]
        for one in told["values"]
    }


def test_the_bands_of_the_case_hold_the_truth(demo):
    truth = truths(demo)
    rows = published(
        demo,
        "select indicator_id, construct, scope_type, scope_id, period_grain, "
        "cast(period_start as varchar), lower, upper from fct_scorecard_trend "
        "where cell_state = 'value' and construct = 'all'",
    )
    known = [(truth[row[:6]], row[6], row[7]) for row in rows if truth.get(row[:6]) is not None]
    held = sum(lower - 1e-6 <= value <= upper + 1e-6 for value, lower, upper in known)

    assert len(known) > 300
    assert held / len(known) >= 0.90


def test_pulse_rises_before_behavior_follows(demo):
    def month(indicator: str, start: str) -> tuple:
        panel = "people_health" if indicator.startswith("pulse") else "behavior_change"
        return published(
            demo,
            f"select estimate, change_lower, change_upper from fct_{panel} "
            f"where indicator_id = '{indicator}' and scope_type = 'company' "
            f"and construct = 'all' and period_grain = 'month' and period_start = '{start}'",
        )[0]

    assert month("pulse_empathy_score", "2025-04-01")[1] > 0
    early, late = (
        month("observed_behavior_share", start) for start in ("2025-03-01", "2025-11-01")
    )
    assert early[1] < 0 < early[2]
    assert late[1] > 0


def test_an_ineffective_training_earns_no_claim_and_no_target(tmp_path):
    null = organization(tmp_path, "null")
    run = null.scorecard("run", "--json")
    assert run.returncode == 0, run.stdout + run.stderr
    claimed = published(null, "select max(claim_level) from fct_claims")[0][0]
    met = published(
        null,
        "select indicator_id, period_start from fct_scorecard_trend where status = 'met' "
        "and indicator_id <> 'promotion_impact_ratio'",
    )

    assert claimed <= 1
    assert met == []


def test_a_tiny_organization_is_withheld_not_failed(tmp_path):
    tiny = organization(tmp_path, "tiny")
    run = tiny.scorecard("run", "--json")

    assert run.returncode == 0, run.stdout + run.stderr
    with duckdb.connect(
        str(tiny.home.current / "people_partner" / "scorecard.duckdb"), read_only=True
    ) as connection:
        withheld, shown = connection.execute(
            "select count(*) filter (is_suppressed), "
            "count(*) filter (is_suppressed and estimate is not null) from fct_people_health "
        ).fetchone()
    assert withheld > 0
    assert shown == 0
