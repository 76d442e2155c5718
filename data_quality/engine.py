"""Great Expectations over DuckDB, in the database: one query in, counts out.

Nothing outside this module and `execution` knows Great Expectations. It keeps no value that the
expectations saw, apart from the names of offenders, which the suites choose so that they name no
person. It judges nothing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.core import ExpectationSuite
from great_expectations.core.batch import Batch
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.execution_engine.sqlalchemy_batch_data import SqlAlchemyBatchData
from great_expectations.validator.validator import Validator

from data_quality.execution import DuckDBExecutionEngine

_NAMES_KEPT = 5
_INTERRUPT_SECONDS = 0.05


class NotEvaluatedError(Exception):
    """Great Expectations gave no usable answer; the message names the step, never the data."""


@dataclass(frozen=True)
class Measurement:
    """What a query showed: rows it gave, rows that could be judged, rows outside the limits.

    extreme: the lowest observed number under a lower limit, the highest under an upper one.
    offenders: names of the first few rows outside the limits.
    """

    declared: int
    evaluated: int
    failed: int
    extreme: float | None
    offenders: tuple[str, ...]


class Examiner:
    """Puts number queries before Great Expectations, with telemetry off and nothing on disk."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, max_seconds: float) -> None:
        """`max_seconds` interrupts a query that does not end; it then counts as not evaluated."""
        self._connection = connection
        self._max_seconds = max_seconds
        self._engine = DuckDBExecutionEngine(connection)
        self._context = gx.get_context(
            mode="ephemeral",
            project_config=DataContextConfig(
                analytics_enabled=False,
                progress_bars=ProgressBarsConfig(globally=False),
                store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            ),
        )

    def measure(
        self, query: str, lower: float | None = None, upper: float | None = None
    ) -> Measurement:
        """Judge every `observed` of `query` against the limits. Raises `NotEvaluatedError`."""
        extreme = (
            gxe.ExpectColumnMinToBeBetween(column="observed", min_value=lower)
            if lower is not None
            else gxe.ExpectColumnMaxToBeBetween(column="observed", max_value=upper)
        )
        each = gxe.ExpectColumnValuesToBeBetween(
            column="observed", min_value=lower, max_value=upper
        )
        results = self._validate(_as_numbers(query), [each, extreme])
        return _measurement(
            _only(results, "expect_column_values_to_be_between"),
            _only(results, extreme.expectation_type),
        )

    def gives_a_row(self, query: str) -> bool:
        """Whether `query` gives any row. Raises `NotEvaluatedError`."""
        with self._guarded():
            return self._connection.execute(query).fetchone() is not None

    def _validate(self, query: str, expectations: list[gxe.Expectation]) -> list[Any]:
        with self._guarded():
            batch = SqlAlchemyBatchData(
                execution_engine=self._engine, query=query, create_temp_table=False
            )
            validator = Validator(
                execution_engine=self._engine,
                batches=[Batch(data=batch)],
                data_context=self._context,
            )
            return validator.validate(
                expectation_suite=ExpectationSuite(name="rule", expectations=expectations),
                result_format={
                    "result_format": "SUMMARY",
                    "unexpected_index_column_names": ["subject"],
                    "partial_unexpected_count": _NAMES_KEPT,
                },
                catch_exceptions=True,
            ).results

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Interrupt what takes too long, and turn every exception into `NotEvaluatedError`.

        One expectation runs several queries; each that is begun after the limit is interrupted too.
        """
        is_done = threading.Event()

        def watch() -> None:
            is_late = not is_done.wait(self._max_seconds)
            while is_late and not is_done.wait(_INTERRUPT_SECONDS):
                self._connection.interrupt()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        except Exception as error:
            raise NotEvaluatedError(f"the check raised {type(error).__name__}") from None
        finally:
            is_done.set()
            watcher.join()


def _as_numbers(query: str) -> str:
    """One text and one number a row; what is not finite is no number."""
    return (
        "select cast(judged.subject as varchar) as subject, case when "
        "isfinite(cast(judged.observed as double)) then cast(judged.observed as double) "
        f"end as observed from ({query}) as judged"
    )


def _only(results: list[Any], expectation_type: str) -> dict[str, Any]:
    found = [one for one in results if one.expectation_config.type == expectation_type]
    if len(found) != 1:
        raise NotEvaluatedError("the check gave no result")
    one = found[0]
    if _raised(one.exception_info):
        raise NotEvaluatedError("the check raised an exception")
    if not one.result:
        raise NotEvaluatedError("the check gave an empty result")
    return one.result


def _raised(information: dict[str, Any] | None) -> bool:
    """Exceptions are reported flat, or keyed by metric."""
    if not information:
        return False
    nested = [value for value in information.values() if isinstance(value, dict)]
    return any(one.get("raised_exception") for one in [information, *nested])


def _measurement(each: dict[str, Any], extreme: dict[str, Any]) -> Measurement:
    declared = each.get("element_count")
    if declared is None:
        raise NotEvaluatedError("the check counted nothing")
    evaluated = declared - (each.get("missing_count") or 0)
    failed = each.get("unexpected_count")
    if evaluated and failed is None:
        raise NotEvaluatedError("the check counted no failures")
    names = [row.get("subject") for row in each.get("partial_unexpected_index_list") or []]
    observed = extreme.get("observed_value")
    return Measurement(
        declared=declared,
        evaluated=evaluated,
        failed=failed or 0,
        extreme=None if observed is None else float(observed),
        offenders=tuple(dict.fromkeys(str(name) for name in names))[:_NAMES_KEPT],
    )
