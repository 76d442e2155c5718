"""The exports of the HR system and of case management."""

from seeds.sample.export import (
    TIME_ZONE,
    UNITED_STATES_DATE,
    UNITED_STATES_TIME,
    YES_NO,
    Export,
)
from seeds.sample.reference import load_reference

JOB_FAMILIES = {role.title(): role for role in load_reference().role_families}
PROFILE = ("Preferred Name", "Work Email", "Home City")

HR = (
    Export(
        id="hris_workers",
        feed="roster",
        format="csv",
        file="hris/workers_{}.csv",
        split="delivery",
        columns={
            "employee_id": "Employee ID",
            "effective_on": "Effective Date",
            "manager_id": "Supervisor ID",
            "org_unit_id": "Supervisory Organization",
            "business_unit": "Business Unit",
            "role_family": "Job Family",
            "job_level": "Management Level",
            "country": "Location Country",
            "gender": "Gender",
            "ethnicity": "Ethnicity",
            "hired_on": "Original Hire Date",
            "is_people_leader": "Is People Leader",
        },
        values={"role_family": JOB_FAMILIES, "is_people_leader": YES_NO},
        decoys=PROFILE,
        date_format=UNITED_STATES_DATE,
    ),
    Export(
        id="hris_terminations",
        feed="separations",
        format="csv",
        file="hris/terminations.csv",
        columns={
            "employee_id": "Employee ID",
            "separated_on": "Termination Date",
            "is_voluntary": "Termination Type",
            "is_regretted": "Regretted",
        },
        values={
            "is_voluntary": {"Voluntary": "true", "Involuntary": "false"},
            "is_regretted": YES_NO,
        },
        decoys=PROFILE[:1],
        date_format=UNITED_STATES_DATE,
    ),
    Export(
        id="promotion_rounds",
        feed="promotion_decisions",
        format="tsv",
        file="hris/promotion_rounds.tsv",
        columns={
            "employee_id": "worker",
            "decided_on": "round_date",
            "is_eligible": "eligible",
            "is_promoted": "outcome",
            "job_level_from": "level_before",
            "decided_by": "approver",
        },
        values={
            "is_eligible": {"yes": "true", "no": "false"},
            "is_promoted": {"promoted": "true", "not promoted": "false"},
        },
    ),
    Export(
        id="case_management",
        feed="hr_cases",
        format="csv",
        file="cases/hr_cases.csv",
        columns={
            "case_id": "Number",
            "opened_at": "Opened",
            "closed_at": "Closed",
            "category": "HR Service",
            "severity": "Priority",
            "is_substantiated": "Finding",
            "is_escalation": "Escalated",
            "respondent_leader_id": "Subject Person",
            "org_unit_id": "Department Code",
        },
        values={
            "severity": {"3 - Low": "low", "2 - Medium": "medium", "1 - High": "high"},
            "is_substantiated": {"Substantiated": "true", "Unsubstantiated": "false"},
            "is_escalation": {"true": "true", "false": "false"},
        },
        decoys=("Opened For",),
        time_zone=TIME_ZONE,
        date_format=UNITED_STATES_TIME,
    ),
)
