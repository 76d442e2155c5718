"""The contract of each feed: its columns, their kinds, what must be filled, and its key.

Declarative: nothing here reads or judges. The order of columns is the order of the raw table.
"""

from dataclasses import dataclass
from enum import StrEnum


class Feed(StrEnum):
    """What the scorecard needs; one raw table each."""

    ROSTER = "roster"
    SEPARATIONS = "separations"
    PROMOTION_DECISIONS = "promotion_decisions"
    SURVEY_ANSWERS = "survey_answers"
    SURVEY_INVITATIONS = "survey_invitations"
    BEHAVIOR_OBSERVATIONS = "behavior_observations"
    RATER_CALIBRATIONS = "rater_calibrations"
    TRAINING_COMPLETIONS = "training_completions"
    COACHING_SESSIONS = "coaching_sessions"
    HR_CASES = "hr_cases"
    TEAM_GOALS = "team_goals"
    SURVEY_COMMENTS = "survey_comments"
    ONE_ON_ONES = "one_on_ones"
    PROGRAM_COSTS = "program_costs"
    ENGAGEMENT_SIGNALS = "engagement_signals"


class Kind(StrEnum):
    """What the text of a column stands for."""

    PERSON = "person_id"
    ID = "id"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    ENUM = "enum"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """One column of a raw table; `values` for an enumeration, `minimum` for a number."""

    name: str
    kind: Kind
    required: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None


