"""A config that maps two real files, and the reference tables of their own instruments.

InstEval: 73,421 ratings of 1,128 lecturers by students, one item. FEVS 2018: 101,881 answers of
federal employees to eleven items on their supervisor, in 234 work units of 45 agencies. Neither
file has a roster: the one that is rated is taken for a leader of the unit that the file names.
"""

import csv
from pathlib import Path

from orchestration.locations import REFERENCE_SEEDS
from tests.conftest import SHARED

INSTEVAL = SHARED / "data/ratings-insteval/InstEval.csv"
FEVS = SHARED / "data/survey-fevs-2018/test_set.csv.gz"
FEVS_ITEMS = [f"Q{number}" for number in range(42, 53)]

_CONFIG = """\
organization: A university and an employee survey
as_of: 2018-06-30
reference: reference
sources:
  - id: university_ratings
    feed: survey_answers
    format: csv
    location: {insteval}
    columns: {{response_id: rownames, respondent_id: s, subject_id: d}}
    prefixes: {{respondent_id: student_, subject_id: lecturer_}}
    constants: {{survey_id: insteval, wave_id: spring, instrument_id: INSTEVAL,
      instrument_version: "1", relation: direct_report, submitted_at: "2018-05-15T12:00:00"}}
    items: {{y: y}}
  - id: university_roster
    feed: roster
    format: csv
    location: {insteval}
    columns: {{employee_id: d, org_unit_id: dept}}
    prefixes: {{employee_id: lecturer_, org_unit_id: department_}}
    constants: {{effective_on: "2017-01-01", business_unit: university, is_people_leader: "true"}}
  - id: agency_answers
    feed: survey_answers
    format: csv
    location: {fevs}
    columns: {{response_id: RANDOM, respondent_id: RANDOM, subject_id: LEVEL1}}
    prefixes: {{subject_id: head_of_}}
    constants: {{survey_id: fevs, wave_id: "2018", instrument_id: FEVS,
      instrument_version: "2018", relation: direct_report, submitted_at: "2018-05-15T12:00:00"}}
    items: {{{items}}}
  - id: agency_roster
    feed: roster
    format: csv
    location: {fevs}
    columns: {{employee_id: LEVEL1, org_unit_id: LEVEL1, business_unit: AGENCY}}
    prefixes: {{employee_id: head_of_}}
    constants: {{effective_on: "2017-01-01", is_people_leader: "true"}}
"""

_INSTRUMENTS = [
    ["INSTEVAL", "1", "empathy_360_score", "Lecture evaluation", "1", "5", "0.8", "false", "lme4"],
    ["FEVS", "2018", "pulse_empathy_score", "FEVS 2018", "1", "5", "0.8", "false", "OPM"],
]
_ITEMS = [["INSTEVAL", "1", "y", "responding", "1", "5", "false", "Rating of the lecturer"]] + [
    ["FEVS", "2018", item, "listening", "1", "5", "false", f"{item} of the survey"]
    for item in FEVS_ITEMS
]


def write_real_organization(folder: Path) -> Path:
    """Write the config and its reference tables into `folder`; gives the config."""
    (folder / "reference").mkdir(parents=True)
    for name, rows in (("instruments", _INSTRUMENTS), ("instrument_items", _ITEMS)):
        with (REFERENCE_SEEDS / f"{name}.csv").open(newline="") as stream:
            header = next(csv.reader(stream))
        with (folder / "reference" / f"{name}.csv").open("w", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])
    items = ", ".join(f"{item}: {item}" for item in FEVS_ITEMS)
    config = folder / "scorecard.yml"
    config.write_text(_CONFIG.format(insteval=INSTEVAL, fevs=FEVS, items=items))
    return config
