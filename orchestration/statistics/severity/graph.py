"""Which leaders can be compared: those linked by raters of several, in one connected component.

Each leader starts with a label of its own; through shared raters the smallest one spreads, and
takes with it all who carry the same (after Shiloach and Vishkin 1982, Journal of Algorithms 3:57).
"""

from orchestration.statistics.severity.workspace import Workspace

_LABELS = "select distinct leader, stratum, leader as label from {seats}"
_LABELED = """
    select seats.seat, labels.label
    from {seats} as seats
    inner join {labels} as labels on seats.leader = labels.leader
"""
_BRIDGES = """
    select links.rater, min(labeled.label) as low
    from {links} as links
    inner join {labeled} as labeled on links.seat = labeled.seat
    group by links.rater
    having min(labeled.label) < max(labeled.label)
"""
_HOOKS = """
    select labeled.label, min(bridges.low) as low
    from {links} as links
    inner join {bridges} as bridges on links.rater = bridges.rater
    inner join {labeled} as labeled on links.seat = labeled.seat
    group by labeled.label
    having min(bridges.low) < labeled.label
"""
_FOLLOWED = """
    select hooks.label, coalesce(farther.low, hooks.low) as low
    from {hooks} as hooks
    left join {hooks} as farther on hooks.low = farther.label
"""
_RELABELED = """
    select labels.leader, labels.stratum, coalesce(hooks.low, labels.label) as label
    from {labels} as labels
    left join {hooks} as hooks on labels.label = hooks.label
"""
_COMPONENTS = """
    select
        labels.leader, labels.stratum, sizes.leaders, cast(sizes.component as int) as component
    from {labels} as labels
    inner join (
        select
            stratum, label, count(*) as leaders,
            row_number() over (partition by stratum order by count(*) desc, label) as component
        from {labels}
        group by stratum, label
    ) as sizes on labels.stratum = sizes.stratum and labels.label = sizes.label
"""


def connect(work: Workspace) -> int:
    """Make `components` (leader, component, leaders in it) and say how many rounds it took.

    Component 1 of a stratum holds most of its leaders. A leader whose raters rate nobody else is
    a component alone.
    """
    work.make("labels", _LABELS)
    rounds = 0
    while True:
        rounds += 1
        work.make("labeled", _LABELED)
        work.make("bridges", _BRIDGES)
        if not _count(work, "select count(*) from {bridges}"):
            break
        work.make("hooks", _HOOKS)
        while _count(
            work,
            "select count(*) from {hooks} as hooks "
            "inner join {hooks} as farther on hooks.low = farther.label",
        ):
            work.make("hooks", _FOLLOWED)
        work.make("labels", _RELABELED)
        work.drop("hooks")
    work.make("components", _COMPONENTS)
    work.drop("labels", "labeled", "bridges")
    return rounds


def _count(work: Workspace, query: str) -> int:
    return int(work.fetch(query)[0][0])