@dataclass(frozen=True)
class Contract:
    """One feed. `surrogate` is the id that may be made from the row where the export has none.

    `version` is the column that orders two deliveries of one key when the config names none.
    """

    feed: Feed
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    surrogate: str | None = None
    version: str | None = None

    @property
    def names(self) -> list[str]:
        """Column names in raw order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """The column of that name. Raises `KeyError`."""
        return {column.name: column for column in self.columns}[name]


RELATIONS = ("self", "manager", "peer", "direct_report", "other")


def _person(name: str, required: bool = True) -> Column:
    return Column(name, Kind.PERSON, required)


def _id(name: str, required: bool = True) -> Column:
    return Column(name, Kind.ID, required)


def _text(*names: str) -> list[Column]:
    return [Column(name, Kind.TEXT) for name in names]


def _date(name: str, required: bool = True) -> Column:
    return Column(name, Kind.DATE, required)


def _at(name: str, required: bool = True) -> Column:
    return Column(name, Kind.TIMESTAMP, required)


def _is(name: str, required: bool = True) -> Column:
    return Column(name, Kind.BOOLEAN, required)


def _contract(feed: Feed, key: str, *columns: Column, **options: str) -> Contract:
    return Contract(feed, tuple(columns), tuple(key.split()), **options)


CONTRACTS: dict[Feed, Contract] = {
    contract.feed: contract
    for contract in (
        _contract(
            Feed.ROSTER,
            "employee_id effective_on",
            _person("employee_id"),
            _date("effective_on"),
            _person("manager_id", required=False),
            _id("org_unit_id"),
            *_text("business_unit", "role_family", "job_level", "country", "gender", "ethnicity"),
            _date("hired_on", required=False),
            _is("is_people_leader"),
        ),
        _contract(
            Feed.SEPARATIONS,
            "employee_id separated_on",
            _person("employee_id"),
            _date("separated_on"),
            _is("is_voluntary"),
            _is("is_regretted", required=False),
        ),
        _contract(
            Feed.PROMOTION_DECISIONS,
            "employee_id decided_on",
            _person("employee_id"),
            _date("decided_on"),
            _is("is_eligible"),
            _is("is_promoted"),
            *_text("job_level_from"),
            _person("decided_by", required=False),
        ),
        _contract(
            Feed.SURVEY_ANSWERS,
            "survey_id wave_id response_id subject_id item_id",
            _id("survey_id"),
            _id("wave_id"),
            _id("instrument_id"),
            _id("instrument_version"),
            _id("response_id"),
            _person("respondent_id", required=False),
            _person("subject_id", required=False),
            Column("relation", Kind.ENUM, values=RELATIONS),
            _id("item_id"),
            Column("answer", Kind.INTEGER),
            _at("submitted_at"),
            Column("duration_seconds", Kind.NUMBER, minimum=0),
            surrogate="response_id",
            version="submitted_at",
        ),
        _contract(
            Feed.SURVEY_INVITATIONS,
            "survey_id wave_id respondent_id subject_id relation",
            _id("survey_id"),
            _id("wave_id"),
            _person("respondent_id"),
            _person("subject_id", required=False),
            Column("relation", Kind.ENUM, values=RELATIONS),
            _at("invited_at", required=False),
        ),
        _contract(
            Feed.BEHAVIOR_OBSERVATIONS,
            "observation_id behavior_id",
            _id("observation_id"),
            _person("observer_id"),
            _person("leader_id"),
            _id("behavior_id"),
            Column("score", Kind.INTEGER),
            _is("not_observed", required=False),
            *_text("situation"),
            _at("observed_at"),
            surrogate="observation_id",
        ),
        _contract(
            Feed.RATER_CALIBRATIONS,
            "rater_id scenario_id behavior_id rated_at",
            _person("rater_id"),
            _id("scenario_id"),
            _id("behavior_id"),
            Column("score", Kind.INTEGER, required=True),
            Column("expert_score", Kind.INTEGER, required=True),
            _at("rated_at"),
        ),
        _contract(
            Feed.TRAINING_COMPLETIONS,
            "learner_id program_id cohort_id",
            _person("learner_id"),
            _id("program_id"),
            _id("cohort_id", required=False),
            _at("assigned_at", required=False),
            _at("completed_at", required=False),
            Column("score", Kind.NUMBER),
            _is("is_drawn_by_lot", required=False),
        ),
        _contract(
            Feed.COACHING_SESSIONS,
            "leader_id held_on kind",
            _person("leader_id"),
            _date("held_on"),
            *_text("kind"),
        ),
        _contract(
            Feed.HR_CASES,
            "case_id",
            _id("case_id"),
            _at("opened_at"),
            _at("closed_at", required=False),
            *_text("category", "severity"),
            _is("is_substantiated", required=False),
            _is("is_escalation"),
            _person("respondent_leader_id", required=False),
            _id("org_unit_id", required=False),
            surrogate="case_id",
        ),
        _contract(
            Feed.TEAM_GOALS,
            "org_unit_id leader_id period_start",
            _id("org_unit_id", required=False),
            _person("leader_id"),
            _date("period_start"),
            Column("goals_set", Kind.NUMBER, required=True, minimum=0),
            Column("goals_met", Kind.NUMBER, required=True, minimum=0),
        ),
        _contract(
            Feed.SURVEY_COMMENTS,
            "response_id comment_id theme coder_id",
            _id("response_id"),
            _id("comment_id"),
            _id("theme"),
            _person("coder_id", required=False),
            _at("coded_at", required=False),
            surrogate="comment_id",
        ),
        _contract(
            Feed.ONE_ON_ONES,
            "leader_id employee_id held_on",
            _person("leader_id"),
            _person("employee_id"),
            _date("held_on"),
            _is("is_held"),
        ),
        _contract(
            Feed.PROGRAM_COSTS,
            "program_id cohort_id incurred_on kind",
            _id("program_id"),
            _id("cohort_id", required=False),
            _date("incurred_on"),
            *_text("kind"),
            Column("amount", Kind.NUMBER, required=True),
            Column("currency", Kind.TEXT, required=True),
        ),
        _contract(
            Feed.ENGAGEMENT_SIGNALS,
            "signal_id",
            _id("signal_id"),
            _id("org_unit_id", required=False),
            _person("leader_id", required=False),
            _id("signal"),
            Column("value", Kind.NUMBER, required=True),
            Column("n_people", Kind.INTEGER, minimum=0),
            _at("observed_at"),
            surrogate="signal_id",
        ),
    )
}
