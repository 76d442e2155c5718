"""Where things stand in a trend chart: pure geometry, drawn by `templates/trend.svg.j2`.

A run is a stretch of periods with a value. A period without one ends the run, so that a
line never bridges a gap, and leaves a mark that says why nothing is there.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import ClassVar

from orchestration.report import numbers

WIDTH, HEIGHT = 420, 132
LEFT, RIGHT, TOP, BOTTOM = 44, 64, 16, 22
MARK_Y = HEIGHT - BOTTOM - 5
LABELS = 5


@dataclass(frozen=True)
class Point:
    """One period. `estimate` is None when there is no value to show; `why` then says so."""

    start: date
    label: str
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    why: str = ""
    is_withheld: bool = False
    starts_anew: bool = False


@dataclass(frozen=True)
class Event:
    """Something that happened to leaders between two dates, such as training."""

    label: str
    first: date
    last: date


@dataclass
class Trend:
    """A chart in pixels of its own view box."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    left: ClassVar[int] = LEFT
    right: ClassVar[int] = WIDTH - RIGHT
    top: ClassVar[int] = TOP
    bottom_y: ClassVar[int] = HEIGHT - BOTTOM
    mark_y: ClassVar[int] = MARK_Y

    points: list[tuple[float, float, Point]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    ribbons: list[str] = field(default_factory=list)
    whiskers: list[tuple[float, float, float]] = field(default_factory=list)
    gaps: list[tuple[float, Point]] = field(default_factory=list)
    events: list[tuple[float, float, str, str]] = field(default_factory=list)
    y_ticks: list[tuple[float, str]] = field(default_factory=list)
    x_labels: list[tuple[float, str]] = field(default_factory=list)
    target_y: float | None = None
    baseline_y: float | None = None


def nice_ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Round numbers within [low, high], at most `most` of them."""
    power = 10 ** math.ceil(math.log10(high - low))
    for step in (m * power for m in (0.02, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5)):
        found = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
        if len(found) <= most:
            break
    return [round(i * step, 10) for i in found]


def runs(points: Sequence[Point]) -> list[list[int]]:
    """Indices of consecutive points that have a value; a break in comparability starts anew."""
    found: list[list[int]] = []
    previous_has_value = False
    for index, point in enumerate(points):
        if point.estimate is not None:
            if previous_has_value and not point.starts_anew:
                found[-1].append(index)
            else:
                found.append([index])
        previous_has_value = point.estimate is not None
    return found


def domain(
    points: Sequence[Point], levels: Sequence[float | None], is_share: bool
) -> tuple[float, float]:
    """The range of the vertical axis: every band and level with a margin; shares stay in 0-1."""
    values = [v for p in points for v in (p.estimate, p.lower, p.upper) if v is not None]
    values += [v for v in levels if v is not None]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    margin = 0.08 * (high - low) or 0.1 * abs(high) or 0.5
    low, high = (0.0 if low >= 0 > low - margin else low - margin), high + margin
    return (max(low, 0.0), min(high, 1.0)) if is_share else (low, high)


def months(day: date) -> float:
    """A date on an axis of months."""
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


def draw(
    points: Sequence[Point],
    months_per_period: int,
    target: float | None = None,
    baseline: float | None = None,
    events: Sequence[Event] = (),
    is_share: bool = False,
) -> Trend:
    """Lay out a chart. `points` are in time order, one for each period, with or without value."""
    trend = Trend()
    low, high = domain(points, (target, baseline), is_share)
    begin = months(points[0].start)
    end = months(points[-1].start) + months_per_period

    def x(position: float) -> float:
        share = (position - begin) / (end - begin)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    at = [x(months(p.start) + months_per_period / 2) for p in points]
    for run in runs(points):
        _draw_run(trend, points, run, at, y)
    for point, where in zip(points, at, strict=True):
        if point.estimate is None:
            trend.gaps.append((where, point))
        else:
            trend.points.append((where, y(point.estimate), point))
    for event in events:
        if begin <= months(event.first) < end:
            start, stop = x(months(event.first)), x(min(months(event.last), end))
            anchor = "end" if start > WIDTH * 0.8 else "start"
            trend.events.append((start, stop, event.label, anchor))
    ticks = nice_ticks(low, high)
    trend.y_ticks = list(zip(map(y, ticks), numbers.ticks(ticks, is_share), strict=True))
    trend.x_labels = _x_labels(points, at)
    trend.target_y = None if target is None else y(target)
    trend.baseline_y = None if baseline is None else y(baseline)
    return trend


def _draw_run(
    trend: Trend,
    points: Sequence[Point],
    run: Sequence[int],
    at: Sequence[float],
    y: Callable[[float], float],
) -> None:
    """Add a run's line, and a ribbon over each stretch of it that has bands; one point whiskers."""
    if len(run) > 1:
        trend.lines.append(_polyline([(at[i], y(points[i].estimate)) for i in run]))
    for has_band, stretch in groupby(run, key=lambda i: points[i].upper is not None):
        banded = list(stretch) if has_band else []
        up = [(at[i], y(points[i].upper)) for i in banded]
        down = [(at[i], y(points[i].lower)) for i in banded]
        if len(banded) == 1:
            trend.whiskers.append((*up[0], down[0][1]))
        elif banded:
            trend.ribbons.append(_polyline(up + down[::-1]))


def _polyline(pairs: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in pairs)


def _x_labels(points: Sequence[Point], at: Sequence[float]) -> list[tuple[float, str]]:
    """At most `LABELS` labels, evenly spread, the last period among them."""
    every = math.ceil(len(points) / LABELS)
    return [(at[i], points[i].label) for i in reversed(range(len(points) - 1, -1, -every))]
