"""The auditor's page: what was delivered and checked, how it came out, how far it can be trusted.

A pure function of the audience file, the verdict and the installed tools. It shows counts, hashes
and names of rules, files and tables; never a value of a refused row.
"""

from importlib.metadata import version
from pathlib import Path

from orchestration.report import evidence, numbers
from orchestration.report.header import OUTCOMES, header
from orchestration.report.page import page
from orchestration.report.sections import instruments, rater_quality

TONES = {"failed": "bad", "waived": "warn", "not_evaluated": "warn", "passed": "good"}
TOOLS = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations")


def render(database: Path, verdict: dict, organization: str = "") -> str:
    """The page as one HTML text. The same file, verdict and tools give the same bytes."""
    with evidence.opened(database) as connection:
        facts = header(connection, verdict, organization)
        refusals = evidence.read_refusals(connection)
        trusted = instruments.section(connection)
        raters = rater_quality.section(connection, facts.as_of)
        names = {i.indicator_id: i for i in evidence.read_indicators(connection)}
    return page(
        "auditor.html.j2",
        header=facts,
        verdict=verdict,
        contents=[
            ("instruments", "Instruments", trusted.headline),
            ("raters", "Raters", raters.headline),
        ],
        also=_also(verdict["checks"]),
        gates=_gates(verdict),
        groups=_groups(verdict["checks"]),
        instruments=trusted,
        raters=raters,
        names=names,
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


def _gates(verdict: dict) -> list[dict]:
    """Checks by gate and outcome, and how many keep the release back; an empty gate is shown."""
    found = []
    for gate in verdict["gates"]:
        checks = [check for check in verdict["checks"] if check["gate"] == gate]
        counts = {one: sum(c["outcome"] == one for c in checks) for one in OUTCOMES}
        blocking = sum(check["is_blocking"] for check in checks)
        found.append({"name": gate, "counts": counts, "blocking": blocking})
    return found


def _also(checks: list[dict]) -> list[tuple[str, str]]:
    """Links to the rest of the page."""
    outcomes = [group["outcome"] for group in _groups(checks)]
    return [
        *((outcome, outcome.replace("_", " ").capitalize()) for outcome in outcomes),
        ("waivers", "Waivers"),
        ("files", "Files delivered"),
        ("refused", "Not taken"),
        ("digests", "What the verdict is about"),
    ]
