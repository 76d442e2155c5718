"""Hand-made rows of the marts of analyses, each with plain defaults."""

from datetime import date
from typing import Any

from orchestration.report.sections import (
    alerts,
    associations,
    effects,
    equity,
    improvement,
    instruments,
    pilot,
    rater_quality,
    severity_gaps,
)

RECORDS = {
    pilot.TABLE: pilot.Row,
    pilot.COURSE_TABLE: pilot.Reading,
    improvement.TABLE: improvement.Row,
    improvement.GUARD_TABLE: improvement.Guard,
    equity.TABLE: equity.Row,
    alerts.TABLE: alerts.Row,
    severity_gaps.TABLE: severity_gaps.Row,
    effects.TABLE: effects.Row,
    associations.TABLE: associations.Row,
    instruments.TABLE: instruments.Row,
    rater_quality.TABLE: rater_quality.Row,
}
COST_COLUMNS = {
    "scope_type": "varchar",
    "scope_id": "varchar",
    "currency": "varchar",
    "trained_leader_count": "bigint",
    "improved_share": "double",
    "cell_state": "varchar",
    "value_reason": "varchar",
}
QUARTER, YEAR = date(2025, 10, 1), date(2025, 1, 1)
DECEMBER = date(2025, 12, 1)


def decision(scope_id: str = "spring", **other: Any) -> pilot.Row:
    """A pilot to be extended."""
    row = {
        "pilot_starts_on": date(2025, 1, 6),
        "pilot_ends_on": date(2025, 4, 6),
        "decision": "extend",
        "decision_reason": "change_not_certain",
        "leader_count": 15,
        "is_complete": True,
        "has_raters": True,
        "agreement": 0.83,
        "is_agreed": True,
    }
    return pilot.Row(scope_id, **row | other)


def reading(indicator_id: str, pilot_day: int, **other: Any) -> pilot.Reading:
    """A change of 0.07 on one day of a pilot."""
    row = {
        "cohort_id": "spring",
        "detectable_change": 0.13,
        "detectable_change_between": None,
        "detectable_ratio": None,
        "change_estimate": 0.07,
        "change_lower": -0.02,
        "change_upper": 0.16,
        "ratio_estimate": None,
        "ratio_lower": None,
        "ratio_upper": None,
        "status": "insufficient_evidence",
        "status_reason": "change_not_certain",
        "is_suppressed": False,
    }
    return pilot.Reading(indicator_id=indicator_id, pilot_day=pilot_day, **row | other)


def shares(**other: Any) -> improvement.Row:
    """74% improved, 20% unchanged, 6% worse, in December."""
    row = {
        "scope_type": "company",
        "scope_id": "company",
        "period_grain": "month",
        "period_start": DECEMBER,
        "improved_share": 0.74,
        "unchanged_share": 0.2,
        "deteriorated_share": 0.06,
        "expected_share": 0.914,
        "expected_lower": 0.85,
        "expected_upper": 0.96,
        "improved_lower": 0.6,
        "improved_upper": 0.85,
        "value_reason": None,
        "is_suppressed": False,
    }
    return improvement.Row(**row | other)


def guard(scope_id: str = "spring", **other: Any) -> improvement.Guard:
    """A cohort without a sign of having been picked."""
    row = {
        "leader_count": 15,
        "baseline_wave_count": 2,
        "selection_shift": -0.22,
        "selection_lower": -0.63,
        "selection_upper": 0.2,
        "regression_gain": 0.01,
        "gain_estimate": 0.45,
        "gain_lower": 0.31,
        "gain_upper": 0.59,
        "gain_beyond_regression": 0.44,
        "beyond_lower": 0.3,
        "beyond_upper": 0.58,
        "guard_reason": "not_selected_low",
        "follow_up_reason": None,
        "is_suppressed": False,
    }
    return improvement.Guard(scope_id, **row | other)


def group(group_name: str, **other: Any) -> equity.Row:
    """A group of a year that is flagged by four fifths only."""
    row = {
        "construct": "gender",
        "period_grain": "year",
        "period_start": YEAR,
        "people_count": 150,
        "decision_count": 490,
        "promotion_count": 40,
        "promotion_rate": 0.08,
        "rate_lower": 0.06,
        "rate_upper": 0.11,
        "reference_group": "blue",
        "impact_ratio": 0.71,
        "rate_difference": -0.03,
        "difference_lower": -0.07,
        "difference_upper": 0.01,
        "short_fall": 17.5,
        "fisher_p_value": 0.19,
        "adjusted_p_value": 0.57,
        "stratified_odds_ratio": 0.78,
        "stratified_lower": 0.48,
        "stratified_upper": 1.27,
        "homogeneity_p_value": 0.88,
        "family_size": 3,
        "result": "flagged_practical",
        "stratified_state": "not_different",
        "homogeneity_reason": None,
        "test_reason": "tested",
        "is_suppressed": False,
        "suppression_reason": None,
    }
    return equity.Row(group_name=group_name, **row | other)


def alert(scope_id: str, **other: Any) -> alerts.Row:
    """A raised alert of December."""
    row = {
        "period_start": DECEMBER,
        "period_grain": "month",
        "signal": "checkin_mood",
        "scope_type": "org_unit",
        "mean_value": 2.96,
        "baseline_estimate": 3.7,
        "effect": 0.76,
        "adjusted_p_value": 0.0004,
        "is_eligible": True,
        "alert_state": "raised",
        "alert_reason": "decline_persists",
        "review_question": "Has something changed for this team?",
    }
    return alerts.Row(scope_id=scope_id, **row | other)


