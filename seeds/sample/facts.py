"""The parameters part of `truth.json`: what was drawn, in words and numbers."""

from dataclasses import asdict

from seeds.sample.answers import item_draws
from seeds.sample.block import Block
from seeds.sample.observations import behavior_offsets, observer_severity
from seeds.sample.operations import SIGNAL_DROP_FROM, drops_in_mood
from seeds.sample.parameters import Parameters
from seeds.sample.people import cohorts, employee_id
from seeds.sample.timeline import COACHING_FROM, to_dates, training_day

COACHING_RULE = (
    "In each business unit the leaders with the lowest screening score, which is the true share "
    "of micro-actions before the training plus noise; not at random."
)


class Facts:
    """Collects what a reader of the truth needs beyond the true values."""

    def __init__(self, parameters: Parameters) -> None:
        """Start from the parameters."""
        self._told: dict[str, object] = asdict(parameters) | {
            "training_on": {
                cohort_id: str(to_dates(training_day(after)))
                for cohort_id, after in cohorts(parameters)
            },
            "coaching_from": str(COACHING_FROM),
            "coaching_rule": COACHING_RULE,
            "coached_leaders": [],
            "successors": [],
            "observers": {},
            "mood_drop": {"from": str(SIGNAL_DROP_FROM), "leaders": []},
        }

    def add_block(self, block: Block) -> None:
        """Note who was coached, who succeeded whom, who observes, whose mood drops."""
        people, told = block.people, self._told
        told["coached_leaders"] += people.loc[people["is_coached"], "leader_id"].tolist()
        told["successors"] += people.loc[~people["is_trained"], "leader_id"].tolist()
        told["mood_drop"]["leaders"] += people["leader_id"].iloc[drops_in_mood(block)].tolist()
        observers = employee_id(block.staff.people["number"].to_numpy()[block.staff.observers])
        severity = observer_severity(block).round(6).tolist()
        told["observers"] |= dict(zip(observers.tolist(), severity, strict=True))
        if block.index == 0:
            told["behavior_offsets"] = behavior_offsets(block).round(6).to_dict()
            told["items"] = {
                item["item_id"]: {"loading": item["loading"], "offset": item["offset"]}
                for instrument_id in ("E360", "PULSE", "SAFETY")
                for item in item_draws(instrument_id, block).round(6).to_dict("records")
            }

    def parameters(self) -> dict[str, object]:
        """Everything noted."""
        return self._told
