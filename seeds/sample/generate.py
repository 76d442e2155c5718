"""Write a synthetic organization: exports, the `scorecard.yml` that maps them, `truth.json`."""

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from seeds.sample.deliveries import send_twice
from seeds.sample.export import Export
from seeds.sample.exports import exports_for, is_large
from seeds.sample.facts import Facts
from seeds.sample.files import ExportFiles
from seeds.sample.impact import Impact
from seeds.sample.mapping import write_settings
from seeds.sample.parameters import Parameters, for_scenario
from seeds.sample.planting import plant
from seeds.sample.simulate import block_frames, organization
from seeds.sample.truth import DEFINITIONS, Truth

DEFAULT_SEED = 20241201
SETTINGS_FILE, TRUTH_FILE = "scorecard.yml", "truth.json"


@dataclass(frozen=True)
class SampleReport:
    """What was written: the config and the truth, rows generated per feed, export files, bytes."""

    settings: Path
    truth: Path
    scenario: str
    leaders: int
    rows: dict[str, int]
    files: int
    size_bytes: int


def generate(
    out: Path,
    leaders: int = 45,
    months: int | None = None,
    seed: int = DEFAULT_SEED,
    scenario: str = "case",
    *,
    as_parquet: bool | None = None,
) -> SampleReport:
    """Write the organization of a scenario to the folder `out`; equal arguments, equal bytes.

    as_parquet: whether the big feeds are Parquet tables instead of the exports of a survey
    platform; without it, from 2,000 leaders on.

    Memory is bounded by a block of teams, whatever the number of leaders. Raises `ValueError`
    for an unknown scenario and `FileExistsError` when `out` holds anything but an earlier sample.
    """
    parameters = for_scenario(scenario, leaders, months)
    large = is_large(parameters.leaders)
    exports = exports_for(
        as_parquet=large if as_parquet is None else as_parquet,
        by_lot=bool(parameters.cohorts_by_lot),
    )
    timeline = parameters.timeline
    _clear(out)
    truth = Truth(timeline, with_leaders=not large)
    facts, impact = Facts(parameters), Impact(timeline)
    rows = _write_exports(out, exports, parameters, seed, (truth, facts, impact))
    sent_twice = send_twice(out)
    defects = plant(out, exports) if scenario == "messy" else []
    told = {
        "scenario": scenario,
        "seed": seed,
        "as_of": str(timeline.as_of),
        "parameters": facts.parameters(),
        "definitions": DEFINITIONS,
        "values": list(truth.values()),
        "effects": list(impact.values()),
        "deliveries": sent_twice,
        "defects": defects,
    }
    (out / TRUTH_FILE).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    delivered = tuple(export for export in exports if any(out.glob(export.location)))
    settings = write_settings(out / SETTINGS_FILE, delivered, timeline)
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return SampleReport(
        settings, out / TRUTH_FILE, scenario, parameters.leaders, dict(rows), len(files) - 2, size
    )


def _write_exports(
    out: Path,
    exports: tuple[Export, ...],
    parameters: Parameters,
    seed: int,
    told: tuple[Truth, Facts, Impact],
) -> Counter[str]:
    files, rows = ExportFiles(out, exports), Counter()
    for block in organization(parameters, seed):
        for one in told:
            one.add_block(block)
        for frames in block_frames(block):
            told[0].add_frames(block, frames)
            for feed, frame in frames.items():
                files.write(feed, frame)
                rows[feed] += len(frame)
    files.close()
    return rows


def _clear(out: Path) -> None:
    """Take away an earlier sample; refuse a folder that holds anything else."""
    if out.exists() and any(out.iterdir()):
        if not (out / TRUTH_FILE).is_file():
            raise FileExistsError(f"{out} is not empty and holds no earlier sample")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
