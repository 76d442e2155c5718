"""What stands at the top of every page: whose, as of when, which release, how the gates went."""

from dataclasses import dataclass
from datetime import date

import duckdb

from orchestration.report.evidence import rows

OUTCOMES = ("failed", "waived", "not_evaluated", "passed")


@dataclass(frozen=True)
class Header:
    """organization: may be empty. counts: checks by outcome."""

    organization: str
    as_of: date
    release_id: str | None
    band_level: float | None
    overall: str
    counts: dict[str, int]

    @property
    def quality(self) -> str:
        """The outcome in one line; every outcome that occurred is named."""
        named = [
            f"{self.counts[outcome]} {outcome.replace('_', ' ')}"
            for outcome in OUTCOMES
            if self.counts[outcome]
        ]
        return f"{self.overall}: {', '.join(named) or 'no check ran'}"


def header(connection: duckdb.DuckDBPyConnection, verdict: dict, organization: str) -> Header:
    """Put it together from the staged file and the verdict."""
    (found,) = rows(
        connection,
        "select max(release_id) as release_id, max(band_level) as band_level from fct_scorecard",
    )
    return Header(
        organization=organization,
        as_of=date.fromisoformat(verdict["as_of"]),
        release_id=found["release_id"],
        band_level=found["band_level"],
        overall=verdict["overall"],
        counts={outcome: verdict["counts"][outcome] for outcome in OUTCOMES},
    )
