"""Rules over a whole row: registers of items and behaviors, and columns that contradict.

A rule is (SQL test, rule id, field). `n_<name>` is a column in normal form; the registers are
joined as `known_items` and `known_behaviors`. Domain rules of one cell are in `normalize`.
"""

from orchestration.settings import Feed

RowRule = tuple[str, str, str]

ITEM_REGISTER = (
    "left join known_items on known_items.known_instrument = n_instrument_id"
    " and known_items.known_version = n_instrument_version"
    " and known_items.known_item = n_item_id"
)
BEHAVIOR_REGISTER = "left join known_behaviors on known_behaviors.known_behavior = n_behavior_id"
REGISTERS = {
    Feed.SURVEY_ANSWERS: ITEM_REGISTER,
    Feed.BEHAVIOR_OBSERVATIONS: BEHAVIOR_REGISTER,
    Feed.RATER_CALIBRATIONS: BEHAVIOR_REGISTER,
}


def _outside(name: str, low: str, high: str) -> RowRule:
    return f"cast(n_{name} as double) not between {low} and {high}", "out_of_range", name


def _before(later: str, earlier: str, rule: str) -> RowRule:
    return f"cast(n_{later} as timestamp) < cast(n_{earlier} as timestamp)", rule, later


_UNKNOWN_BEHAVIOR = ("known_behavior is null", "unregistered_behavior", "behavior_id")

ROW_RULES: dict[Feed, tuple[RowRule, ...]] = {
    Feed.SURVEY_ANSWERS: (
        ("known_item is null", "unregistered_item", "item_id"),
        _outside("answer", "answer_min", "answer_max"),
    ),
    Feed.BEHAVIOR_OBSERVATIONS: (
        _UNKNOWN_BEHAVIOR,
        (
            "n_score is null and n_not_observed is distinct from 'true'",
            "blank_required",
            "score",
        ),
        ("n_score is not null and n_not_observed = 'true'", "scored_unobserved", "score"),
        _outside("score", "score_min", "score_max"),
    ),
    Feed.RATER_CALIBRATIONS: (
        _UNKNOWN_BEHAVIOR,
        _outside("score", "score_min", "score_max"),
        _outside("expert_score", "score_min", "score_max"),
    ),
    Feed.HR_CASES: (_before("closed_at", "opened_at", "closed_before_opened"),),
    Feed.TRAINING_COMPLETIONS: (
        _before("completed_at", "assigned_at", "completed_before_assigned"),
    ),
}
