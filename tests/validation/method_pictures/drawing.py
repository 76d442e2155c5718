"""What the pictures of the method page share: inks that a grayscale print keeps apart, and marks.

Numbers come from the project's own SQL where there is any; nothing here knows a section.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from tests.rendered import connect, render
from tests.validation.pictures import SIZE

DARK, MIDDLE, LIGHT, SIGNAL = "#16324f", "#8496a9", "#dde5ee", "#b5551d"

Picture = alt.Chart | alt.LayerChart | alt.HConcatChart


@dataclass(frozen=True)
class Axis:
    """A column with the title of its axis (with its unit), and the range that is shown."""

    column: str
    title: str | None
    domain: tuple[float, float] | None = None
    format: str | None = None

    def encoded(self, *, is_x: bool) -> alt.X | alt.Y:
        scale = alt.Scale(domain=list(self.domain)) if self.domain else alt.Scale(zero=False)
        axis = alt.Axis(format=self.format or alt.Undefined, grid=False)
        return (alt.X if is_x else alt.Y)(
            f"{self.column}:Q", title=self.title, scale=scale, axis=axis
        )


def query(template: str, **tables: pd.DataFrame) -> pd.DataFrame:
    """Rows of a template that may call any macro of the project, over tables by name."""
    with connect() as connection:
        for name, rows in tables.items():
            connection.register(name, rows)
        return connection.execute(render(template)).df()


def rows_with_bands(
    rows: pd.DataFrame, name: str, value: Axis, title: str | None
) -> alt.LayerChart:
    """One row a line: its number as a dot with its band, as columns lower, estimate and upper."""
    base = alt.Chart(rows).encode(
        y=alt.Y(f"{name}:N", title=title, sort=None, axis=alt.Axis(labelLimit=260))
    )
    rules = base.mark_rule(color=DARK, strokeWidth=2).encode(
        x=value.encoded(is_x=True), x2=alt.X2("upper:Q")
    )
    return rules + base.mark_circle(color=DARK, size=90, opacity=1).encode(x="estimate:Q")


def columns_with_bands(rows: pd.DataFrame, place: str, title: str, value: Axis) -> alt.LayerChart:
    """The same upright, in places along the x axis."""
    base = alt.Chart(rows).encode(
        x=alt.X(f"{place}:O", title=title, sort=None, axis=alt.Axis(labelAngle=0))
    )
    rules = base.mark_rule(color=DARK, strokeWidth=2).encode(
        y=value.encoded(is_x=False), y2=alt.Y2("upper:Q")
    )
    return rules + base.mark_circle(color=DARK, size=90, opacity=1).encode(y="estimate:Q")


def line_at(value: float, *, is_x: bool) -> alt.Chart:
    """A dashed line at a value that matters."""
    where = {"x" if is_x else "y": "at:Q"}
    rows = pd.DataFrame({"at": [value]})
    return (
        alt.Chart(rows).mark_rule(strokeDash=[5, 4], color=SIGNAL, strokeWidth=1.5).encode(**where)
    )


def words(rows: pd.DataFrame, x: str, y: str, *, align: str = "left", dx: int = 8) -> alt.Chart:
    """Text of the column `words`, at x and y."""
    marks = alt.Chart(rows).mark_text(align=align, dx=dx, color="#222222", fontSize=11)
    return marks.encode(x=x, y=y, text="words:N")


def lines(rows: pd.DataFrame, x: Axis, y: Axis, series: str, title: str | None) -> alt.Chart:
    """Lines told apart by dashes as well as by ink."""
    order = list(dict.fromkeys(rows[series]))
    inks = alt.Scale(domain=order, range=[DARK, SIGNAL, MIDDLE][: len(order)])
    dashes = alt.Scale(domain=order, range=[[1, 0], [7, 3], [2, 2]][: len(order)])
    return (
        alt.Chart(rows)
        .mark_line(strokeWidth=2)
        .encode(
            x=x.encoded(is_x=True),
            y=y.encoded(is_x=False),
            color=alt.Color(f"{series}:N", title=title, scale=inks),
            strokeDash=alt.StrokeDash(f"{series}:N", title=title, scale=dashes),
        )
    )


def sized(chart: Picture) -> Picture:
    """At the size of all pictures."""
    return chart.properties(**SIZE)
