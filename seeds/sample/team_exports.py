"""The exports of learning, coaching, observation, planning and calendar systems."""

from seeds.sample.export import YES_NO, Export
from seeds.sample.training import PROGRAM_ID
from seeds.sample.xapi import ASSIGNED, COHORT, COURSE

LEARNING = (
    Export(
        id="lms_enrollments",
        feed="training_completions",
        format="csv",
        file="lms/enrollments.csv",
        columns={
            "learner_id": "User ID",
            "cohort_id": "Class Code",
            "assigned_at": "Enrolled At",
        },
        constants={"program_id": PROGRAM_ID},
        decoys=("User Name",),
        version_column="Enrolled At",
    ),
    Export(
        id="lms_statements",
        feed="training_completions",
        format="xapi",
        file="lms/statements_2025.json",
        columns={
            "cohort_id": f"context.extensions.{COHORT}",
            "assigned_at": f"context.extensions.{ASSIGNED}",
        },
        values={"program_id": {f"{COURSE}{PROGRAM_ID}": PROGRAM_ID}},
    ),
    Export(
        id="coaching_log",
        feed="coaching_sessions",
        format="csv",
        file="coaching/sessions.csv",
        columns={"leader_id": "Coachee", "held_on": "Session Date", "kind": "Session Type"},
        decoys=("Coachee Name",),
        values={"kind": {"Targeted": "targeted", "Follow-up": "follow_up"}},
    ),
    Export(
        id="program_ledger",
        feed="program_costs",
        format="csv",
        file="finance/program_ledger.csv",
        columns={
            "cohort_id": "Cost Object",
            "incurred_on": "Posting Date",
            "kind": "GL Account",
            "amount": "Amount",
            "currency": "Crcy",
        },
        constants={"program_id": PROGRAM_ID},
    ),
    Export(
        id="anchor_scores",
        feed="rater_calibrations",
        format="csv",
        file="observation/anchor_scores.csv",
        columns={
            "rater_id": "Observer",
            "scenario_id": "Clip",
            "behavior_id": "Behavior",
            "score": "Observer Score",
            "expert_score": "Gold Score",
            "rated_at": "Scored At",
        },
    ),
)

TEAMS = (
    Export(
        id="team_objectives",
        feed="team_goals",
        format="xlsx",
        file="teams/objectives.xlsx",
        sheet="Attainment",
        columns={
            "org_unit_id": "Team",
            "leader_id": "Owner",
            "period_start": "Quarter Start",
            "goals_set": "Objectives Set",
            "goals_met": "Objectives Met",
        },
    ),
    Export(
        id="mood_checkins",
        feed="engagement_signals",
        format="jsonl",
        file="teams/mood_checkins.jsonl",
        columns={
            "signal_id": "id",
            "org_unit_id": "team",
            "leader_id": "lead",
            "signal": "metric",
            "value": "mean",
            "n_people": "n",
            "observed_at": "ts",
        },
    ),
)

TEAM_LOGS = (
    Export(
        id="behavior_checklists",
        feed="behavior_observations",
        format="csv",
        file="observation/checklists.csv",
        columns={
            "observation_id": "Checklist",
            "observer_id": "Observer",
            "leader_id": "Observed Leader",
            "behavior_id": "Behavior",
            "score": "Mark",
            "not_observed": "No Opportunity",
            "situation": "Situation",
            "observed_at": "Observed At",
        },
        values={"not_observed": YES_NO},
        decoys=("Observed Leader Name",),
    ),
    Export(
        id="calendar_one_on_ones",
        feed="one_on_ones",
        format="csv",
        file="teams/one_on_ones.csv",
        columns={
            "leader_id": "Organizer",
            "employee_id": "Attendee",
            "held_on": "Start Date",
            "is_held": "Status",
        },
        values={"is_held": {"held": "true", "cancelled": "false"}},
        decoys=("Organizer Email",),
    ),
)
