"""Cohorts trained months apart, drawn by lot: the training's own effect, and what it supports.

All of it is of one run of the sample `staggered`. Bands of one cohort and indicator rest on the
same scores, so they hit or miss together: shares are asked of all of them.
"""

import pytest

from tests.conftest import Organization, organization
from tests.end_to_end.releases import bands_with_truth, held_share, published, told, truths

FIRST, SECOND, LAST = "cohort_2025_winter", "cohort_2025_spring", "cohort_2025_autumn"
BY_LEADER = 9
"""Indicators with values by leader that are more than activity."""


@pytest.fixture(scope="module")
def staggered(tmp_path_factory: pytest.TempPathFactory) -> Organization:
    made = organization(tmp_path_factory.mktemp("staggered"), "staggered")
    run = made.scorecard("run", "--json")
    assert run.returncode == 0, run.stdout + run.stderr
    return made


@pytest.fixture(scope="module")
def true_effects(staggered: Organization) -> dict[tuple[str, str, int], float]:
    """True effects by cohort, indicator and periods since training."""
    key = ("cohort_id", "indicator_id", "event_period")
    return {tuple(one[name] for name in key): one["value"] for one in told(staggered)["effects"]}


def courses(org: Organization) -> dict[tuple[str, str], list[tuple[int, float, float]]]:
    """Cohort and indicator -> periods since training that could be compared, with their band."""
    rows = published(
        org,
        "select cohort_id, indicator_id, event_period, effect_lower, effect_upper "
        "from fct_training_effect_course "
        "where status = 'estimated' and event_period >= 0 and cohort_id <> 'all' order by all",
    )
    found: dict[tuple[str, str], list] = {}
    for cohort_id, indicator_id, *band in rows:
        found.setdefault((cohort_id, indicator_id), []).append(tuple(band))
    return found


def test_the_bands_of_the_effects_hold_what_the_training_truly_adds(staggered, true_effects):
    by_period, of_cohort = courses(staggered), {}
    means = published(
        staggered,
        "select cohort_id, indicator_id, effect_lower, effect_upper "
        "from fct_training_effect where status = 'estimated'",
    )
    for cohort_id, indicator_id, lower, upper in means:
        followed = [at for at, *_ in by_period[cohort_id, indicator_id]]
        true = [true_effects[cohort_id, indicator_id, at] for at in followed]
        of_cohort[cohort_id, indicator_id] = (sum(true) / len(true), lower, upper)
    points = [
        (true_effects[*key, at], lower, upper)
        for key, course in by_period.items()
        for at, lower, upper in course
    ]

    assert set(by_period) == set(of_cohort)
    assert {cohort_id for cohort_id, _ in of_cohort} == {FIRST, SECOND}
    assert len(of_cohort) == 2 * BY_LEADER
    assert len(points) > 100
    assert held_share([*of_cohort.values(), *points]) >= 0.90
    for cohort_id in (FIRST, SECOND):
        true, lower, upper = of_cohort[cohort_id, "empathy_360_score"]
        assert 0 < lower < true < upper


def test_the_last_cohort_has_nobody_left_to_be_compared_with(staggered):
    rows = published(
        staggered,
        f"select distinct status, status_reason from fct_training_effect "
        f"where cohort_id = '{LAST}' and status_reason <> 'no_values_by_leader'",
    )
    assert rows == [("insufficient_evidence", "no_leaders_not_yet_trained")]


def test_a_common_trend_before_training_is_tested_and_not_rejected(staggered):
    """Each is tested at one in twenty, so that of eighteen one may be rejected by chance."""
    rows = published(
        staggered,
        "select indicator_id, has_parallel_trend, is_randomized from fct_training_effect "
        "where status = 'estimated'",
    )
    rejected = [indicator for indicator, is_parallel, _ in rows if is_parallel is False]

    assert all(is_parallel is not None for _, is_parallel, _ in rows)
    assert len(rejected) / len(rows) <= 0.10
    assert "empathy_360_score" not in rejected
    assert {is_randomized for *_, is_randomized in rows} == {True}


