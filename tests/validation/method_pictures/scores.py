"""Pictures of means: the score, its band, the shrunk score, change, instruments, norms."""

import altair as alt
import numpy as np
import pandas as pd
from scipy.stats import norm

from tests.validation.method_pictures.drawing import (
    DARK,
    LIGHT,
    MIDDLE,
    SIGNAL,
    Axis,
    Picture,
    columns_with_bands,
    line_at,
    lines,
    query,
    sized,
    words,
)

_FILLED = alt.Scale(domain=["counts", "left out"], range=[DARK, "white"])


def score() -> Picture:
    """Made-up ratings of one leader; the minimum of a group is that of the thresholds."""
    given = {
        "direct reports": [2.8, 3.2, 3.6, 3.7, 4.1],
        "manager": [3.9],
        "peers": [1.6, 2.2],
        "the leader": [4.8],
    }
    rows = query(
        "select *, case when rater_group = 'the leader' or count(*) over (partition by rater_group)"
        " < case when rater_group = 'manager' then {{ threshold('manager_group_min_raters') }}"
        " else {{ threshold('rater_group_min_raters') }} end then 'left out' else 'counts' end"
        " as use from given order by rater_group, rating",
        given=pd.DataFrame(
            [(group, rating) for group, ratings in given.items() for rating in ratings],
            columns=["rater_group", "rating"],
        ),
    )
    dots = (
        alt.Chart(rows)
        .mark_circle(size=130, stroke=DARK, strokeWidth=1.5, opacity=1)
        .encode(
            x=Axis("rating", "rating, scale points", (1, 5)).encoded(is_x=True),
            y=alt.Y("rater_group:N", title="rater group", sort=list(given)),
            fill=alt.Fill("use:N", title=None, scale=_FILLED),
        )
    )
    mean = rows.loc[rows["use"] == "counts", "rating"].mean()
    label = pd.DataFrame(
        {"at": [mean], "rater_group": ["the leader"], "words": [f"score {mean:.2f}"]}
    )
    return sized(
        dots
        + line_at(mean, is_x=True)
        + words(label, "at:Q", "rater_group:N", align="right", dx=-6)
    )


def band() -> Picture:
    """Three of five agree, and as many of more people."""
    rows = query(
        "select people, 0.6 as estimate, {{ wilson_lower('0.6', 'people', z_95()) }} as lower,"
        " {{ wilson_upper('0.6', 'people', z_95()) }} as upper from sizes order by people",
        sizes=pd.DataFrame({"people": [5, 10, 20, 45, 100, 300]}),
    )
    value = Axis("lower", "share and its 95% band", (0, 1), "%")
    return sized(columns_with_bands(rows, "people", "people behind the number", value))


def shrunk() -> Picture:
    """Made-up means; between leaders a variance of 0.15, of one rating 0.6, 45 leaders."""
    means = [2.4, 3.0, 3.4, 3.8, 4.2, 4.7]
    leaders = pd.DataFrame(
        [(f"{mean:.1f} by {raters} raters", mean, raters) for raters in (5, 20) for mean in means],
        columns=["leader", "raw", "raters"],
    )
    rows = query(
        "select *, 3.6 + {{ shrinkage('0.15', '(0.6 / raters)', '45') }} * (raw - 3.6) as shrunk"
        " from leaders order by raters, raw",
        leaders=leaders,
    )
    base = alt.Chart(rows).encode(y=alt.Y("leader:N", title="leader, mean as given", sort=None))
    x = Axis("raw", "360 score, scale points", (2, 5)).encoded(is_x=True)
    moved = base.mark_rule(color=MIDDLE).encode(x=x, x2="shrunk:Q")
    given = base.mark_circle(fill="white", stroke=DARK, size=70, opacity=1).encode(x=x)
    drawn = base.mark_circle(color=DARK, size=70, opacity=1).encode(x="shrunk:Q")
    top = leaders["leader"].iloc[0]
    label = pd.DataFrame({"at": [3.6], "leader": [top], "words": ["mean of all"]})
    note = words(label, "at:Q", "leader:N")
    return sized(moved + given + drawn + line_at(3.6, is_x=True) + note)


