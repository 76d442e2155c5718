"""The leaders' effects, given the variances: best linear unbiased predictions and their errors.

Henderson's mixed-model equations (1975, Biometrics 31:423), with the raters eliminated: a pass
goes once from leaders to raters and back, b_r = sum(y - form - a_l) / (n_r + ve/vb), then
a_l = sum(y - form - b_r) / (n_l + ve/va). Passes are joined by conjugate gradients, scaled by the
errors of prediction: alternating ends at the same solution after three to ten times as many.
"""

from collections.abc import Mapping

from orchestration.statistics.severity.moments import Components
from orchestration.statistics.severity.workspace import Workspace

TOLERANCE = 1e-5
_MOST_PASSES = 1000

# Who is linked to whom by a rater of several seats; a rater of one concerns that seat alone.
_LINKS = """
    select cells.rater, cells.seat, cells.n, cells.n * raters.kept as pull
    from {cells} as cells
    inner join {kept} as raters on cells.rater = raters.rater
    where raters.seats > 1
    order by cells.rater
"""
_KEPT = """
    select
        sums.rater, sums.y, sums.seats, sums.is_shared,
        fitted.rater / (sums.n * fitted.rater + fitted.error) as kept
    from {rater_sums} as sums
    inner join {fitted} as fitted on sums.stratum = fitted.stratum
"""
_LOADS = """
    select
        seats.seat, seats.leader, seats.form, seats.stratum,
        seats.n - coalesce(shares.own, 0) as load,
        seats.n - coalesce(shares.lost, 0) as known,
        seats.y - coalesce(shares.y, 0) as y,
        shares.shared
    from {seat_sums} as seats
    inner join (
        select
            cells.seat,
            cast(sum(case when raters.is_shared then cells.n else 0 end) as double) as shared,
            sum(case when raters.seats = 1 then cells.n * cells.n * raters.kept else 0 end) as own,
            sum(cells.n * cells.n * raters.kept) as lost,
            sum(cells.n * raters.kept * raters.y) as y
        from {cells} as cells
        inner join {kept} as raters on cells.rater = raters.rater
        group by cells.seat
    ) as shares on seats.seat = shares.seat
"""
_LOADS_OF_LEADERS_ALONE = """
    select seat, leader, form, stratum, n as load, n as known, y from {seat_sums}
"""
# A unit is a leader, or a form under a negative id. inverse: of the diagonal; effect: the solution
# so far; rest: what is left of the right side; way: the direction of the next step.
_UNITS = """
    select
        sums.unit, sums.stratum, sums.ridge, sums.inverse, cast(0 as double) as effect,
        sums.y as rest, sums.inverse * sums.y as way
    from (
        select
            loads.leader as unit, loads.stratum, sum(loads.y) as y,
            coalesce(max(fitted.error) / nullif(max(fitted.leader), 0), 0) as ridge,
            max(fitted.leader)
            / (max(fitted.leader) * sum(loads.known) + max(fitted.error)) as inverse
        from {loads} as loads
        inner join {fitted} as fitted on loads.stratum = fitted.stratum
        group by loads.leader, loads.stratum
        union all
        select
            -form as unit, stratum, sum(y) as y, cast(0 as double) as ridge,
            1 / sum(known) as inverse
        from {loads}
        group by form, stratum
    ) as sums
"""
_WAYS = """
    select loads.seat, leaders.way + forms.way as way
    from {loads} as loads
    inner join {units} as leaders on loads.leader = leaders.unit
    inner join {units} as forms on -loads.form = forms.unit
"""
_PUSHED = """
    select links.seat, sum(links.n * raters.pulled) as pushed
    from {links} as links
    inner join (
        select links.rater, sum(links.pull * ways.way) as pulled
        from {links} as links
        inner join {ways} as ways on links.seat = ways.seat
        group by links.rater
    ) as raters on links.rater = raters.rater
    group by links.seat
"""
_NOTHING_PUSHED = """
    select seat, cast(0 as double) as pushed from {ways} where seat < 0
"""
_MOVES = """
    with moved as (
        select
            loads.leader, loads.form,
            loads.load * ways.way - coalesce(pushed.pushed, 0) as moved
        from {loads} as loads
        inner join {ways} as ways on loads.seat = ways.seat
        left join {pushed} as pushed on loads.seat = pushed.seat
    )
    select
        units.unit, units.stratum, units.ridge, units.inverse, units.effect, units.rest, units.way,
        sums.moved + units.ridge * units.way as moved
    from {units} as units
    inner join (
        select leader as unit, sum(moved) as moved from moved group by leader
        union all
        select -form as unit, sum(moved) as moved from moved group by form
    ) as sums on units.unit = sums.unit
"""
_STEP = """
    with steps as (
        select
            stratum, sum(inverse * rest * rest) as size,
            coalesce(sum(inverse * rest * rest) / nullif(sum(way * moved), 0), 0) as step
        from {moves}
        group by stratum
    ),
    stepped as (
        select
            moves.unit, moves.stratum, moves.ridge, moves.inverse, moves.way, steps.size,
            moves.effect + steps.step * moves.way as effect,
            moves.rest - steps.step * moves.moved as rest
        from {moves} as moves
        inner join steps on moves.stratum = steps.stratum
    ),
    sizes as (
        select stratum, sum(inverse * rest * rest) as size from stepped group by stratum
    )
    select
        stepped.unit, stepped.stratum, stepped.ridge, stepped.inverse, stepped.effect, stepped.rest,
        stepped.inverse * stepped.rest
        + coalesce(sizes.size / nullif(stepped.size, 0), 0) * stepped.way as way
    from stepped
    inner join sizes on stepped.stratum = sizes.stratum
"""
_FARTHEST = "select max(abs(inverse * rest)) from {units}"


