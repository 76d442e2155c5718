"""A larger organization in memory, and the default one on disk, each drawn once."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from seeds.sample.generate import SampleReport, generate
from seeds.sample.impact import Impact
from seeds.sample.parameters import for_scenario
from seeds.sample.simulate import block_frames, organization
from seeds.sample.truth import Truth

SEED = 7


@dataclass(frozen=True)
class Drawn:
    """All feeds of an organization, and its true values by indicator, construct and scope.

    effects: true effects by cohort, indicator, grain and periods since the training.
    """

    feeds: dict[str, pd.DataFrame]
    truth: pd.DataFrame
    effects: dict[tuple[str, str, str, int], float]

    def true_values(self, indicator_id: str, **picked: str) -> pd.Series:
        """True values by period start; company, all constructs and quarters by default."""
        wanted = {
            "indicator_id": indicator_id,
            "construct": "all",
            "scope_id": "company",
            "period_grain": "quarter",
        } | picked
        rows = self.truth
        for column, value in wanted.items():
            rows = rows[rows[column] == value]
        return rows.set_index("period_start")["value"]


def draw(scenario: str, leaders: int, seed: int = SEED) -> Drawn:
    """Simulate without writing."""
    parameters = for_scenario(scenario, leaders)
    truth, impact = Truth(parameters.timeline, with_leaders=True), Impact(parameters.timeline)
    parts = defaultdict(list)
    for block in organization(parameters, seed):
        truth.add_block(block)
        impact.add_block(block)
        for frames in block_frames(block):
            truth.add_frames(block, frames)
            for feed, frame in frames.items():
                parts[feed].append(frame)
    feeds = {feed: pd.concat(frames, ignore_index=True) for feed, frames in parts.items()}
    effects = {
        (one["cohort_id"], one["indicator_id"], one["period_grain"], one["event_period"]): one[
            "value"
        ]
        for one in impact.values()
    }
    return Drawn(feeds, pd.DataFrame(truth.values()), effects)


@pytest.fixture(scope="session")
def large() -> Drawn:
    """An organization large enough for means to be close to the truth."""
    return draw("case", 150)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleReport:
    """The default sample on disk."""
    return generate(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample_folder(sample: SampleReport) -> Path:
    """Where the default sample lies."""
    return sample.settings.parent
