"""The auditor's page: what was delivered, what was checked, how it came out, what went out.

A pure function of the audience file, the verdict and the installed tools. It shows counts, hashes
and names of rules, files and tables; never a value of a refused row.
"""

from importlib.metadata import version
from pathlib import Path

from orchestration.report import evidence, numbers
from orchestration.report.header import OUTCOMES, header
from orchestration.report.page import page

TONES = {"failed": "bad", "waived": "warn", "not_evaluated": "warn", "passed": "good"}
TOOLS = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations")


def render(database: Path, verdict: dict, organization: str = "") -> str:
    """The page as one HTML text. The same file, verdict and tools give the same bytes."""
    with evidence.opened(database) as connection:
        facts = header(connection, verdict, organization)
        refusals = evidence.read_refusals(connection)
    return page(
        "auditor.html.j2",
        header=facts,
        verdict=verdict,
        groups=_groups(verdict["checks"]),
        files=_files(verdict["inputs"]),
        refusals=refusals,
        tools=[(name, version(name)) for name in TOOLS],
        tones=TONES,
        observed=observed,
    )


def observed(check: dict) -> str:
    """The number nearest to breaking the rule, with up to four significant digits."""
    found = check["observed"]
    return numbers.ABSENT if found is None else f"{found:.4g}".replace("-", numbers.MINUS)


def _files(inputs: list[dict]) -> list[dict]:
    """Every delivered file, and whether its rows balance."""
    ends = ("rows_accepted", "rows_quarantined", "rows_superseded", "rows_duplicate")
    return [one | {"is_balanced": one["rows_read"] == sum(one[e] for e in ends)} for one in inputs]


def _groups(checks: list[dict]) -> list[dict]:
    """Checks by outcome, what needs attention first; an outcome that did not occur is left out."""
    found = [
        {"outcome": outcome, "checks": [c for c in checks if c["outcome"] == outcome]}
        for outcome in OUTCOMES
    ]
    return [group for group in found if group["checks"]]