class NotConvergedError(ArithmeticError):
    """Effects that still move after more passes than any graph of ratings needs."""


def prepare(work: Workspace, components: Mapping[int, Components], has_raters: bool) -> None:
    """Set the equations up under these variances: `fitted`, `loads` and, with raters, `links`.

    has_raters: whether raters are apart from error; if not, leaders are linked by nobody.
    """
    work.make("fitted", _literal(components))
    if has_raters:
        work.make("kept", _KEPT)
        work.make("loads", _LOADS)
        work.make("links", _LINKS)
        work.drop("kept")
    else:
        work.make("loads", _LOADS_OF_LEADERS_ALONE)


def solve(work: Workspace, table: str, has_raters: bool, tolerance: float = TOLERANCE) -> int:
    """Leave the solution in `table` (unit, effect, inverse) and say how many passes it took.

    effect: of a leader, or for the negative id of a form its level less the mean of its scores,
    in score units; inverse: the leader's error of prediction, in parts of the error variance:
    PEV_l = ve * inverse_l = 1 / (1/va + sum_r n_lr / (ve + n_lr ve / ((n_r - n_lr) + ve/vb))),
    which takes the other leaders of a rater as known (on InstEval .986 to 1.000 of the exact
    standard error). Ends when one more pass would move no unit by more than `tolerance` score
    units; raises `NotConvergedError`.
    """
    work.make("units", _UNITS)
    for passes in range(_MOST_PASSES):
        ((farthest,),) = work.fetch(_FARTHEST)
        if farthest <= tolerance:
            work.make(table, "select unit, effect, inverse from {units}")
            work.drop("fitted", "units", *(("links",) if has_raters else ()))
            return passes
        work.make("ways", _WAYS)
        work.make("pushed", _PUSHED if has_raters else _NOTHING_PUSHED)
        work.make("moves", _MOVES)
        work.make("units", _STEP)
        work.drop("ways", "pushed", "moves")
    raise NotConvergedError(f"{farthest} score units away after {_MOST_PASSES} passes")


def _literal(components: Mapping[int, Components]) -> str:
    """The variances as a query; numbers as text, which no engine takes for decimals.

    Where nothing varies any error does: every effect is 0.
    """
    return " union all ".join(
        f"select {stratum} as stratum, cast('{one.leader!r}' as double) as leader, "
        f"cast('{one.rater!r}' as double) as rater, cast('{one.error or 1.0!r}' as double) as error"
        for stratum, one in sorted(components.items())
    )
