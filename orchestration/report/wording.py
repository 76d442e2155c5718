"""Words for the codes of the marts, as a reader who never saw the code needs them.

One entry per code; a code without an entry is an error, so that a new one cannot
reach a page unexplained.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """A short label for a tag and a sentence for the legend."""

    label: str
    sentence: str


PANELS = {
    "people_health": Words(
        "People Health", "How people experience their leader, and whether they stay."
    ),
    "behavior_change": Words(
        "Behavior Change", "Whether leaders act differently, as others see it."
    ),
    "risk_indicators": Words(
        "Risk Indicators", "Whether harm to people and to the organization falls."
    ),
}

KINDS = {
    "leading": Words("Leading", "Moves early and guides action. It never confirms a result."),
    "lagging": Words(
        "Lagging", "Moves late and confirms. Only a lagging indicator confirms a result."
    ),
}

CONSTRUCTS = {
    "listening": Words("Listening", "Are leaders listening differently?"),
    "responding": Words("Responding", "Are leaders responding differently?"),
    "fairness": Words("Fairness", "Are leaders making fairer decisions?"),
    "gender": Words("By gender", "Groups compared by gender."),
    "ethnicity": Words("By ethnicity", "Groups compared by ethnicity."),
}

STATUSES = {
    "met": Words("Target met", "The target is reached and the band does not speak against it."),
    "on_track": Words(
        "On track",
        "Moving the right way by more than chance explains, or there but not for certain.",
    ),
    "off_track": Words("Off track", "The band ends short of the target: it is being missed."),
    "too_early": Words("Too early", "Too little time has passed since training to judge it."),
    "not_evaluable": Words(
        "Not evaluable", "There is no target, or nothing sound to judge it against."
    ),
    "insufficient_evidence": Words(
        "Insufficient evidence", "Too little evidence to say either way. This is not a pass."
    ),
    "suppressed": Words(
        "Withheld",
        "Withheld so that nobody can be named: so few are behind it, or it gives them away.",
    ),
    "missing": Words("Missing", "It ought to be reported, but there is no evidence."),
    "not_comparable": Words("Not comparable", "The instrument changed; the trend is broken."),
}

CELL_STATES = {
    "value": Words("Value", "A number with its band."),
    "withheld_primary": Words("Withheld", "Too few people behind the number."),
    "withheld_complementary": Words(
        "Withheld", "Withheld so that another cell cannot be worked out."
    ),
    "withheld_differencing": Words(
        "Withheld",
        "Withheld so that two releases do not reveal one answer; no release has it yet.",
    ),
    "unreliable": Words("Unreliable", "The number would say more about chance than about anybody."),
    "stale": Words("Out of date", "The latest evidence is too old to stand for now."),
    "not_collected": Words("Not collected", "No evidence was collected for this period."),
    "not_due": Words("Not due", "The period is not over, or it is too soon after training."),
    "rolled_up": Words(
        "In the unit above",
        "Too small to show alone; counted in the unit above. No release has it yet.",
    ),
}

CLAIM_LEVELS = {
    0: Words("activity", "Something was done. Nothing is said about effect."),
    1: Words("signal", "A leading indicator moved once, by more than its band."),
    2: Words("probable", "Two periods agree and behavior moved as well."),
    3: Words("supported", "The change exceeds that of leaders not yet trained."),
    4: Words("outcome", "A lagging outcome has changed over at least twelve months."),
}

USES = {
    "hidden": Words("Not for use", "Not fit to be used at all."),
    "coaching": Words(
        "Coaching only", "Fit for a conversation with the leader, and for nothing else."
    ),
    "strategic": Words("Strategic", "Fit for comparing groups and for program decisions."),
    "calibration": Words(
        "Calibration, if approved",
        "Fit for yearly calibration, after HR, legal and DEI approve it.",
    ),
}

GRADES = {
    "A": Words("A", "Strong evidence."),
    "B": Words("B", "Good evidence."),
    "C": Words("C", "Thin evidence."),
    "D": Words("D", "Direction only: no comparing, no judging against a target."),
}

SOURCE_CLASSES = {
    "survey": "survey score",
    "behavior": "behavior",
    "operational": "operational outcome",
    "signal": "real-time signal",
}

CADENCES = {
    "month": Words(
        "Monthly: operational", "For coaching now. A month is noisy; look at direction."
    ),
    "quarter": Words("Quarterly: strategic", "For investment in leadership development."),
    "year": Words(
        "Yearly: calibration", "For performance calibration, after the partners' approval."
    ),
}


def status_label(status: str, reason: str | None) -> str:
    """The words on a status tag; the want of any target is not called a failure to evaluate."""
    return "No target" if reason == "no_target_set" else STATUSES[status].label


def scope_name(scope_type: str, scope_id: str) -> str:
    """How a scope is called on a page."""
    return "Company" if scope_type == "company" else scope_id
