"""LMS export: an array of xAPI statements, one when a leader is assigned, one when done.

Both statements carry the cohort and the assignment date in the context, so a completion stands
alone; who never completes is known from the enrollments. Actors are accounts, the verb is a URI.
"""

import json
from pathlib import Path
from uuid import UUID, uuid5

import pandas as pd

from seeds.sample.export import Export

NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
LMS = "https://lms.example.com"
VERBS = {
    "registered": "http://adlnet.gov/expapi/verbs/registered",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
}
COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"
COHORT = f"{LMS}/xapi/cohort"
ASSIGNED = f"{LMS}/xapi/assigned-at"
COURSE = f"{LMS}/courses/"


def statement(verb: str, row: dict[str, object], at: pd.Timestamp) -> dict[str, object]:
    """One statement about one learner's course."""
    course = f"{COURSE}{row['program_id']}"
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    told: dict[str, object] = {
        "id": str(uuid5(NAMESPACE, f"{verb}/{row['learner_id']}/{course}/{stamp}")),
        "timestamp": stamp,
        "stored": stamp,
        "version": "1.0.3",
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": LMS, "name": row["learner_id"]},
        },
        "verb": {"id": VERBS[verb], "display": {"en-US": verb}},
        "object": {
            "objectType": "Activity",
            "id": course,
            "definition": {"type": COURSE_TYPE, "name": {"en-US": "Empathy in difficult talks"}},
        },
        "context": {
            "extensions": {
                COHORT: row["cohort_id"],
                ASSIGNED: row["assigned_at"].strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
        },
    }
    if verb == "completed":
        raw = int(row["score"])
        told["result"] = {"completion": True, "score": {"raw": raw, "min": 0, "max": 100}}
    return told


class XapiWriter:
    """One array of statements, appended learner by learner."""

    def __init__(self, export: Export, path: Path) -> None:
        """Open the file; the array begins with the first statement."""
        self._export = export
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._between = "[\n"

    def append(self, frame: pd.DataFrame) -> None:
        """Write the assignment of every learner and the completion of those who finished."""
        for row in frame.to_dict("records"):
            self._put(statement("registered", row, row["assigned_at"]))
            if pd.notna(row["completed_at"]):
                self._put(statement("completed", row, row["completed_at"]))

    def _put(self, told: dict[str, object]) -> None:
        self._file.write(self._between + json.dumps(told, separators=(",", ":")))
        self._between = ",\n"

    def close(self) -> None:
        """End the array."""
        self._file.write("\n]\n" if self._between == ",\n" else "[]\n")
        self._file.close()
