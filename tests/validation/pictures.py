"""The pictures of the validation page, as SVG that is read without a network."""

from pathlib import Path

import altair as alt
import pandas as pd

SIZE = {"width": 460, "height": 220}


def coverage(rows: pd.DataFrame, lowest: float, highest: float, path: Path) -> None:
    """How often bands hold the truth, by people behind them; the wanted range is shaded."""
    rows = rows.assign(series=rows["kind"] + ", " + rows["band"])
    wanted = alt.Chart(pd.DataFrame({"low": [lowest], "high": [highest]})).mark_rect(
        color="#d9e6f7"
    )
    wanted = wanted.encode(
        y=alt.Y("low:Q", scale=alt.Scale(domain=[0.9, 1.0]), title="bands that hold the truth"),
        y2="high:Q",
    )
    lines = (
        alt.Chart(rows)
        .mark_line(point=True)
        .encode(
            x=alt.X("people:O", title="people behind the number"),
            y=alt.Y("covered:Q", axis=alt.Axis(format="%")),
            color=alt.Color("series:N", title=None),
        )
    )
    _save((wanted + lines).properties(**SIZE), path)


def errors(rows: pd.DataFrame, path: Path) -> None:
    """Root mean squared error of leader scores, by how many leaders each rater rates."""
    long = rows.melt("leaders_each", ["raw", "shrunk", "adjusted"], "score", "error")
    chart = (
        alt.Chart(long)
        .mark_line(point=True)
        .encode(
            x=alt.X("leaders_each:O", title="leaders rated by each rater"),
            y=alt.Y("error:Q", title="error, scale points", scale=alt.Scale(zero=False)),
            color=alt.Color("score:N", title=None, sort=["raw", "shrunk", "adjusted"]),
        )
    )
    _save(chart.properties(**SIZE), path)


def detection(rows: pd.DataFrame, path: Path) -> None:
    """Teams with a true decline that were raised, by months since it began."""
    chart = (
        alt.Chart(rows)
        .mark_line(point=True)
        .encode(
            x=alt.X("months:Q", title="months since the decline began"),
            y=alt.Y("raised:Q", title="declines raised by then", axis=alt.Axis(format="%")),
            color=alt.Color("drop:N", title="decline, scale points"),
        )
    )
    _save(chart.properties(**SIZE), path)


def power(rows: pd.DataFrame, detectable: float, path: Path) -> None:
    """How often a pilot finds a true change, by its size; the stated smallest one is marked."""
    line = (
        alt.Chart(rows)
        .mark_line(point=True)
        .encode(
            x=alt.X("change:Q", title="true change, scale points"),
            y=alt.Y("found:Q", title="pilots that find it", axis=alt.Axis(format="%")),
        )
    )
    stated = alt.Chart(pd.DataFrame({"change": [detectable]})).mark_rule(
        strokeDash=[5, 4], color="#b5551d"
    )
    _save((line + stated.encode(x="change:Q")).properties(**SIZE), path)


def _save(chart: alt.LayerChart | alt.Chart, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    chart.configure(background="white").save(path)
