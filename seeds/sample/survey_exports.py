"""The exports of the survey platform: waves, distributions, coded comments."""

from seeds.sample.export import TIME_ZONE, Export
from seeds.sample.reference import load_reference
from seeds.sample.surveys import SURVEY_OF

FREQUENCY = {"Never": "1", "Rarely": "2", "Sometimes": "3", "Often": "4", "Always": "5"}
RELATIONSHIPS = {
    "Self": "self",
    "Manager": "manager",
    "DirectReport": "direct_report",
    "Peer": "peer",
    "Stakeholder": "other",
}


def question_ids(instrument_id: str) -> dict[str, str]:
    """ImportId of each item's question -> item_id, as one matrix question per instrument."""
    items = load_reference().items_of(instrument_id)["item_id"]
    question = {"PULSE": 12, "SAFETY": 14, "E360": 31}[instrument_id]
    return {f"QID{question}_{place}": item for place, item in enumerate(items, start=1)}


def _survey(id: str, instrument_id: str, file: str, labels: dict[str, str]) -> Export:
    columns = {
        "wave_id": "wave",
        "response_id": "_recordId",
        "respondent_id": "externalDataReference",
        "submitted_at": "recordedDate",
    }
    if instrument_id == "E360":
        columns |= {"subject_id": "SubjectID", "relation": "Relationship"}
    version = load_reference().items_of(instrument_id)["instrument_version"].iloc[0]
    return Export(
        id=id,
        feed="survey_answers",
        format="qualtrics",
        file=file,
        split="delivery",
        columns=columns,
        constants={
            "survey_id": SURVEY_OF[instrument_id],
            "instrument_id": instrument_id,
            "instrument_version": str(version),
        },
        values={"relation": RELATIONSHIPS} if instrument_id == "E360" else {},
        items=question_ids(instrument_id),
        labels=labels,
        time_zone=TIME_ZONE,
    )


PULSE_FILE = "survey/pulse/Team_Pulse_{}.csv"
WAVES = (
    _survey("pulse_survey", "PULSE", PULSE_FILE, {}),
    _survey("safety_survey", "SAFETY", PULSE_FILE, {}),
    _survey("empathy_360", "E360", "survey/360/Empathy_360_{}.csv", FREQUENCY),
)

SURVEY_LOGS = (
    Export(
        id="survey_distributions",
        feed="survey_invitations",
        format="csv",
        file="survey/distributions.csv",
        columns={
            "survey_id": "Survey",
            "wave_id": "Wave",
            "respondent_id": "External Reference",
            "subject_id": "Subject",
            "relation": "Relationship",
            "invited_at": "Sent Date",
        },
        values={"relation": RELATIONSHIPS},
        decoys=("Email",),
    ),
    Export(
        id="comment_coding",
        feed="survey_comments",
        format="csv",
        file="survey/comment_coding.csv",
        columns={
            "response_id": "Response",
            "comment_id": "Comment",
            "theme": "Code",
            "coder_id": "Coder",
            "coded_at": "Coded At",
        },
    ),
)

ANSWER_LAKE = Export(
    id="survey_lake",
    feed="survey_answers",
    format="parquet",
    file="survey/answers.parquet",
    columns={
        "survey_id": "survey",
        "wave_id": "wave",
        "instrument_id": "form",
        "instrument_version": "form_version",
        "response_id": "response",
        "respondent_id": "rater",
        "subject_id": "subject",
        "relation": "relationship",
        "item_id": "question",
        "answer": "value",
        "submitted_at": "recorded_at",
    },
)
"""All answers of an organization too large for survey files, one row per answer."""
