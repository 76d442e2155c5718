"""From a measurement to a finding: what counts as passed, and how it is said.

What Great Expectations says is never the verdict: an empty frame, a column of NULLs and a check
without result may all come back as success there. Here they are `not_evaluated`, which blocks.
"""

from data_quality.engine import Measurement
from data_quality.findings import CheckResult, Outcome
from data_quality.questions import Question
from data_quality.reference import Threshold


def answered(question: Question, threshold: Threshold, measured: Measurement) -> CheckResult:
    """The finding of a check that ran."""
    fault = _shortfall(measured)
    if measured.failed:
        return _result(question, threshold, measured, Outcome.FAILED, fault)
    outcome = Outcome.NOT_EVALUATED if fault else Outcome.PASSED
    return _result(question, threshold, measured, outcome, fault)


def unanswered(
    question: Question, threshold: Threshold | None, fault: str, is_excused: bool = False
) -> CheckResult:
    """The finding of a check that did not run; it blocks unless there is an excuse."""
    return _result(question, threshold, None, Outcome.NOT_EVALUATED, fault, is_excused)


def _shortfall(measured: Measurement) -> str:
    if measured.declared == 0:
        return "there was nothing to judge"
    if measured.evaluated == 0:
        return f"none of {measured.declared} could be judged"
    if measured.evaluated < measured.declared:
        return f"only {measured.evaluated} of {measured.declared} could be judged"
    return ""


def _result(
    question: Question,
    threshold: Threshold | None,
    measured: Measurement | None,
    outcome: Outcome,
    fault: str,
    is_excused: bool = False,
) -> CheckResult:
    rule = question.rule
    counted = measured or Measurement(0, 0, 0, None, ())
    needed = "a threshold"
    if threshold:
        needed = f"{rule.comparison.wording} {threshold.value:g} {threshold.unit}"
    return CheckResult(
        check_id=question.check_id,
        rule_id=rule.rule_id,
        gate=rule.gate,
        owner=rule.owner,
        dimension=rule.dimension,
        table=_table(question),
        threshold_id=rule.threshold_id,
        needed=needed,
        reason=threshold.reason if threshold else "none given",
        declared=counted.declared,
        evaluated=counted.evaluated,
        failed=counted.failed,
        observed=counted.extreme,
        outcome=outcome,
        is_blocking=outcome is not Outcome.PASSED and not is_excused,
        is_waivable=rule.is_waivable,
        message=_message(question, needed, counted, outcome, fault, is_excused),
        evidence=question.evidence,
    )


def _table(question: Question) -> str:
    name = question.rule.table
    if question.indicator is None:
        return name
    return name.replace("$indicator_id", question.indicator.indicator_id)


def _message(
    question: Question,
    needed: str,
    counted: Measurement,
    outcome: Outcome,
    fault: str,
    is_excused: bool,
) -> str:
    check_id, action = question.check_id, question.rule.action
    if outcome is Outcome.PASSED:
        return f"{check_id}: holds for all {counted.declared} judged."
    if is_excused:
        return f"{check_id}: not evaluated, {fault}; it does not block."
    if outcome is Outcome.NOT_EVALUATED:
        return f"{check_id}: not evaluated, {fault}; needed {needed}. {action}"
    return (
        f"{check_id}: {counted.failed} of {counted.declared} failed "
        f"({', '.join(counted.offenders)}); observed {counted.extreme:g}, needed {needed}. {action}"
    )
