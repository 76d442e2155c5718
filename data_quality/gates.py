"""Ask a suite: from an open connection and the reference rows to a list of findings."""

from collections.abc import Iterable
from datetime import date

import duckdb

from data_quality.canonical import digest_of
from data_quality.engine import Examiner, NotEvaluatedError
from data_quality.findings import CheckResult, Comparison, Gate, Rule
from data_quality.outcomes import answered, unanswered
from data_quality.questions import Question, questions
from data_quality.reference import Reference, ReferenceError
from data_quality.suites import load_suite


def judge(
    connection: duckdb.DuckDBPyConnection,
    gate: Gate,
    reference: Reference,
    as_of: date,
    rules: Iterable[Rule] | None = None,
) -> list[CheckResult]:
    """Ask every rule of `gate`; one finding for each check, in the order of the suite.

    connection: read-only, over the warehouse; it is neither written to nor closed.
    rules: other rules than the gate's own, for tests.
    """
    limit = reference.thresholds.get("gate_max_seconds").value
    examiner = Examiner(connection, max_seconds=limit)
    configured = _configured_feeds(connection)
    asked = load_suite(gate) if rules is None else rules
    evidence = _evidence(connection, as_of)
    return [
        _ask(examiner, question, configured)
        for question in questions(asked, reference, as_of, evidence)
    ]


def _configured_feeds(connection: duckdb.DuckDBPyConnection) -> frozenset[str] | None:
    """The feeds that have a source; None when nothing tells, so that every rule is asked."""
    try:
        rows = connection.execute("select distinct feed from raw.sources").fetchall()
    except duckdb.Error:
        return None
    return frozenset(feed for (feed,) in rows)


def _evidence(connection: duckdb.DuckDBPyConnection, as_of: date) -> str:
    """Digest of what was delivered and how it was mapped, whatever the order of delivery."""
    try:
        rows = connection.execute(
            "select source_id, file_sha256, mapping_digest from raw.files order by all"
        ).fetchall()
    except duckdb.Error:
        return "unknown"
    return digest_of([as_of.isoformat(), rows])


def _ask(examiner: Examiner, question: Question, configured: frozenset[str] | None) -> CheckResult:
    rule = question.rule
    try:
        threshold = question.threshold()
    except ReferenceError as error:
        return unanswered(question, None, str(error))
    if question.feed and configured is not None and question.feed not in configured:
        return unanswered(question, threshold, "feed_not_configured", is_excused=True)
    side = "lower" if rule.comparison is Comparison.AT_LEAST else "upper"
    try:
        for excuse, query in rule.excuses.items():
            if examiner.gives_a_row(question.filled(query)):
                return unanswered(question, threshold, excuse, is_excused=True)
        measured = examiner.measure(question.filled(rule.query), **{side: threshold.value})
    except NotEvaluatedError as error:
        return unanswered(question, threshold, str(error))
    except KeyError as error:
        return unanswered(question, threshold, f"nothing fills in {error}")
    return answered(question, threshold, measured)
