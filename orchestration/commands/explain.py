"""`scorecard explain`: a published number, what it says, by which rules, and from which lines."""

from collections.abc import Iterator
from typing import Any

from orchestration.commands.output import Exit, console, errors, print_json, print_table, stop
from orchestration.explain.explanation import NO_LINES, Explanation, explain
from orchestration.explain.question import Question, QuestionError, period_text
from orchestration.explain.ranges import shortened
from orchestration.locations import Home
from orchestration.release.listing import UnknownReleaseError
from orchestration.report.reasons import why_not_one_mean, why_status, why_withheld

_RANGES_SHOWN = 12
_COUNTS = ("rater_count", "response_count", "eligible_count")
_CONFIDENCE = ("completeness", "reliability", "recency")
_DEFINED = ("indicator_name", "definition", "calculation", "unit", "owner", "min_raters")
_TARGET = ("target_kind", "target_value", "target_scale", "target_reason", "target_source")


def explain_number(
    indicator: str,
    scope: str,
    period: str,
    construct: str,
    audience: str,
    release_id: str | None,
    as_json: bool,
) -> Exit:
    """Print the explanation and give the exit code; what cannot be asked is told and raised."""
    try:
        question = Question.of(indicator, scope, period, construct)
        with errors.status("Tracing the number"):
            found = explain(Home.from_environment(), question, audience, release_id)
    except (QuestionError, UnknownReleaseError) as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    if as_json:
        print_json(found)
    else:
        _print(found)
    return Exit.BLOCKED if found.lines_state == NO_LINES else Exit.DONE


def _print(found: Explanation) -> None:
    number = found.number
    period = period_text(number["period_grain"], number["period_start"])
    scope = " ".join(dict.fromkeys((number["scope_type"], number["scope_id"])))
    title = f"{number['indicator_id']} ({number['construct']}), {scope}, {period}"
    print_table(title, ["what", "published"], _said(number))
    defined = [(name, found.definition[name]) for name in (*_DEFINED, *_TARGET)]
    print_table("Formula and target", ["what", "says"], _given(defined))
    print_table(
        "Thresholds in force",
        ["threshold", "value", "reason"],
        [(t["threshold_id"], f"{t['value']} {t['unit']}", t["reason"]) for t in found.thresholds],
    )
    for line in (*_made_with(found.release), *_made_from(found)):
        console.print(line, markup=False, highlight=False)


def _said(number: dict[str, Any]) -> list[tuple[str, Any]]:
    band = None
    if number["lower"] is not None:
        band = f"{number['lower']} to {number['upper']} ({number['band_level']:.0%})"
    withheld = why_withheld(number["suppression_reason"]) if number["is_suppressed"] else None
    return _given(
        [
            ("estimate", number["estimate"]),
            ("band", band),
            ("cell state", number["cell_state"]),
            ("withheld because", withheld),
            *((name, number[name]) for name in _COUNTS),
            ("confidence", _confidence(number)),
            ("status", f"{number['status']}. {why_status(number['status_reason'])}"),
            ("use", number["use_label"]),
            ("claim level", number["claim_level"]),
            ("note", number["estimate_note"]),
            ("limit", why_not_one_mean(number.get("aggregation_note")) or None),
        ]
    )


def _confidence(number: dict[str, Any]) -> str | None:
    if number["confidence_score"] is None:
        return None
    parts = ", ".join(f"{name} {number[name]}" for name in _CONFIDENCE)
    return f"{number['confidence_score']} ({number['confidence_grade']}): {parts}"


def _made_with(release: dict[str, Any]) -> Iterator[str]:
    yield "Made with"
    for name, value in release.items():
        if isinstance(value, str):
            yield f"  {name.replace('_', ' ')}: {value}"


def _given(rows: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in rows if value is not None]


def _made_from(found: Explanation) -> Iterator[str]:
    """Not a table: a hash is copied and a list of lines is long."""
    yield "Made from"
    for file in found.files:
        kept = "" if file["is_landed"] else " (no longer in the landing zone)"
        yield f"  {file['feed']}, source {file['source_id']}: {file['file_sha256']}{kept}"
        for part in file["parts"]:
            lines = shortened(part["lines"], _RANGES_SHOWN)
            yield f"    {part['part']}, {part['line_count']} lines: {lines}"
    if found.lines_reason:
        yield found.lines_reason