def improved() -> Picture:
    """Made-up waves of leaders with six raters each; a variance of one rating of 0.5."""
    changes = [1.4, 1.0, 0.9, 0.7, 0.5, 0.4, 0.2, 0.1, -0.1, -0.3, -0.9]
    rows = query(
        "select *, case when rci > z then 'improved' when rci < -z then 'got worse'"
        " else 'unchanged' end as verdict, z * sqrt(0.5 / 12 + 0.5 / 6) as limit from ("
        "select leader, change, {{ threshold('reliable_change_z') }} as z,"
        " {{ reliable_change('3.0', '(3.0 + change)', '(0.5 / 12)', '(0.5 / 6)') }} as rci"
        " from changes) order by leader",
        changes=pd.DataFrame({"leader": range(1, len(changes) + 1), "change": changes}),
    )
    order = ["improved", "unchanged", "got worse"]
    limit = rows["limit"].iloc[0]
    within = alt.Chart(pd.DataFrame({"low": [-limit], "high": [limit]})).mark_rect(color=LIGHT)
    y = Axis("low", "change of the 360 score, scale points", (-1.5, 1.5)).encoded(is_x=False)
    shapes = alt.Scale(domain=order, range=["triangle-up", "circle", "triangle-down"])
    inks = alt.Scale(domain=order, range=[DARK, MIDDLE, SIGNAL])
    dots = (
        alt.Chart(rows)
        .mark_point(filled=True, size=120, opacity=1)
        .encode(
            x=alt.X("leader:O", title="leader", axis=alt.Axis(labelAngle=0)),
            y="change:Q",
            shape=alt.Shape("verdict:N", title=None, scale=shapes),
            color=alt.Color("verdict:N", title=None, scale=inks),
        )
    )
    return sized(within.encode(y=y, y2="high:Q") + dots)


def instrument() -> Picture:
    """How reliable a mean is, by raters, for three reliabilities of a single rating."""
    rows = query(
        "select raters, 'one rating: ' || printf('%.2f', single) as one_rating,"
        " {{ reliability('single', '((1 - single) / raters)') }} as reliability"
        " from singles cross join sizes order by single desc, raters",
        singles=pd.DataFrame({"single": [0.35, 0.2, 0.13]}),
        sizes=pd.DataFrame({"raters": range(1, 21)}),
    )
    uses = query(
        "select * from (values ('coaching', {{ threshold('reliability_for_coaching') }}),"
        " ('comparing groups', {{ threshold('reliability_for_strategic') }}),"
        " ('decisions about a person', {{ threshold('reliability_for_calibration') }}))"
        " as uses (words, floor)"
    ).assign(raters=0.2)
    curves = lines(
        rows,
        Axis("raters", "raters of a leader", (0, 20)),
        Axis("reliability", "reliability of their mean", (0, 1)),
        "one_rating",
        None,
    )
    floors = alt.Chart(uses).mark_rule(strokeDash=[2, 3], color=MIDDLE).encode(y="floor:Q")
    notes = (
        alt.Chart(uses)
        .mark_text(align="left", dy=-6, fontSize=10)
        .encode(x="raters:Q", y="floor:Q", text="words:N")
    )
    return sized(floors + curves + notes)


def normalized() -> Picture:
    """A raw score of 3.8 in two roles: the worked example of what normalization removes."""
    x = np.linspace(2, 5, 121)
    curves = pd.concat(
        pd.DataFrame({"score": x, "density": norm.pdf(x, center, spread), "role": role})
        for role, center, spread in (
            ("engineering: T score 57.7", 3.41, 0.51),
            ("sales: T score 45.5", 4.0, 0.43),
        )
    )
    chart = lines(
        curves,
        Axis("score", "raw score, scale points", (2, 5)),
        Axis("density", "leaders of the role, per scale point", (0, 1)),
        "role",
        "a raw score of 3.8",
    )
    return sized(chart + line_at(3.8, is_x=True))
