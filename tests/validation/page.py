"""The page on what the methods were shown to do: words, tables and pictures from the results."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from tests.validation import pictures
from tests.validation.criteria import HIGHEST, LOWEST, criteria

IMAGES = "images/method-validation"


def render(results: dict) -> str:
    """The page as Markdown."""
    size, null, case = results["size"], results["null"], results["case"]
    alerts, pilot = results["alerts"], results["pilot"]
    most = {row["drop"]: row for row in alerts["detection"]}
    return "\n".join(
        [
            "# Do the numbers do what they claim?",
            "",
            "Organizations are simulated whose truth is known, the pipeline's own SQL and "
            "statistics run over them, and what it says is held against that truth. "
            "`make validate-method` does it anew and writes this page; a small version runs with "
            "the tests.",
            "",
            "## What is promised, and what was found",
            "",
            *_table(
                ("Promise", "Found", "Kept"),
                ((one.promise, one.found, _yes(one.is_kept)) for one in criteria(results)),
            ),
            "",
            "## Do bands hold the truth?",
            "",
            f"{size['leaders']:,} leaders for each number of people, drawn from the numbers that "
            "the sample organization is drawn from: raters differ in leniency and halo, observers "
            "in severity, answers are whole numbers. *People* are raters, observers or the team.",
            "",
            f"![Share of bands that hold the truth, by people behind the number]({IMAGES}/"
            "coverage.svg)",
            "",
            *_table(
                ("Kind", "Band", "People", "Holds the truth", "Mean width"),
                (
                    (
                        row["kind"],
                        row["band"],
                        row["people"],
                        f"{row['covered']:.1%}",
                        f"{row['width']:.2f}",
                    )
                    for row in results["coverage"]
                ),
            ),
            "",
            "Widths are in the unit of the indicator: points, share, incidents per 100 "
            "person-years.",
            "",
            "## What is claimed when nothing happened?",
            "",
            f"{null['organizations']} organizations of 45 leaders over a year, no effect of "
            "training on anything. The highest claim of each, over all indicators, units and "
            "months:",
            "",
            *_table(
                ("Highest claim level", "Training did nothing", "The case"),
                (
                    (
                        level,
                        f"{null['by_level'][level]} of {null['organizations']}",
                        f"{case['claims']['by_level'][level]} of {case['claims']['organizations']}",
                    )
                    for level in null["by_level"]
                ),
            ),
            "",
            f"Reliably improved leaders: {null['improved_share']:.1%} on average where training "
            f"did nothing (95% of organizations stay below {null['improved_share_95th']:.1%}), "
            f"{case['claims']['improved_share']:.1%} in the case.",
            "",
            f"In {case['claims']['organizations']} organizations of the case, published bands of "
            "the company, units and cohorts hold the true value:",
            "",
            *_table(
                ("Indicator", "Bands", "Hold the truth"),
                (
                    (f"`{row['indicator_id']}`", row["bands"], f"{row['covered']:.1%}")
                    for row in case["coverage"]
                ),
            ),
            "",
            "Bands of one organization hang together, and the truth of "
            "`promotion_impact_ratio` and `leaders_improved_share` is itself an approximation: "
            "these shares scatter more than those above.",
            "",
            "## Does adjusting for rater severity help?",
            "",
            f"{size['severity_organizations']} organizations of 200 leaders with 6 ratings each; "
            "variances between leaders .15, raters .20, error .40. Root mean squared error of "
            "scores, in scale points:",
            "",
            f"![Error of leader scores, by leaders rated by each rater]({IMAGES}/severity.svg)",
            "",
            *_table(
                ("Leaders rated by each rater", "Raw mean", "Shrunk", "Shrunk and adjusted"),
                (
                    (
                        row["leaders_each"],
                        f"{row['raw']:.3f}",
                        f"{row['shrunk']:.3f}",
                        f"{row['adjusted']:.3f}",
                    )
                    for row in results["severity"]
                ),
            ),
            "",
            "## How often does an alert cry wolf?",
            "",
            f"{alerts['teams']:,} teams of 8 people, two years after a year of history, settings "
            f"as shipped: {alerts['false_a_month_quiet']:.2f} false alerts a month where nothing "
            f"happens, {alerts['false_a_month_carried']:.2f} where a month's mood carries over to "
            "the next by .3. Where one team in twenty does decline, "
            f"{alerts['false_share']:.0%} of the alerts are false.",
            "",
            f"![Declines raised, by months since they began]({IMAGES}/alerts.svg)",
            "",
            "Raised within a year: "
            + ", ".join(f"{row['raised']:.0%} of declines by {drop}" for drop, row in most.items())
            + " points. Small declines of small teams are found late or not at all.",
            "",
            "## What can a pilot find?",
            "",
            "45 leaders, 90 days, scores that spread by .5 points and correlate by .5. The pilot "
            f"states {pilot['detectable']:.2f} points as the smallest change it can find. How "
            "often it finds one, by its true size:",
            "",
            f"![Pilots that find a change, by its size]({IMAGES}/pilot.svg)",
            "",
            *_table(
                ("True change, points", "Pilots that find it"),
                ((f"{row['change']:.2f}", f"{row['found']:.0%}") for row in pilot["found"]),
            ),
            "",
        ]
    )


def draw(results: dict, docs: Path) -> None:
    """Write the pictures of the page."""
    folder = docs / IMAGES
    pictures.coverage(pd.DataFrame(results["coverage"]), LOWEST, HIGHEST, folder / "coverage.svg")
    pictures.errors(pd.DataFrame(results["severity"]), folder / "severity.svg")
    pictures.detection(pd.DataFrame(results["alerts"]["detection"]), folder / "alerts.svg")
    pilot = results["pilot"]
    pictures.power(pd.DataFrame(pilot["found"]), pilot["detectable"], folder / "pilot.svg")


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]


def _yes(is_kept: bool) -> str:
    return "yes" if is_kept else "**no**"
