"""Sentences for the reason codes of the marts: why a status is what it is, why a value is absent.

A test holds this list against the codes that the models can give.
"""

SUPPRESSION = {
    "too_few_raters": "too few raters are behind it",
    "too_few_people": "too few people are behind it",
    "counts_protect_another_group": "the counts of a group too small to show would follow",
    "hides_another_number": "with it, a number of too few people could be worked out",
}

STATUS = {
    # missing
    "feed_not_delivered": "The feed behind this indicator was not delivered.",
    "window_not_open": "It is first measured some months after training.",
    "period_not_over": "The period is not over.",
    "before_first_evidence": "Nothing was collected yet in this period.",
    "no_evidence_in_period": "Nothing was collected in this period.",
    # insufficient evidence
    "not_computable": "The evidence does not suffice to compute it.",
    "fewer_raters_than_needed": "Fewer raters than this indicator needs.",
    "reliability_not_estimable": "Too little evidence to tell how reliable the number is.",
    "reliability_too_low": "The number says more about chance than about anybody.",
    "too_few_answered": "So few answered that they need not speak for the others.",
    "evidence_stale": "The latest evidence is too old to stand for this period.",
    "confidence_grade_d": "The evidence is too thin to judge against a target.",
    "no_band": "Without a band nothing can be said about the target.",
    "band_too_wide": "The band holds both the target and no change at all.",
    "no_variation": "All scores are alike, so that agreement cannot be told from chance.",
    "too_few_for_band": "Too little evidence for a band.",
    "no_disagreement": "Nobody disagreed; how far that is chance cannot be told by resampling.",
    "one_scale_only": "On one of the two scales all scores are alike; the number is of the other.",
    "insufficient_group_size": "The groups are too small to compare their rates.",
    "groups_left_out": "Groups that are too small to compare were left out.",
    "median_among_open_cases": "Half the cases are still open; their time cannot be told.",
    "upper_limit_among_open_cases": "So many cases are open that the band has no upper limit.",
    # not comparable
    "instrument_changed": "The instrument changed; values before and after do not compare.",
    # not evaluable
    "no_target_set": "No target is set for it.",
    "no_target_for_leaders": "Targets are for groups, never for a single leader.",
    "no_target_for_units": "Of many small units some reach any target by chance.",
    "target_set_for_the_whole": "The target is set for the whole, not for its parts.",
    "target_set_for_longer_periods": "The target is set for longer periods.",
    "not_trained": "Nobody here has been trained yet.",
    "before_training": "This was before training.",
    "no_year_ago_value": "There is no value of a year ago to compare with.",
    "target_above_scale": "The target lies beyond the end of the scale.",
    # too early
    "window_open": "Too little time has passed since training to judge it.",
    # judged
    "target_reached": "The target is reached and the band does not speak against it.",
    "reached_not_certain": "The value reaches the target, but chance could explain it.",
    "moving_toward_target": "It moved the right way by more than chance explains; not there yet.",
    "target_outside_band": "The band ends short of the target.",
    "significantly_short": "The band itself is evidence against.",
}

AGGREGATION = {
    "leaders_not_told_apart": "Raters of one leader agree no more than raters of different ones.",
    "raters_disagree": "The raters differ so much that their mean stands for none of them.",
    "too_few_raters_for_mean": "Too few raters for a mean on which leaders could be compared.",
    "agreement_not_estimable": "Too few ratings to tell whether raters agree.",
}

CLAIM = {
    "activity_only": "An activity is not yet an effect.",
    "before_training": "This was before training.",
    "nothing_to_compare": "There is no sound value before training to compare with.",
    "band_holds_no_change": "Over all periods looked at, chance could explain the change.",
    "needs_outcome_analysis": "An outcome counts after a year, once a score of the same people "
    "beats those not yet trained.",
    "confirmation_withheld": "What could confirm it is withheld, so that nobody can be named.",
    "not_confirmed_by_behavior": "Observed behavior has not moved with it.",
    "not_confirmed_by_perception": "No survey score has moved with it.",
    "one_window_only": "It has moved in one period only.",
    "one_baseline_wave": "One wave before training is too little to rule out chance.",
    "selected_on_low_baseline": "The leaders were picked for a low score, and a low score rises "
    "by itself.",
    "leaders_not_reliably_improved": "No more leaders have improved than measurement error "
    "lets pass.",
    "needs_training_effect": "More needs a comparison with leaders not yet trained.",
    "effect_of_too_few_leaders": "Fewer than half of the trained leaders could be compared with "
    "leaders not yet trained.",
    "effect_not_balanced": "Trained leaders and those not yet trained were not alike before.",
    "effect_without_parallel_trend": "It is not shown that both moved alike before training.",
    "effect_holds_no_change": "Leaders not yet trained changed as much, for all that is known.",
    "needs_outcome": "No incident or exit rate has fallen over a full year since.",
    "nothing": "Nothing stands in the way.",
}


def why_no_more(code: str | None) -> str:
    """What stands in the way of claiming more; empty when nothing is claimed at all."""
    return CLAIM.get(code, spelled(code).capitalize() + ".") if code else ""


def why_not_one_mean(code: str | None) -> str:
    """Why the mean of the raters does not stand for one thing; empty where it does."""
    return AGGREGATION.get(code, spelled(code).capitalize() + ".") if code else ""


def why_withheld(code: str | None) -> str:
    """Why a number is withheld; a code without words is shown as it is, underscores gone."""
    return SUPPRESSION.get(code, spelled(code)) if code else "reason not given"


def why_status(code: str | None) -> str:
    """Why a status is what it is; empty when the status needs no reason."""
    if not code:
        return ""
    if code in SUPPRESSION:
        return f"Withheld: {SUPPRESSION[code]}."
    return STATUS.get(code, spelled(code).capitalize() + ".")


def spelled(code: str) -> str:
    """A code as words, for want of a sentence."""
    return code.replace("_", " ")
