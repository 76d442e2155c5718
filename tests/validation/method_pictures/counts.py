"""Pictures of counts: observed shares, rates, days, things kept, promotions, agreement."""

import altair as alt
import numpy as np
import pandas as pd
from scipy.stats import binom

from tests.validation.method_pictures.drawing import (
    DARK,
    Axis,
    Picture,
    columns_with_bands,
    line_at,
    lines,
    query,
    rows_with_bands,
    sized,
    words,
)


def observed() -> Picture:
    """Of 60 chances 36 taken, as five observers saw it, who may each see more or less."""
    rows = query(
        "select likeness, 0.6 as estimate, {{ wilson_lower('0.6', 'n', z_95()) }} as lower,"
        " {{ wilson_upper('0.6', 'n', z_95()) }} as upper"
        " from (select *, 60 / (1 + (60 / 5 - 1) * icc) as n from likenesses) order by icc",
        likenesses=pd.DataFrame(
            {
                "likeness": [
                    "it does not matter who looks",
                    "it matters a little (0.1)",
                    "it matters much (0.3)",
                ],
                "icc": [0.0, 0.1, 0.3],
            }
        ),
    )
    value = Axis("lower", "share of chances taken and its 95% band", (0, 1), "%")
    return sized(rows_with_bands(rows, "likeness", value, None))


def rates() -> Picture:
    """Incidents over 200 years worked, one more or less."""
    rows = query(
        "select counts.event_count as events, counts.event_count / 2.0 as estimate,"
        " {{ poisson_lower('counts.event_count', 'quantiles.lower', z_95()) }} / 2 as lower,"
        " {{ poisson_upper('counts.event_count', 'quantiles.upper', z_95()) }} / 2 as upper"
        " from counts left join quantiles_poisson as quantiles"
        " on counts.event_count = quantiles.event_count order by events",
        counts=pd.DataFrame({"event_count": [0, 1, 3, 10, 20, 40]}),
    )
    value = Axis("lower", "incidents per 100 person-years", (0, 30))
    title = "incidents counted over 200 person-years"
    return sized(columns_with_bands(rows, "events", title, value))


def resolution() -> Picture:
    """Made-up days of fifteen cases, the last three still open."""
    days = [3, 5, 6, 8, 9, 11, 14, 16, 21, 24, 30, 41, 50, 50, 50]
    cases = pd.DataFrame(
        {"rank": range(1, 16), "days": days, "state": ["closed"] * 12 + ["open"] * 3}
    )
    limits = query(
        "select {{ median_lower_rank('15', z_95()) }} as low,"
        " {{ median_upper_rank('15', z_95()) }} as high"
    )
    states = alt.Scale(domain=["closed", "open"], range=[DARK, "white"])
    bars = (
        alt.Chart(cases)
        .mark_bar(stroke=DARK)
        .encode(
            x=alt.X("rank:O", title="cases, quickest first", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("days:Q", title="days from opening to closing", axis=alt.Axis(grid=False)),
            fill=alt.Fill("state:N", title=None, scale=states),
        )
    )
    at = {
        "lower limit": int(limits["low"].iloc[0]),
        "median": 8,
        "upper limit": int(limits["high"].iloc[0]),
    }
    marked = cases[cases["rank"].isin(at.values())].assign(words=list(at))
    notes = alt.Chart(marked).mark_text(dy=-8, fontSize=11)
    return sized(bars + notes.encode(x="rank:O", y="days:Q", text="words:N"))


def kept() -> Picture:
    """Made-up counts of each of the four shares; everybody counted once."""
    rows = query(
        "select name, share as estimate, {{ wilson_lower('share', 'total', z_95()) }} as lower,"
        " {{ wilson_upper('share', 'total', z_95()) }} as upper"
        " from (select *, kept / total as share from counts) order by place",
        counts=pd.DataFrame(
            [
                (1, "one-on-ones held, of planned", 168.0, 210.0),
                (2, "goals met, of set", 66.0, 120.0),
                (3, "learners who completed", 42.0, 45.0),
                (4, "trained leaders coached", 25.0, 45.0),
            ],
            columns=["place", "name", "kept", "total"],
        ),
    )
    value = Axis("lower", "share and its 95% band", (0, 1), "%")
    return sized(rows_with_bands(rows, "name", value, None))


def promotion() -> Picture:
    """How often a ratio below four fifths comes of chance, by the size of two equal groups."""
    found = []
    for people in (30, 60, 120, 240, 480):
        counts = pd.DataFrame({"x": np.arange(people + 1)})
        counts["chance"] = binom.pmf(counts["x"], people, 0.2)
        rows = query(
            "select sum(ones.chance * others.chance) as flagged from counts as ones"
            " cross join counts as others where ones.x < others.x and"
            f" {{{{ is_below_four_fifths('ones.x', '{people}', 'others.x', '{people}') }}}}",
            counts=counts,
        )
        found.append({"people": people, "flagged": 2 * rows["flagged"].iloc[0]})
    rows = pd.DataFrame(found).assign(words=lambda r: r["flagged"].map("{:.0%}".format))
    bars = (
        alt.Chart(rows)
        .mark_bar(color=DARK, size=40)
        .encode(
            x=alt.X("people:O", title="people in each of two groups", axis=alt.Axis(labelAngle=0)),
            y=Axis("flagged", "ratio below 0.80 by chance alone", (0, 1), "%").encoded(is_x=False),
        )
    )
    notes = alt.Chart(rows).mark_text(dy=-8, fontSize=11)
    return sized(bars + notes.encode(x="people:O", y="flagged:Q", text="words:N"))


def agreement() -> Picture:
    """Two observers who agree in 90 of 100 scenes, by how common the act is."""
    rows = pd.concat(_units(seen) for seen in (5, 10, 20, 30, 40, 50))
    alphas = query(
        "with {{ alpha_steps(['seen']) }}"
        " select seen / 100.0 as common, alpha from alphas order by seen",
        unit_counts=rows,
    )
    both = pd.concat(
        [
            alphas.rename(columns={"alpha": "value"}).assign(measure="Krippendorff's alpha"),
            alphas.assign(value=0.9, measure="raw agreement")[["common", "value", "measure"]],
        ]
    )
    chart = lines(
        both,
        Axis("common", "how often the act is seen", (0, 0.5), "%"),
        Axis("value", "agreement", (-0.2, 1)),
        "measure",
        None,
    )
    floor = query("select {{ threshold('certification_min_alpha') }} as alpha")["alpha"].iloc[0]
    label = pd.DataFrame(
        {"common": [0.0], "value": [floor + 0.04], "words": ["certified from here"]}
    )
    return sized(chart + line_at(floor, is_x=False) + words(label, "common:Q", "value:Q", dx=4))


def _units(seen: int) -> pd.DataFrame:
    """Counts of two observers' scores in 100 scenes: ten split ones, the rest in agreement."""
    kinds = {"both": {1: 2}, "split": {0: 1, 1: 1}, "neither": {0: 2}}
    weights = {"both": seen - 5, "split": 10, "neither": 95 - seen}
    return pd.DataFrame(
        [
            (seen, "nominal", kind, category, float(ratings), 2.0, float(weights[kind]))
            for kind, given in kinds.items()
            if weights[kind]
            for category, ratings in given.items()
        ],
        columns=["seen", "metric", "unit_id", "category", "ratings", "unit_ratings", "weight"],
    )
