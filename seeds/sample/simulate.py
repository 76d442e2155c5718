"""The synthetic organization as feed-shaped frames, block by block. Writes nothing.

Columns of a frame are those of its feed (DESIGN section 4) in that order, perhaps followed by
columns that only the generator needs. Ids are the real ones; times are UTC.
"""

from collections.abc import Iterator

import pandas as pd

from seeds.sample import hr, observations, operations, roster, surveys, training
from seeds.sample.block import Block, blocks
from seeds.sample.parameters import Parameters
from seeds.sample.people import draw_leaders

Frames = dict[str, pd.DataFrame]

COLUMNS = {
    "roster": roster.ROSTER,
    "separations": ("employee_id", "separated_on", "is_voluntary", "is_regretted"),
    "promotion_decisions": (
        *("employee_id", "decided_on", "is_eligible", "is_promoted"),
        *("job_level_from", "decided_by"),
    ),
    "survey_answers": (
        *("survey_id", "wave_id", "instrument_id", "instrument_version", "response_id"),
        *("respondent_id", "subject_id", "relation", "item_id", "answer", "submitted_at"),
    ),
    "survey_invitations": (
        *("survey_id", "wave_id", "respondent_id", "subject_id", "relation", "invited_at"),
    ),
    "behavior_observations": observations.OBSERVATION,
    "rater_calibrations": (
        *("rater_id", "scenario_id", "behavior_id", "score", "expert_score", "rated_at"),
    ),
    "training_completions": (
        *("learner_id", "program_id", "cohort_id", "assigned_at", "completed_at", "score"),
    ),
    "coaching_sessions": ("leader_id", "held_on", "kind"),
    "hr_cases": (
        *("case_id", "opened_at", "closed_at", "category", "severity"),
        *("is_substantiated", "is_escalation", "respondent_leader_id", "org_unit_id"),
    ),
    "team_goals": ("org_unit_id", "leader_id", "period_start", "goals_set", "goals_met"),
    "survey_comments": ("response_id", "comment_id", "theme", "coder_id", "coded_at"),
    "one_on_ones": ("leader_id", "employee_id", "held_on", "is_held"),
    "program_costs": (*("program_id", "cohort_id", "incurred_on", "kind", "amount", "currency"),),
    "engagement_signals": (
        *("signal_id", "org_unit_id", "leader_id", "signal", "value", "n_people", "observed_at"),
    ),
}
"""Feed -> its columns, in the order of DESIGN section 4."""


def organization(parameters: Parameters, seed: int) -> Iterator[Block]:
    """The organization, one block of teams at a time."""
    timeline = parameters.timeline
    return blocks(parameters, timeline, draw_leaders(parameters, timeline, seed), seed)


def block_frames(block: Block) -> Iterator[Frames]:
    """The feeds of one block; the big ones a wave or a month at a time."""
    promotions = hr.promotion_decisions(block)
    yield {
        "roster": roster.roster(block, promotions),
        "separations": hr.separations(block),
        "promotion_decisions": promotions,
        "hr_cases": hr.hr_cases(block),
        "team_goals": operations.team_goals(block),
        "training_completions": training.training_completions(block),
        "coaching_sessions": training.coaching_sessions(block),
        "engagement_signals": operations.engagement_signals(block),
    }
    if block.index == 0:
        yield {"program_costs": training.program_costs(block.parameters)}
    for t in block.timeline.calibrations:
        yield {"rater_calibrations": observations.rater_calibrations(block, t)}
    for t in block.timeline.monthly:
        yield {
            "behavior_observations": observations.behavior_observations(block, t),
            "one_on_ones": operations.one_on_ones(block, t),
        }
        yield surveys.pulse(block, t)
    for t in block.timeline.rating_waves:
        yield surveys.rating(block, t)


def frames(parameters: Parameters, seed: int) -> Iterator[Frames]:
    """All feeds of the organization in pieces of bounded size; a feed comes in many pieces."""
    for block in organization(parameters, seed):
        yield from block_frames(block)
