"""How much leaders, raters and chance each add to the variance of a score: moments, no iteration.

Pure but for two queries; whether the result may be used is not judged here.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.statistics.severity.workspace import Workspace

_SMALLEST_ERROR = 1e-6
_RANK_TOLERANCE = 1e-9
_BY_SEAT = """
    select
        seats.stratum, count(distinct seats.form), sum(seats.n), sum(seats.yy),
        sum(seats.y * seats.y / seats.n), sum(seats.nn / seats.n), count(*),
        sum(seats.n * seats.n / forms.n)
    from {seat_sums} as seats
    inner join {forms} as forms on seats.form = forms.form
    group by seats.stratum
    order by seats.stratum
"""
_BY_DESK = """
    select
        forms.stratum, sum(desks.y * desks.y / desks.n), sum(desks.nn / desks.n), count(*),
        sum(desks.n * desks.n / forms.n)
    from {desks} as desks
    inner join {forms} as forms on desks.form = forms.form
    group by forms.stratum
    order by forms.stratum
"""


@dataclass(frozen=True)
class Side:
    """Leaders, or raters, of one stratum: groups of ratings within forms.

    squares: sum of (group total)^2 / n; spread: sum of n_lr^2 / n; groups: how many;
    weight: sum of n^2 / (ratings of the form).
    """

    squares: float
    spread: float
    groups: float
    weight: float


@dataclass(frozen=True)
class Sums:
    """Ratings, forms and total sum of squares within forms of one stratum, and both sides."""

    ratings: float
    forms: float
    squares: float
    leaders: Side
    raters: Side


@dataclass(frozen=True)
class Components:
    """Variances in squared score units: between leaders, between raters, within both."""

    leader: float
    rater: float
    error: float

    @property
    def total(self) -> float:
        """Variance of one rating of a leader and rater drawn at random."""
        return self.leader + self.rater + self.error


def sums(work: Workspace) -> dict[int, Sums]:
    """The sums that the moments need, by stratum."""
    sides = {int(stratum): Side(*map(float, numbers)) for stratum, *numbers in work.fetch(_BY_DESK)}
    return {
        int(stratum): Sums(
            float(n), float(forms), float(squares), Side(*map(float, side)), sides[int(stratum)]
        )
        for stratum, forms, n, squares, *side in work.fetch(_BY_SEAT)
    }


def crossed(found: Sums) -> Components:
    """Variances of leaders, raters and error, all at once.

    Sums of squares within leaders, within raters and in all, each within its form, are set equal
    to their expectations and solved (Henderson's method I; Gao and Owen 2017, Electronic Journal
    of Statistics 11:1235). With one form: [0, N-ka, N-J; N-kb, 0, N-R; N-sum n_l^2/N,
    N-sum n_r^2/N, N-1]. Forms drop out exactly. Where raters do not overlap, or a variance comes
    out negative, it is 0 and the others are solved without it.
    """
    total, leaders, raters = found.ratings, found.leaders, found.raters
    matrix = np.array(
        [
            [0, total - leaders.spread, total - leaders.groups],
            [total - raters.spread, 0, total - raters.groups],
            [total - leaders.weight, total - raters.weight, total - found.forms],
        ]
    )
    squares = np.array(
        [found.squares - leaders.squares, found.squares - raters.squares, found.squares]
    )
    if np.linalg.matrix_rank(matrix / total, tol=_RANK_TOLERANCE) < len(matrix):
        return one_way(found)
    leader, rater, error = np.linalg.solve(matrix, squares)
    if rater < 0:
        return one_way(found)
    if leader < 0:
        rater, error = _one_side(found, found.raters)
        return _bounded(0, rater, error)
    return _bounded(leader, rater, error)


def one_way(found: Sums) -> Components:
    """Variances of leaders and error, where what sets raters apart is part of the error."""
    leader, error = _one_side(found, found.leaders)
    return _bounded(leader, 0, error)


def _one_side(found: Sums, side: Side) -> tuple[float, float]:
    """Variance between groups and within, as in a one-way analysis of variance."""
    freedom = found.ratings - side.groups
    spread = found.ratings - side.weight
    if freedom <= 0 or spread <= 0:
        return 0.0, found.squares / max(found.ratings - found.forms, 1)
    error = (found.squares - side.squares) / freedom
    between = (found.squares - (found.ratings - found.forms) * error) / spread
    if between < 0:
        return 0.0, found.squares / (found.ratings - found.forms)
    return between, error


def _bounded(leader: float, rater: float, error: float) -> Components:
    """The same, with an error that can be divided by: ratings that fit exactly have none."""
    least = _SMALLEST_ERROR * (leader + rater + max(error, 0))
    return Components(float(leader), float(rater), float(max(error, least)))
