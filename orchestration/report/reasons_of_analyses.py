"""Sentences for the reason codes of the analyses: pilots, improvement, effects, equity, raters.

The codes of the panels are in `reasons`. A test holds both against the codes that the models and
the statistics can give.
"""

from collections.abc import Mapping

from orchestration.report import reasons

PILOT_DECISION = {
    "pilot_not_started": "No leader of the cohort is trained yet.",
    "pilot_not_over": "The pilot is not over.",
    "too_few_leaders": "Too few leaders: nothing about them may be shown.",
    "something_got_worse": "An indicator moved the wrong way by more than chance explains.",
    "data_incomplete": "Too few answered, or too little of what was seen counts.",
    "too_few_raters": "A whole month of the pilot had too few raters.",
    "observers_do_not_agree": "The observers do not agree well enough, or it was not measured.",
    "behavior_not_read": "No behavior was seen both before the start and since.",
    "behavior_moved": "A behavior moved the right way by more than chance explains.",
    "no_worthwhile_change": "Behavior can have moved by no more than is worth it.",
    "change_not_certain": "The data are sound, but chance could explain every change.",
}

PILOT_READING = {
    "pilot_not_started": "No leader of the cohort is trained yet.",
    "pilot_day_not_reached": "This day is still to come.",
    "too_few_people": "Withheld: too few people are behind it.",
    "needs_six_months": "It is first measured six months after training.",
    "not_read_by_leader": "It is not measured leader by leader.",
    "no_evidence_in_pilot": "Nothing was collected both before the start and since.",
    "pilot_not_over": "For tracking only: nothing is judged before the last day.",
    "moved_the_wrong_way": "It moved the wrong way by more than chance explains.",
    "moved_the_right_way": "It moved the right way by more than chance explains.",
    "year_over_year_target": "Its target is over a year, and a pilot is no year.",
    "no_events": "Nothing happened, so that no rate can be compared.",
    "change_not_certain": "Chance could explain the change.",
}

GUARD = {
    "too_few_people": "Withheld: too few leaders.",
    "no_baseline": "No score before training, so that the guard cannot look.",
    "too_few_in_a_compared_group": "Withheld: too few leaders in a group that is compared.",
    "not_selected_low": "No sign that it was picked for a low score.",
    "selected_low_with_second_baseline": "Picked for a low score; a second baseline guards "
    "against reading its rise as a gain.",
    "selected_low_on_only_baseline": "Picked for a low score on its only baseline: a low score "
    "rises by itself, and no claim goes beyond level 1.",
    "no_follow_up_wave": "No score six months after training yet.",
}

EFFECT = {
    "compared_with_leaders_not_yet_trained": "Compared with leaders not yet trained.",
    "no_leaders_not_yet_trained": "All were trained at once: there is nobody not yet trained to "
    "compare with.",
    "no_values_by_leader": "It is not measured leader by leader.",
    "no_value_before_training": "There is no value before training.",
    "no_evidence_in_period": "There is no value since training.",
    "too_few_leaders": "Too few leaders to compare.",
    "too_few_events": "Too few events to compare.",
    "no_variation": "The changes do not vary, so that nothing tells what chance would do.",
    "statistics_not_computed": "The statistics were not computed.",
}

ASSOCIATION = {
    "adjusted_for_month_role_level_tenure": "Month, role, level and tenure are held equal.",
    "no_score_before_an_outcome": "No score ended before an outcome began.",
    "too_few_leaders": "Too few leaders.",
    "too_few_events": "Too few events.",
    "too_few_events_for_the_controls": "Too few events to hold the other things equal.",
    "events_told_apart_completely": "The score tells the events apart completely, so that no "
    "ratio can be given.",
    "score_does_not_vary": "The score does not vary.",
    "no_variation": "The evidence does not vary, so that nothing tells what chance would do.",
    "statistics_not_computed": "The statistics were not computed.",
}

MATCHED = {
    "matched_leaders": "Leaders who were alike before are compared.",
    "groups_differ_after_matching": "Leaders with a high and a low score stay too different to "
    "compare, however they are paired.",
    "groups_do_not_overlap": "No leader with a high score is like one with a low score.",
    "too_few_pairs": "Too few pairs of like leaders.",
    "pair_without_outcome": "A pair has no outcome to compare.",
    "too_few_leaders": "Too few leaders.",
    "too_few_events": "Too few events.",
    "statistics_not_computed": "The statistics were not computed.",
}

EQUITY = {
    "too_few_people": "too few people",
    "same_outcome_for_all": "all its members fared alike, so that one could be named",
    "counts_protect_another_group": "its counts would give away a withheld group",
    "tested": "Tested.",
    "not_compared": "Not compared: it is the reference, or too small.",
    "statistics_not_computed": "The statistics were not computed.",
    "single_stratum": "One level and round only: nothing to compare between levels.",
    "strata_too_sparse": "Too few decisions in each level and round to compare levels.",
}

ALERT = {
    "decline_persists": "Two runs in a row found a decline that is large enough to matter.",
    "more_incidents_than_expected": "More incidents than its own past and other teams let expect.",
    "within_chance": "Chance explains as much.",
    "waits_for_next_run": "Found once: the next run decides.",
    "too_small_to_matter": "Found twice, but too small to matter.",
    "too_few_people": "Too few people in the month.",
    "baseline_too_short": "Too few months before it to compare with.",
    "no_spread": "The readings do not vary.",
    "statistics_not_computed": "The statistics were not computed.",
}

RATERS = {
    "not_observers": "Only observers are held against the experts.",
    "not_calibrated": "No observer was held against the experts.",
    "too_few_raters": "Too few raters.",
    "no_observations": "Nothing was observed.",
    "too_few_raters_of_a_status": "One status has so few observers that none is counted apart.",
    "calibrations_not_delivered": "No calibration is delivered: all observations count.",
}

INSTRUMENT = {
    "no_complete_form": "no complete form",
    "too_few_raters": "too few raters",
    "too_few_leaders": "too few leaders",
    "too_few_items": "too few items",
    "item_without_spread": "an item has the same answer throughout",
    "items_not_independent": "the items do not vary independently",
    "statistics_not_computed": "the statistics were not computed",
    "agreement_not_estimable": "too few ratings to tell",
    "leaders_not_told_apart": "one rating tells nothing of a leader",
    "care_not_checkable": "care cannot be checked",
    "too_few_to_show": "kept back: so few that they could be singled out",
}


def why(sentences: Mapping[str, str], code: str | None) -> str:
    """The sentence for a code of one of the tables above; a code without words is spelled out."""
    return sentences.get(code, reasons.spelled(code).capitalize() + ".") if code else ""


def why_in_passing(words: Mapping[str, str], code: str | None) -> str:
    """The same within a sentence: without capital and full stop of its own."""
    return words.get(code, reasons.spelled(code)) if code else ""
