"""Pictures of judgments: confidence, status, alerts, claims, what is withheld."""

import altair as alt
import numpy as np
import pandas as pd

from orchestration.statistics.declines import Rules, declines
from orchestration.statistics.runs import Family, judge
from tests.rendered import DBT
from tests.validation.method_pictures.drawing import (
    DARK,
    LIGHT,
    MIDDLE,
    SIGNAL,
    Axis,
    Picture,
    line_at,
    lines,
    query,
    rows_with_bands,
    sized,
    words,
)


def confidence() -> Picture:
    """Eight of ten answered, a half-life of 180 days; by age and by reliability."""
    rows = query(
        "select days, 'reliability ' || printf('%.1f', reliability) as line,"
        " {{ confidence_score('0.8', '0.4', 'reliability', 'power(2.0, -days / 180.0)') }} as score"
        " from ages cross join reliabilities order by reliability desc, days",
        ages=pd.DataFrame({"days": range(0, 361, 10)}),
        reliabilities=pd.DataFrame({"reliability": [0.9, 0.7, 0.5]}),
    )
    grades = query(
        "select * from (values ('A', {{ threshold('grade_a_from') }}),"
        " ('B', {{ threshold('grade_b_from') }}), ('C', {{ threshold('grade_c_from') }}))"
        " as grades (grade, score)"
    )
    edges = alt.Chart(grades).mark_rule(strokeDash=[2, 3], color=MIDDLE).encode(y="score:Q")
    notes = grades.assign(days=352.0, score=grades["score"] + 5)
    letters = words(notes.rename(columns={"grade": "words"}), "days:Q", "score:Q", dx=0)
    curves = lines(
        rows,
        Axis("days", "days since the last evidence", (0, 360)),
        Axis("score", "confidence score, 0 to 100", (0, 100)),
        "line",
        None,
    )
    return sized(edges + curves + letters)


def status() -> Picture:
    """Of 45 leaders so many improved; the target of 60% and the verdict of the pipeline."""
    rows = query(
        """
        with counted as (
            select
                improved,
                improved / 45.0 as estimate,
                {{ wilson_lower('(improved / 45.0)', '45', z_95()) }} as lower,
                {{ wilson_upper('(improved / 45.0)', '45', z_95()) }} as upper,
                case when improved = 20 then date '2025-06-30' else date '2026-01-31' end
                    as period_end,
                {{ last_day_of_month_number("date '2025-06-01'", '6') }} as judged_from,
                0.6 as target_value, 0.6 as target_estimate, 0.025 as lower_above,
                cast(null as double) as upper_at_least, 1 as direction_sign,
                false as is_relative, date '2025-06-01' as first_trained_on,
                cast(null as double) as year_over_year_lower,
                cast(null as double) as year_over_year_upper,
                false as is_suppressed, cast(null as text) as suppression_reason,
                cast(null as text) as missing_reason, cast(null as text) as unshown_reason,
                cast(null as text) as no_target_reason, 0.9 as reliability,
                0.9 as answered_share, 0.4 as min_answered_share, 1.0 as recency,
                false as is_baseline_broken, false as is_year_ago_broken, true as is_complete,
                6 as min_months_after_training, cast(null as integer) as too_early_months,
                5.0 as scale_max, 'A' as confidence_grade
            from cohorts
        ),
        flagged as (select *, {{ target_flags('counted') }} from counted)
        select *, split_part({{ status_verdict('flagged') }}, ':', 1) as verdict
        from flagged order by improved
        """,
        cohorts=pd.DataFrame({"improved": [5, 18, 20, 24, 33]}),
    )
    rows["cohort"] = rows["improved"].astype(str) + " of 45"
    rows["words"] = rows["verdict"].str.replace("_", " ")
    value = Axis("lower", "leaders reliably improved and the 95% band", (0, 1.1), "%")
    chart = rows_with_bands(rows, "cohort", value, "improved leaders")
    label = words(rows.assign(upper=0.86), "upper:Q", "cohort:N").encode(
        y=alt.Y("cohort:N", sort=None)
    )
    return sized(chart + line_at(0.6, is_x=True) + label)


