"""No withheld number of a panel follows from the published ones, in organizations drawn by lot.

Every number stands for the sum over its leaders. A withheld one follows from the published ones
when its leaders are a linear combination of theirs: whatever is added or subtracted, over how many
steps. Each organization is a month of its own.
"""

from datetime import date, timedelta

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.rendered import ROOT

KEY = ["indicator_id", "construct", "period_grain", "period_start"]
CELL = [*KEY, "scope_type", "scope_id"]
ORGANIZATIONS = 300
MIN_PEOPLE = 5
SCOPES = ("company", "business_unit", "cohort", "org_unit", "leader")
TYPES = {
    "estimate": "double",
    "lower": "double",
    "upper": "double",
    "band_level": "double",
    "numerator": "double",
    "rater_count": "bigint",
    "response_count": "bigint",
    "eligible_count": "bigint",
    "answered_share": "double",
    "reliability": "double",
    "last_evidence_on": "date",
    "instrument_version": "varchar",
    "estimate_note": "varchar",
}


def organization(rng):
    """Leaders with where they stand and who rated them; some raters rate two leaders."""
    leaders = []
    for unit in range(rng.integers(2, 9)):
        business_unit = f"b{rng.integers(0, 3)}" if rng.random() < 0.9 else None
        for _ in range(rng.choice([1, 1, 2, 3])):
            cohort = None if rng.random() < 0.3 else f"c{rng.integers(0, 3)}"
            raters = frozenset(rng.integers(0, 60, rng.integers(1, 12)).tolist())
            name = f"l{len(leaders)}"
            leaders.append((name, f"u{unit}", business_unit, cohort, raters))
    return leaders


def scopes_of(leaders, indicator_id):
    """(scope_type, scope_id) -> places of its leaders in the list."""
    found = {}
    for place, (name, unit, business_unit, cohort, _) in enumerate(leaders):
        ids = dict(zip(SCOPES, ("company", business_unit, cohort, unit, name), strict=True))
        for scope, scope_id in ids.items():
            if scope_id is not None and (scope != "leader" or indicator_id == "by_leader"):
                found.setdefault((scope, scope_id), []).append(place)
    return found


def drawn():
    """The organizations, and the rows of the tables that the judging reads."""
    rng = np.random.default_rng(20250101)
    organizations, measured, placed = {}, [], []
    for number in range(ORGANIZATIONS):
        start = date(2025, 1, 1) + timedelta(days=number)
        leaders = organizations[start] = organization(rng)
        for name, unit, business_unit, cohort, _ in leaders:
            for scope in (("leader", name), ("org_unit", unit)):
                placed.append((*scope, "month", start, business_unit, unit, cohort))
        for indicator_id in ("by_leader", "by_unit"):
            for scope, places in scopes_of(leaders, indicator_id).items():
                people = len(frozenset().union(*(leaders[place][-1] for place in places)))
                measured.append((indicator_id, "all", "month", start, *scope, people))
    return organizations, measured, set(placed)


@pytest.fixture(scope="module")
def judged(compiled):
    """The organizations, and a database in which the panel of theirs is judged."""
    organizations, measured, placed = drawn()
    db = duckdb.connect()
    rows = pd.DataFrame(measured, columns=[*CELL, "people_count"])
    places = pd.DataFrame(
        list(placed),
        columns=[
            *("scope_type", "scope_id", "period_grain", "period_start"),
            *("business_unit", "org_unit_id", "cohort_id"),
        ],
    )
    db.register("rows", rows)
    db.register("places", places)
    db.execute("create table int_scopes_placed as from places")
    path = ROOT / "seeds" / "reference" / "thresholds.csv"
    db.execute(f"create table thresholds as from read_csv('{path}', header = true)")
    empty = ", ".join(f"cast(null as {TYPES[name]}) as {name}" for name in TYPES)
    db.execute(
        f"create table int_people_health_measured as select * replace (1.0 as estimate,"
        f" 0.0 as lower, 2.0 as upper, people_count as rater_count)"
        f" from (select *, {empty} from rows)"
    )
    db.execute(
        "create table int_scorecard_grid as select * exclude people_count,"
        " 'people_health' as panel, period_start as period_end, true as is_complete,"
        " cast(null as date) as first_trained_on from rows"
    )
    db.execute(
        "create table int_catalog_listed as select distinct indicator_id, construct, scope_type,"
        " period_grain, 'survey' as source_class, true as is_feed_delivered, 5 as min_raters,"
        " cast(null as varchar) as target_kind,"
        " cast(null as integer) as min_months_after_training from rows"
    )
    db.execute(
        "create table indicators as select distinct indicator_id, 'survey' as source_class,"
        " case indicator_id when 'by_leader' then 'org_unit|leader' else 'org_unit' end as scopes"
        " from rows"
    )
    db.execute(f"create table shown as {compiled('int_people_health_shown')}")
    return organizations, db


def following(organizations, rows):
    """Withheld rows that follow from the published ones of their table."""
    found = []
    for (indicator_id, *_, start), table in rows.groupby(KEY):
        leaders = organizations[start.date()]
        scopes = scopes_of(leaders, indicator_id)
        vectors = np.zeros((len(table), len(leaders)))
        for row, scope in enumerate(zip(table.scope_type, table.scope_id, strict=True)):
            vectors[row, scopes[scope]] = 1
        hidden = table.is_suppressed.to_numpy()
        rank = np.linalg.matrix_rank(vectors[~hidden]) if (~hidden).any() else 0
        for row in np.flatnonzero(hidden):
            more = np.vstack([vectors[~hidden], vectors[row]])
            if np.linalg.matrix_rank(more) == rank:
                found.append((indicator_id, start, *table.iloc[row][["scope_type", "scope_id"]]))
    return found


def published(db, where="suppression_reason is not null"):
    """The judged rows, suppressed by this rule."""
    columns = ", ".join(CELL)
    return db.execute(f"select {columns}, {where} as is_suppressed from shown").df()


def offenders(db, check, where):
    """Rows of the project's own test of the marts, for marts suppressed by this rule."""
    reason = f"case when {where} then suppression_reason end"
    db.execute(
        "create or replace table fct_people_health as select * replace"
        f" ({where} as is_suppressed, {reason} as suppression_reason) from shown"
    )
    for panel in ("behavior_change", "risk_indicators"):
        db.execute(f"create or replace table fct_{panel} as from fct_people_health where false")
        db.execute(
            f"create or replace table int_{panel}_measured as"
            " from int_people_health_measured where false"
        )
    return db.execute(check).fetchall()


PRIMARY = "coalesce(suppression_reason like 'too_few%', false)"
ALL = "suppression_reason is not null"


def test_no_withheld_number_follows_from_those_published(judged):
    organizations, db = judged
    assert following(organizations, published(db)) == []


def test_many_would_follow_if_only_those_of_too_few_were_withheld(judged):
    organizations, db = judged
    assert len(following(organizations, published(db, PRIMARY))) > ORGANIZATIONS


def test_nothing_is_withheld_where_everybody_has_enough(judged):
    _, db = judged
    columns = ", ".join(KEY)
    needless = db.execute(
        f"select count(*) from shown where {ALL} and ({columns}) not in"
        f" (select ({columns}) from shown where {PRIMARY})"
    ).fetchone()
    assert needless == (0,)


def test_the_test_of_the_marts_sees_what_follows_and_passes_what_does_not(judged, compiled):
    _, db = judged
    check = compiled("withheld_numbers_do_not_follow_from_others")
    assert offenders(db, check, ALL) == []
    assert len(offenders(db, check, PRIMARY)) > ORGANIZATIONS
