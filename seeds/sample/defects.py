"""What is wrong with records of the exports of the `messy` scenario, and how each defect must end.

Declared here, written by `planting`. Planted rows concern people whom no roster knows, so the
true values of the scenario stay those of `case`.
"""

from dataclasses import dataclass

STRANGER, NEWCOMER = "E90010", "E90001"
PULSE = "survey/pulse/Team_Pulse_2025-02.csv"
RATING = "survey/360/Empathy_360_2025-09.csv"
ROSTER = "hris/workers_changes_2025.csv"
CASES = "cases/hr_cases.csv"
CHECKLISTS = "observation/checklists.csv"
PULSE_SOURCES = ("pulse_survey", "safety_survey")


@dataclass(frozen=True)
class BadRecord:
    """A record added to the end of a file: the last record of the file with some cells changed.

    rule and field: of the quarantined rows; `rows` of them in each source that reads the file.
    outcome: `quarantined`, `duplicate`, or `model` where intake accepts what the models name.
    """

    file: str
    cells: dict[str, str]
    rule: str
    field: str
    rows: dict[str, int]
    outcome: str = "quarantined"


def _pulse(cells: dict[str, str], rule: str, of: str, rows: tuple[int, int]) -> BadRecord:
    counted = {source: n for source, n in zip(PULSE_SOURCES, rows, strict=True) if n}
    return BadRecord(PULSE, {"ExternalReference": STRANGER} | cells, rule, of, counted)


def _rating(cells: dict[str, str], rule: str, of: str, rows: int, outcome: str) -> BadRecord:
    return BadRecord(RATING, cells, rule, of, {"empathy_360": rows}, outcome)


def _worker(cells: dict[str, str], rule: str, of: str, outcome: str) -> BadRecord:
    new = {"Employee ID": NEWCOMER, "Effective Date": "11/03/2025", "Is People Leader": "N"}
    new |= {"Supervisory Organization": "OU-9001", "Original Hire Date": "11/03/2025"}
    return BadRecord(ROSTER, new | cells, rule, of, {"hris_workers": 1}, outcome)


def _case(cells: dict[str, str], rule: str, of: str) -> BadRecord:
    return BadRecord(CASES, cells, rule, of, {"case_management": 1})


def _checklist(
    cells: dict[str, str], rule: str, of: str, outcome: str = "quarantined"
) -> BadRecord:
    return BadRecord(CHECKLISTS, cells, rule, of, {"behavior_checklists": 1}, outcome)


