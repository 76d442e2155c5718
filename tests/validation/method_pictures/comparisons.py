"""Pictures of comparisons: severity, training effect, outcomes, pilot, cost. Made-up where said."""

import altair as alt
import pandas as pd

from tests.validation.method_pictures.drawing import (
    DARK,
    MIDDLE,
    SIGNAL,
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


def severity() -> Picture:
    """Made-up: leaders rated by severe raters gain, by lenient ones lose."""
    rows = pd.DataFrame(
        [
            ("A, severe raters", 3.1, 3.2, 3.5),
            ("B, severe raters", 3.4, 3.5, 3.8),
            ("C, mixed raters", 3.8, 3.75, 3.7),
            ("D, lenient raters", 4.0, 3.9, 3.6),
            ("E, lenient raters", 4.4, 4.2, 3.9),
        ],
        columns=["leader", "raw", "shrunk", "adjusted"],
    ).melt("leader", var_name="score", value_name="points")
    order = ["raw", "shrunk", "adjusted"]
    shapes = alt.Scale(domain=order, range=["circle", "square", "diamond"])
    inks = alt.Scale(domain=order, range=[MIDDLE, SIGNAL, DARK])
    dots = (
        alt.Chart(rows)
        .mark_point(size=120, filled=True, opacity=1)
        .encode(
            x=Axis("points", "360 score, scale points", (2.8, 4.6)).encoded(is_x=True),
            y=alt.Y("leader:N", title="leader"),
            shape=alt.Shape("score:N", title=None, scale=shapes),
            color=alt.Color("score:N", title=None, scale=inks),
        )
    )
    return sized(dots)


def outcomes() -> Picture:
    """Made-up ratios for one standard deviation more of an earlier score."""
    rows = pd.DataFrame(
        [
            ("exits", 0.78, 0.62, 0.97),
            ("goals met", 1.15, 1.02, 1.30),
            ("incidents", 0.85, 0.66, 1.10),
            ("escalations", 0.92, 0.70, 1.21),
            ("promotions", 1.05, 0.80, 1.38),
        ],
        columns=["outcome", "estimate", "lower", "upper"],
    )
    value = Axis("lower", "ratio of odds or rates, for one step more of the score", (0.5, 1.5))
    return sized(rows_with_bands(rows, "outcome", value, "later outcome") + line_at(1, is_x=True))


def training() -> Picture:
    """Made-up: both rise, the trained by more; what counts is the difference."""
    values = {
        "trained in quarter 0": [3.40, 3.42, 3.45, 3.66, 3.76, 3.80],
        "not yet trained": [3.44, 3.46, 3.49, 3.54, 3.58, 3.60],
    }
    rows = pd.DataFrame(
        [
            (name, quarter, value)
            for name, series in values.items()
            for quarter, value in zip(range(-3, 3), series, strict=True)
        ],
        columns=["leaders", "quarter", "score"],
    )
    chart = lines(
        rows,
        Axis("quarter", "quarters since training", (-3.2, 2.8), "d"),
        Axis("score", "mean pulse score, scale points", (3.3, 4.0)),
        "leaders",
        "leaders",
    )
    trained, waiting = values.values()
    drift = waiting[-1] - waiting[2]
    effect = trained[-1] - trained[2] - drift
    gap = pd.DataFrame({"quarter": [2.2], "low": [trained[2] + drift], "high": [trained[-1]]})
    gap["words"] = f"effect {effect:.2f}"
    bar = alt.Chart(gap).mark_rule(color=DARK, strokeWidth=3)
    mark = bar.encode(x="quarter:Q", y="low:Q", y2="high:Q")
    label = words(gap.assign(high=3.86), "quarter:Q", "high:Q", align="center", dx=0)
    return sized(chart + line_at(-0.5, is_x=True) + mark + label)


def pilot() -> Picture:
    """Made-up: a share of micro-actions that rises, read three times and judged once."""
    rows = pd.DataFrame(
        {
            "day": ["day 30", "day 60", "day 90"],
            "estimate": [0.03, 0.07, 0.09],
            "lower": [-0.04, 0.01, 0.04],
            "upper": [0.10, 0.13, 0.14],
            "words": ["too early", "too early", "judged: go"],
        }
    )
    value = Axis("lower", "change of the observed share", (-0.1, 0.2), "%")
    chart = columns_with_bands(rows, "day", "day of the pilot", value)
    note = words(rows, "day:O", "estimate:Q", dx=10).encode(x=alt.X("day:O", sort=None))
    return sized(chart + line_at(0, is_x=False) + note)


def cost() -> Picture:
    """Made-up: 45 trained leaders at 2,000 each, by how many of them reliably improved."""
    rows = query(
        "select improved, 2000 / share as estimate,"
        " 2000 / {{ wilson_upper('share', '45', z_95()) }} as lower,"
        " 2000 / {{ wilson_lower('share', '45', z_95()) }} as upper"
        " from (select improved, improved / 45.0 as share from counts) order by improved",
        counts=pd.DataFrame({"improved": [9, 18, 27, 36]}),
    )
    value = Axis("lower", "cost per improved leader, EUR", (0, 20000), ",d")
    return sized(columns_with_bands(rows, "improved", "leaders improved, of 45 trained", value))