def gap(group_name: str, **other: Any) -> severity_gaps.Row:
    """A gap of the last quarter that chance could explain."""
    row = {
        "instrument_id": "E360",
        "construct": "all",
        "period_grain": "quarter",
        "period_start": QUARTER,
        "attribute": "gender",
        "reference_group": "blue",
        "gap": 0.12,
        "gap_lower": -0.08,
        "gap_upper": 0.33,
        "p_adjusted": 0.74,
        "family_size": 12,
        "rater_count": 61,
        "finding": "none_seen",
        "is_suppressed": False,
        "suppression_reason": None,
    }
    return severity_gaps.Row(group_name=group_name, **row | other)


def effect(indicator_id: str, **other: Any) -> effects.Row:
    """An effect that could be estimated."""
    row = {
        "cohort_id": "spring",
        "effect_estimate": 0.31,
        "effect_lower": 0.12,
        "effect_upper": 0.5,
        "largest_mean_difference": 0.08,
        "has_parallel_trend": True,
        "is_randomized": None,
        "compared_leader_count": 15,
        "comparison_leader_count": 14,
        "periods_followed": 4,
        "status": "estimated",
        "status_reason": "compared_with_leaders_not_yet_trained",
        "wording": "associated with training and coaching together",
    }
    return effects.Row(indicator_id=indicator_id, **row | other)


def association(predictor_id: str, **other: Any) -> associations.Row:
    """A score that goes with fewer exits."""
    row = {
        "outcome_name": "Exits of the team",
        "effect_measure": "odds_ratio",
        "association_estimate": 0.64,
        "association_lower": 0.5,
        "association_upper": 0.82,
        "predictor_step": 0.28,
        "e_value": 2.5,
        "e_value_of_limit": 1.7,
        "p_adjusted": 0.01,
        "leader_count": 46,
        "event_count": 41,
        "family_size": 25,
        "matched_estimate": 0.71,
        "matched_lower": 0.52,
        "matched_upper": 0.97,
        "matched_status": "estimated",
        "matched_status_reason": "matched_leaders",
        "status": "estimated",
        "status_reason": "adjusted_for_month_role_level_tenure",
        "wording": "a higher score is associated with less of the outcome",
    }
    return associations.Row(predictor_id=predictor_id, **row | other)


def instrument(construct: str = "all", **other: Any) -> instruments.Row:
    """An instrument that can be trusted."""
    row = {
        "instrument_id": "E360",
        "instrument_version": "1",
        "item_count": 12,
        "form_count": 2220,
        "mean_raters": 10.4,
        "alpha": 0.894,
        "alpha_lower": 0.887,
        "alpha_upper": 0.9,
        "alpha_within_leader": 0.836,
        "omega_total": 0.861,
        "icc_of_one": 0.29,
        "icc_of_one_lower": 0.25,
        "icc_of_one_upper": 0.34,
        "icc_of_mean": 0.81,
        "raters_for_coaching": 2.45,
        "raters_for_strategic": 5.72,
        "raters_for_calibration": 9.81,
        "rwg_median": 0.975,
        "rwg_agreed_share": 0.99,
        "careless_form_count": 46,
        "alpha_reason": None,
        "omega_reason": None,
        "agreement_reason": None,
        "careless_reason": None,
        "is_suppressed": False,
        "suppression_reason": None,
    }
    return instruments.Row(construct=construct, **row | other)


def raters(rater_group: str, **other: Any) -> rater_quality.Row:
    """A group of raters of the last quarter; observers with all that is said of them."""
    is_observers = rater_group == "observers"
    numbers = {
        "agreement_share": 0.95,
        "lenient_share": 0.03,
        "severe_share": 0.02,
        "mean_severity": 0.01,
        "severity_spread": 0.09,
        "nominal_alpha": 0.826,
        "nominal_lower": 0.67,
        "nominal_upper": 0.93,
        "ordinal_alpha": 0.91,
        "ordinal_lower": 0.85,
        "ordinal_upper": 0.96,
        "observation_count": 2622,
        "counted_observation_count": 2500,
        "certified_count": 12,
        "tentative_count": 0,
        "retrain_count": 0,
        "expired_count": 0,
        "uncertified_count": 0,
    }
    row = {
        "indicator_id": "pulse_empathy_score",
        "period_grain": "quarter",
        "period_start": QUARTER,
        "rater_count": 31,
        "rating_count": 264,
        "mean_score": None if is_observers else 3.87,
        "gap_to_published": None if is_observers else 0.27,
        "agreement_reason": None if is_observers else "not_observers",
        "status_reason": None if is_observers else "not_observers",
        "is_suppressed": False,
        "suppression_reason": None,
    }
    row |= numbers if is_observers else dict.fromkeys(numbers)
    return rater_quality.Row(rater_group=rater_group, **row | other)


def cost(**other: Any) -> dict:
    """What the company spent."""
    row = {
        "scope_type": "company",
        "scope_id": "company",
        "currency": "USD",
        "cost_total": 120000.0,
        "trained_leader_count": 43,
        "improved_share": 0.744,
        "cost_per_improved_leader": 3750.0,
        "cost_per_improved_lower": 3280.0,
        "cost_per_improved_upper": 4670.0,
        "cell_state": "value",
        "value_reason": None,
    }
    return row | other