def bad_records(
    pulse_items: int, safety_items: int, rating_items: int, leader: str
) -> list[BadRecord]:
    """Every planted record; `leader` is a leader of the sample, the counts are items per form."""
    whole = (pulse_items, safety_items)
    stranger = {"ExternalReference": STRANGER}
    return [
        _pulse({"ResponseId": "R_RANGE", "Q12_1": "9"}, "out_of_range", "answer", (1, 0)),
        _pulse({"ResponseId": "R_TEXT", "Q14_2": "four"}, "invalid_integer", "answer", (0, 1)),
        _pulse({"ResponseId": "R_COMMA", "Q14_3": "4,5"}, "invalid_integer", "answer", (0, 1)),
        _pulse(
            {"ResponseId": "R_DATE", "RecordedDate": "2025-02-30 10:00:00"},
            *("invalid_timestamp", "submitted_at", whole),
        ),
        _pulse({"ResponseId": "R_PREVIEW", "Status": "1"}, "status_preview", "Status", whole),
        _pulse({"ResponseId": "R_TEST", "Status": "2"}, "status_test", "Status", whole),
        _pulse({"ResponseId": "R_SPAM", "Status": "8"}, "status_spam", "Status", whole),
        _pulse({"ResponseId": ""}, "blank_required", "response_id", whole),
        _rating(
            stranger | {"ResponseId": "R_MENTOR", "Relationship": "Mentor"},
            *("invalid_enum", "relation", rating_items, "quarantined"),
        ),
        _rating(
            stranger | {"ResponseId": "R_LABEL", "Q31_1": "Mostly"},
            *("invalid_integer", "answer", 1, "quarantined"),
        ),
        _rating(
            {
                "ResponseId": "R_SELF_AS_PEER",
                "ExternalReference": leader,
                "SubjectID": leader,
                "Relationship": "Peer",
            },
            *("self_as_peer", "relation", rating_items, "model"),
        ),
        _rating(
            {"ResponseId": "R_ORPHAN", "ExternalReference": STRANGER, "SubjectID": leader},
            *("unknown_rater", "respondent_id", rating_items, "model"),
        ),
        _rating(
            stranger | {"ResponseId": "R_NOBODY", "SubjectID": "E90020"},
            *("unknown_leader", "subject_id", rating_items, "model"),
        ),
        _worker({"Supervisor ID": "E90002"}, "cycle", "manager_id", "model"),
        _worker(
            {"Employee ID": "E90002", "Supervisor ID": NEWCOMER}, "cycle", "manager_id", "model"
        ),
        _worker(
            {"Employee ID": "E90003", "Supervisor ID": "E90003"},
            *("self_manager", "manager_id", "model"),
        ),
        _worker(
            {"Employee ID": "E90004", "Supervisor ID": "E90099"},
            *("unknown_manager", "manager_id", "model"),
        ),
        _worker(
            {"Employee ID": "E90005", "Supervisor ID": "E00001"},
            *("conflicting_versions", "effective_on", "quarantined"),
        ),
        _worker(
            {"Employee ID": "E90005", "Supervisor ID": "E00002"},
            *("conflicting_versions", "effective_on", "quarantined"),
        ),
        _worker({"Effective Date": "31/12/2025"}, "invalid_date", "effective_on", "quarantined"),
        _worker({"Employee ID": ""}, "blank_required", "employee_id", "quarantined"),
        _worker(
            {"Employee ID": "E90006", "Is People Leader": "perhaps"},
            *("invalid_boolean", "is_people_leader", "quarantined"),
        ),
        _case(
            {
                "Number": "HRC9000000001",
                "Opened": "06/02/2025 10:00:00",
                "Closed": "05/01/2025 10:00:00",
            },
            *("closed_before_opened", "closed_at"),
        ),
        _case({"Number": "HRC9000000002", "HR Service": "#REF!"}, "spreadsheet_error", "category"),
        _case(
            {"Number": "HRC9000000003", "Priority": "3 - Low"}, "conflicting_versions", "case_id"
        ),
        _case(
            {"Number": "HRC9000000003", "Priority": "1 - High"}, "conflicting_versions", "case_id"
        ),
        _checklist(
            {"Checklist": "OB90001", "Mark": "7", "No Opportunity": "N"}, "out_of_range", "score"
        ),
        _checklist(
            {"Checklist": "OB90002", "Behavior": "juggled_priorities"},
            *("unregistered_behavior", "behavior_id"),
        ),
        _checklist(
            {"Checklist": "OB90003", "Mark": "", "No Opportunity": "N"}, "blank_required", "score"
        ),
        _checklist(
            {"Checklist": "OB90004", "Mark": "1", "No Opportunity": "Y"},
            *("scored_unobserved", "score"),
        ),
        _checklist(
            {
                "Checklist": "OB90005",
                "Mark": "",
                "No Opportunity": "Y",
                "Situation": '=HYPERLINK("http://example.com","open")',
            },
            *("formula_text", "situation", "model"),
        ),
        BadRecord(
            "hris/promotion_rounds.tsv",
            {"worker": STRANGER, "outcome": "maybe"},
            *("invalid_boolean", "is_promoted", {"promotion_rounds": 1}),
        ),
        BadRecord(
            "observation/anchor_scores.csv",
            {"Observer": STRANGER, "Gold Score": "many"},
            *("invalid_integer", "expert_score", {"anchor_scores": 1}),
        ),
        BadRecord(
            "survey/distributions.csv",
            {"External Reference": "E900\u200b11"},
            *("invalid_characters", "respondent_id", {"survey_distributions": 1}),
        ),
        BadRecord(
            "teams/one_on_ones.csv", {}, "same_row", "", {"calendar_one_on_ones": 1}, "duplicate"
        ),
    ]