def alert() -> Picture:
    """Readings of thirty made-up teams of eight; the one shown falls by 0.9 points in month 16."""
    months, fall_at = 24, 15
    readings = 3.6 + np.random.default_rng(20251231).normal(0, 0.9 / np.sqrt(8), (30, months))
    readings[0, fall_at:] -= 0.9
    rules = _rules()
    found = declines(readings, np.full(readings.shape, 8.0), rules)
    everyone = np.ones(readings.shape, dtype=bool)
    family = Family(
        found.p_value, found.level, found.fall, found.baseline_months,
        found.is_large_enough, found.baseline_months >= rules.shortest, everyone,
    )  # fmt: skip
    states = judge(family, rules.rate, rules.runs, rules.effect)["alert_state"][0]
    rows = pd.DataFrame(
        {
            "month": range(1, months + 1),
            "reading": readings[0],
            "level": found.level[0],
            "state": pd.Series(states).str.replace("_", " "),
        }
    )
    order = ["not evaluated", "quiet", "raised"]
    shapes = alt.Scale(domain=order, range=["cross", "circle", "triangle-down"])
    inks = alt.Scale(domain=order, range=[MIDDLE, DARK, SIGNAL])
    base = alt.Chart(rows).encode(
        x=alt.X("month:O", title="month", axis=alt.Axis(labelAngle=0)),
    )
    y = Axis("reading", "mean reading of the team, scale points", (2, 5)).encoded(is_x=False)
    level = base.mark_line(color=MIDDLE, strokeDash=[5, 4]).encode(y="level:Q")
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(
        y=y,
        shape=alt.Shape("state:N", title=None, scale=shapes),
        color=alt.Color("state:N", title=None, scale=inks),
    )
    return sized(level + dots)


def claims() -> Picture:
    """The ladder: what each level asks for beyond the one below."""
    needs = {
        0: "activity: something was done",
        1: "signal: one indicator moved, by more than its band",
        2: "probable: twice, behavior as well, no low start",
        3: "supported: beyond leaders not yet trained",
        4: "outcome: incidents or exits fell over a year",
    }
    rows = pd.DataFrame({"level": list(needs), "words": list(needs.values())})
    base = alt.Chart(rows).encode(y=alt.Y("level:O", title="claim level", sort="descending"))
    reach = alt.X("level:Q", axis=None, scale=alt.Scale(domain=[0, 9]))
    bars = base.mark_bar(color=LIGHT, stroke=DARK).encode(x=reach)
    text = words(rows, "level:Q", "level:O").encode(y=alt.Y("level:O", sort="descending"))
    return sized(bars + text)


def withheld() -> Picture:
    """Made-up units of one business unit, by how many lead them; the rule is the pipeline's."""
    leaders = {"north": 7, "south": 5, "east": 4, "west": 1}
    model = (DBT / "models/intermediate/scorecard/int_scopes_guarded.sql").read_text()
    rows = query(
        f"select * from ({model}) where scope_type = 'org_unit' order by leader_count desc",
        int_scopes_in_post=pd.DataFrame(
            [("org_unit", unit, count) for unit, count in leaders.items()]
            + [("business_unit", "sales", 17), ("company", "company", 60)],
            columns=["scope_type", "scope_id", "leader_count"],
        ),
        int_leaders_dated=pd.DataFrame({"org_unit_id": list(leaders), "business_unit": "sales"}),
    )
    reasons = {
        "too_few_leaders": "people partners only: one leader's own number",
        "hides_a_sibling": "people partners only: it would give away the other",
    }
    rows["words"] = rows["guard_reason"].map(reasons).fillna("shown to everybody")
    rows["use"] = np.where(rows["words"] == "shown to everybody", "everybody", "people partners")
    base = alt.Chart(rows).encode(y=alt.Y("scope_id:N", title="unit", sort=None))
    bars = base.mark_bar(stroke=DARK).encode(
        x=Axis("leader_count", "leaders of the unit", (0, 12)).encoded(is_x=True),
        fill=alt.Fill(
            "use:N",
            title=None,
            scale=alt.Scale(domain=["everybody", "people partners"], range=[DARK, "white"]),
        ),
    )
    text = words(rows, "leader_count:Q", "scope_id:N").encode(y=alt.Y("scope_id:N", sort=None))
    return sized(bars + text)


def _rules() -> Rules:
    names = {
        "weight": "ewma_weight",
        "window": "window_months",
        "shortest": "baseline_min_months",
        "longest": "baseline_max_months",
        "people": "min_people",
        "effect": "min_effect",
        "runs": "persistence_runs",
        "rate": "false_discovery_rate",
    }
    found = query(
        "select "
        + ", ".join(f"{{{{ threshold('alert_{row}') }}}} as {name}" for name, row in names.items())
    ).iloc[0]
    whole = {"window", "shortest", "longest", "runs"}
    return Rules(**{name: int(found[name]) if name in whole else found[name] for name in names})
