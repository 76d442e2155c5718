"""What the sample organizations are known to have done is what their scorecards say."""

import duckdb

from tests.conftest import organization
from tests.end_to_end.releases import bands_with_truth, held_share, published


def test_the_bands_of_the_case_hold_the_truth(demo):
    known = bands_with_truth(demo)

    assert len(known) > 300
    assert held_share(known) >= 0.90


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