def levels(org: Organization, indicator_id: str, scope_id: str, grain: str = "quarter"):
    """Level of the claim by period start."""
    return dict(
        published(
            org,
            f"select cast(period_start as varchar), claim_level from fct_claims "
            f"where indicator_id = '{indicator_id}' and construct = 'all' "
            f"and scope_id = '{scope_id}' and period_grain = '{grain}'",
        )
    )


def test_the_claim_of_the_360_climbs_from_signal_to_supported_to_outcome(staggered):
    """Supported once leaders have reliably improved and behavior moved; an outcome once incidents
    have fallen, a year after the first training.
    """
    of_company = levels(staggered, "empathy_360_score", "company")
    quarters = [quarter for quarter in sorted(of_company) if quarter >= "2025"]

    assert [of_company[quarter] for quarter in quarters] == [0, 1, 3, 3, 3, 4, 4, 4]
    for cohort_id in (FIRST, SECOND):
        reached = levels(staggered, "empathy_360_score", cohort_id)
        assert {3, 4} <= set(reached.values())
        assert reached["2026-10-01"] == 4
    assert levels(staggered, "hr_incident_rate_per_100", "company", "year")["2026-01-01"] == 4
    wordings = published(
        staggered, "select distinct claim from fct_claims where claim_level >= 3 order by 1"
    )
    assert wordings == [
        ("level 3 - supported, associated with training",),
        ("level 4 - outcome, associated with training",),
    ]


def test_no_claim_goes_beyond_what_was_compared_or_followed(staggered):
    """Not of the last cohort, of no part of a score, of no indicator whose own effect could be
    nothing, and of no outcome within a year.
    """
    rows = published(
        staggered,
        """
        select claims.indicator_id, claims.construct, claims.scope_type, claims.scope_id,
            claims.period_end, claims.claim_level, claims.claim_role,
            effects.effect_lower > 0 and effects.has_parallel_trend and effects.is_randomized
        from fct_claims as claims
        left join fct_training_effect as effects
            on claims.indicator_id = effects.indicator_id and claims.scope_id = effects.cohort_id
        where claims.claim_level >= 3
        """,
    )
    assert len(rows) > 20
    for _, construct, scope_type, scope_id, period_end, level, role, is_supported in rows:
        assert scope_id != LAST
        assert construct == "all"
        assert level == 3 or str(period_end) >= "2025-12-31"
        assert role == "outcome" or scope_type != "cohort" or is_supported
    of_last = published(
        staggered,
        f"select distinct blocked_by from fct_claims where scope_id = '{LAST}' and claim_level = 2",
    )
    assert of_last == [("needs_training_effect",)]


def test_what_is_claimed_truly_improved(staggered):
    truth = truths(staggered)
    rows = published(
        staggered,
        """
        select claims.indicator_id, claims.construct, claims.scope_type, claims.scope_id,
            claims.period_grain, cast(claims.period_start as varchar),
            cast(panels.baseline_period_start as varchar), indicators.direction
        from fct_claims as claims
        inner join (
            from fct_people_health union all by name from fct_risk_indicators
            union all by name from fct_behavior_change
        ) as panels using (
            indicator_id, construct, scope_type, scope_id, period_grain, period_start
        )
        inner join dim_indicators as indicators using (indicator_id)
        where claims.claim_level >= 3 and claims.scope_type in ('company', 'business_unit')
        """,
    )
    assert {row[0] for row in rows} == {"empathy_360_score", "hr_incident_rate_per_100"}
    for *key, now, base, direction in rows:
        gain = truth[*key, now] - truth[*key, base]
        assert gain * (1 if direction == "higher" else -1) > 0, (key, now)


def test_the_bands_of_the_scorecard_hold_the_truth_of_cohorts_trained_apart(staggered):
    known = bands_with_truth(staggered)

    assert len(known) > 500
    assert held_share(known) >= 0.90
