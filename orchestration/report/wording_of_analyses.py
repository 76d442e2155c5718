"""Words for the codes of the analyses: pilots, equity, severity gaps, alerts, raters, costs.

The codes of the panels are in `wording`. Here too a code without an entry is an error.
"""

from orchestration.report.wording import Words

DECISIONS = {
    "go": Words("Go", "Behavior moved. It may be extended to more leaders."),
    "extend": Words("Extend", "Go on with the pilot; it has not shown enough either way."),
    "stop": Words("Stop", "Do not go on as it is."),
    "too_early": Words("Not decided", "Nothing is decided before the last day."),
}

DECIDED = {
    "go": "to go on to more leaders",
    "extend": "to be extended",
    "stop": "to be stopped",
    "too_early": "not decided yet",
}

EQUITY_RESULTS = {
    "flagged_both": Words(
        "Flagged by both",
        "Below four fifths of the highest rate, and by more than chance explains. Look into it.",
    ),
    "flagged_practical": Words(
        "Flagged by four fifths",
        "Below four fifths of the highest rate; chance could explain it. Look into it.",
    ),
    "flagged_statistical": Words(
        "Flagged by the exact test",
        "Above four fifths of the highest rate, but lower by more than chance explains.",
    ),
    "not_flagged": Words(
        "Not flagged", "No rule flags it. With few people both rules miss real differences."
    ),
    "reference": Words("Reference", "The highest rate, with which the others are compared."),
    "insufficient": Words(
        "Insufficient", "Too few people to tell, or nobody to compare with. This is no pass."
    ),
}

STRATIFIED = {
    "lower": "lower within level and round",
    "higher": "higher within level and round",
    "not_different": "no difference beyond chance within level and round",
    "insufficient": "too little to tell within level and round",
}

EQUITY_ATTRIBUTES = {
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "gender_and_ethnicity": "Gender and ethnicity together",
}

SEVERITY_FINDINGS = {
    "look_into": Words(
        "Look into it",
        "The same raters score the two groups apart by more than chance explains.",
    ),
    "none_seen": Words("None seen", "Chance could explain the gap. That proves no equality."),
    "not_computable": Words("Cannot be told", "Too few raters saw leaders of both groups."),
    "suppressed": Words("Withheld", "So few are behind it that one could be named."),
}

ALERT_STATES = {
    "raised": Words("Raised", "A person is asked to look."),
    "quiet": Words("Quiet", "Nobody is asked to look. That is no finding either."),
    "not_evaluated": Words("Not evaluated", "It could not be told. That is not quiet."),
}

RATER_GROUPS = {
    "self": "Leaders themselves",
    "manager": "Managers",
    "peers": "Peers",
    "direct_reports": "Direct reports",
    "others": "Others",
    "observers": "Trained observers",
}

EFFECT_MEASURES = {"odds_ratio": "ratio of odds", "rate_ratio": "ratio of rates"}

COSTS = {
    "cost_total": "Costs so far",
    "cost_counted": "Of the leaders counted",
    "cost_shared": "Of these, shared by leaders",
    "cost_per_trained_leader": "For each trained leader",
    "cost_per_improved_leader": "For each reliably improved leader",
}
