"""Ratings with whole numbers for ids, summed by who rated whom: what every later step reads.

A *seat* is a leader on one form, a *desk* a rater on one form. Scores are centered at the mean of
their form, so that sums of squares keep their digits and a form's own level drops out.
"""

from orchestration.statistics.severity.workspace import Workspace

# Columns of the ratings: stratum_id, leader_id, rater_id, form_id, score (double).
_FORMS = """
    select
        cast(row_number() over (order by sums.stratum_id, sums.form_id) as int) as form,
        cast(dense_rank() over (order by sums.stratum_id) as int) as stratum,
        sums.stratum_id, sums.form_id, sums.n, sums.mean_score
    from (
        select stratum_id, form_id, cast(count(*) as double) as n, avg(score) as mean_score
        from {ratings}
        group by stratum_id, form_id
    ) as sums
"""
_SEATS = """
    select
        cast(row_number() over (order by listed.stratum, listed.leader_id, listed.form) as int)
            as seat,
        cast(dense_rank() over (order by listed.stratum, listed.leader_id) as int) as leader,
        listed.stratum, listed.leader_id, listed.form
    from (
        select distinct forms.stratum, forms.form, given.leader_id
        from {ratings} as given
        inner join {forms} as forms
            on given.stratum_id = forms.stratum_id and given.form_id = forms.form_id
    ) as listed
"""
_RATERS = """
    select
        cast(row_number() over (order by listed.stratum) as int) as rater,
        listed.stratum, listed.rater_id
    from (
        select distinct forms.stratum, given.rater_id
        from {ratings} as given
        inner join {forms} as forms
            on given.stratum_id = forms.stratum_id and given.form_id = forms.form_id
    ) as listed
"""
_CELLS = """
    select
        seats.seat, raters.rater, min(seats.leader) as leader, min(seats.form) as form,
        cast(count(*) as int) as n, sum(given.score - forms.mean_score) as y,
        sum((given.score - forms.mean_score) * (given.score - forms.mean_score)) as yy
    from {ratings} as given
    inner join {forms} as forms
        on given.stratum_id = forms.stratum_id and given.form_id = forms.form_id
    inner join {seats} as seats
        on forms.form = seats.form and given.leader_id = seats.leader_id
    inner join {raters} as raters
        on forms.stratum = raters.stratum and given.rater_id = raters.rater_id
    group by seats.seat, raters.rater
"""
_DESKS = """
    select
        rater, form, cast(sum(n) as double) as n, sum(y) as y,
        cast(sum(n * n) as double) as nn, count(*) as seats,
        min(leader) as first_leader, max(leader) as last_leader
    from {cells}
    group by rater, form
"""
_RATER_SUMS = """
    select
        desks.rater, max(forms.stratum) as stratum, sum(desks.n) as n, sum(desks.y) as y,
        sum(desks.seats) as seats, min(desks.first_leader) <> max(desks.last_leader) as is_shared
    from {desks} as desks
    inner join {forms} as forms on desks.form = forms.form
    group by desks.rater
"""
_SEAT_SUMS = """
    select
        seats.seat, seats.leader, seats.form, seats.stratum, sums.n, sums.y, sums.yy, sums.nn
    from {seats} as seats
    inner join (
        select
            seat, cast(sum(n) as double) as n, sum(y) as y, sum(yy) as yy,
            cast(sum(n * n) as double) as nn
        from {cells}
        group by seat
    ) as sums on seats.seat = sums.seat
"""


def sum_up(work: Workspace, ratings: str) -> None:
    """Make forms, seats, cells (seat x rater), desks and the sums of raters and seats.

    ratings: a relation with a row for each rating. Strata are fitted apart; a rater or leader of
    two strata is two.
    """
    for table, query in (
        ("forms", _FORMS),
        ("seats", _SEATS),
        ("raters", _RATERS),
        ("cells", _CELLS),
        ("desks", _DESKS),
        ("rater_sums", _RATER_SUMS),
        ("seat_sums", _SEAT_SUMS),
    ):
        work.make(table, query.replace("{ratings}", ratings))
    work.drop("raters")
