"""The whole fit: ratings in, leaders and strata out, as tables of the workspace."""

from dataclasses import dataclass

from orchestration.statistics.severity.effects import TOLERANCE, prepare, solve
from orchestration.statistics.severity.graph import connect
from orchestration.statistics.severity.moments import Components, crossed, one_way, sums
from orchestration.statistics.severity.ratings import sum_up
from orchestration.statistics.severity.workspace import Workspace

_LEADERS = """
    select
        levels.stratum_id, seats.leader_id, sums.rating_count, sums.raw_mean,
        sums.shared_rating_share, levels.plain + plain.effect as shrunk_mean,
        levels.crossed + crossed.effect as adjusted_mean, plain.inverse as shrunk_inverse,
        crossed.inverse as adjusted_inverse, components.component as component
    from (select distinct stratum, leader_id, leader from {seats}) as seats
    inner join (
        select
            seats.leader, cast(sum(seats.n) as bigint) as rating_count,
            (sum(seats.y) + sum(seats.n * forms.mean_score)) / sum(seats.n) as raw_mean,
            sum(loads.shared) / sum(seats.n) as shared_rating_share
        from {seat_sums} as seats
        inner join {loads} as loads on seats.seat = loads.seat
        inner join {forms} as forms on seats.form = forms.form
        group by seats.leader
    ) as sums on seats.leader = sums.leader
    inner join {levels} as levels on seats.stratum = levels.stratum
    inner join {plain} as plain on seats.leader = plain.unit
    inner join {crossed} as crossed on seats.leader = crossed.unit
    inner join {components} as components on seats.leader = components.leader
"""
_LEVELS = """
    select
        forms.stratum, forms.stratum_id,
        sum(forms.n * (forms.mean_score + plain.effect)) / sum(forms.n) as plain,
        sum(forms.n * (forms.mean_score + crossed.effect)) / sum(forms.n) as crossed
    from {forms} as forms
    inner join {plain} as plain on -forms.form = plain.unit
    inner join {crossed} as crossed on -forms.form = crossed.unit
    group by forms.stratum, forms.stratum_id
"""
_STRATA = """
    select
        levels.stratum_id, levels.stratum, levels.crossed, forms.forms, ratings.n, ratings.shared,
        raters.raters, raters.sharing, leaders.leaders, leaders.components, leaders.largest
    from {levels} as levels
    inner join (
        select stratum, count(*) as forms from {forms} group by stratum
    ) as forms on levels.stratum = forms.stratum
    inner join (
        select seats.stratum, sum(seats.n) as n, sum(loads.shared) as shared
        from {seat_sums} as seats
        inner join {loads} as loads on seats.seat = loads.seat
        group by seats.stratum
    ) as ratings on levels.stratum = ratings.stratum
    inner join (
        select
            stratum, count(*) as raters, sum(case when is_shared then 1 else 0 end) as sharing
        from {rater_sums}
        group by stratum
    ) as raters on levels.stratum = raters.stratum
    inner join (
        select
            stratum, count(*) as leaders, max(component) as components, max(leaders) as largest
        from {components}
        group by stratum
    ) as leaders on levels.stratum = leaders.stratum
    order by levels.stratum
"""


@dataclass(frozen=True)
class Stratum:
    """One fit. mean: its level, in score units; the rest counts, or shares of the whole."""

    stratum_id: str
    components: Components
    plain: Components
    mean: float
    form_count: int
    rating_count: int
    rater_count: int
    shared_rater_count: int
    leader_count: int
    component_count: int
    shared_rating_share: float
    largest_component_share: float
    passes: int


def fit(work: Workspace, ratings: str, tolerance: float = TOLERANCE) -> list[Stratum]:
    """Fit every stratum at once, and make the table `leaders`, a row for each of its leaders.

    ratings: a relation with columns stratum_id, leader_id, rater_id, form_id (text) and score
    (double), a row for each rating. Scores come out on the scale that they went in on.
    shrunk_inverse and adjusted_inverse times the stratum's error variance (plain's, and
    components') are the errors of prediction, squared.
    """
    sum_up(work, ratings)
    found = sums(work)
    both = {stratum: crossed(one) for stratum, one in found.items()}
    plain = {stratum: one_way(one) for stratum, one in found.items()}
    work.drop("desks")
    prepare(work, plain, has_raters=False)
    solve(work, "plain", has_raters=False, tolerance=tolerance)
    prepare(work, both, has_raters=True)
    connect(work)
    passes = solve(work, "crossed", has_raters=True, tolerance=tolerance)
    work.make("levels", _LEVELS)
    work.make("leaders", _LEADERS)
    return [
        Stratum(
            stratum_id=stratum_id,
            components=both[stratum],
            plain=plain[stratum],
            mean=float(mean),
            form_count=int(forms),
            rating_count=int(n),
            rater_count=int(raters),
            shared_rater_count=int(sharing),
            leader_count=int(leaders),
            component_count=int(parts),
            shared_rating_share=float(shared) / float(n),
            largest_component_share=int(largest) / int(leaders),
            passes=passes,
        )
        for (
            stratum_id,
            stratum,
            mean,
            forms,
            n,
            shared,
            raters,
            sharing,
            leaders,
            parts,
            largest,
        ) in work.fetch(_STRATA)
    ]
