"""xAPI statements as training completions: `completed` on a course, one row a statement.

Invalid statements become rows that are condemned; other valid statements are no rows of the feed.
Statements that were voided are reported in `withdrawn`, since the voiding may come in another file.
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from orchestration.extract import limits
from orchestration.extract.cells import cell_text
from orchestration.extract.json_stream import json_values
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import to_batch
from orchestration.extract.xapi_checks import StatementError
from orchestration.extract.xapi_rules import VOIDED, check_statement
from orchestration.settings import Source

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
HOME_PAGE = "actor.account.homePage"
_COLUMNS = (
    "learner_id",
    "program_id",
    "completed_at",
    "score",
    "recorded_at",
    "id",
    HOME_PAGE,
    "actor.account.name",
    "actor.mbox",
    "actor.mbox_sha1sum",
    "actor.openid",
)
_PATHS = ("context.extensions.", "object.definition.extensions.", "result.extensions.")


class XapiTable:
    """Statements of one file. Any extension may be asked for as `context.extensions.<IRI>`."""

    def __init__(self, blocks: Iterator[str], source: Source) -> None:
        """Reads nothing yet."""
        self._values = json_values(blocks)
        self._source = source
        self._names = list(_COLUMNS)
        self._home_page: object = None
        self.skipped = 0
        self.withdrawn: list[str] = []

    def find(self, name: str) -> int | None:
        """A derived column, or the path of an extension."""
        if name not in self._names and name.startswith(_PATHS):
            self._names.append(name)
        return self._names.index(name) if name in self._names else None

    def all_positions(self) -> list[int]:
        """Every derived column."""
        return list(range(len(self._names)))

    def default_name(self, feed_column: str) -> str | None:
        """The later statement about one course stands."""
        return "recorded_at" if feed_column == "_version" else None

    def time_zone(self, position: int) -> str | None:
        """Times without an offset are UTC, as the specification says."""
        return "UTC"

    def question(self, position: int) -> str | None:
        """Statements have no questions."""
        return None

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The completions, and the invalid statements as condemned rows."""
        rows: list[list[str]] = []
        lines: list[int] = []
        rules: list[tuple[str, str] | None] = []
        for statement, line in _statements(self._values):
            try:
                check_statement(statement)
            except StatementError as fault:
                rows.append([""] * len(self._names))
                rules.append((fault.rule, fault.field))
            else:
                assert isinstance(statement, dict)
                if not self._is_completion(statement):
                    self.skipped += 1
                    continue
                row, rule = self._row(statement, line)
                rows.append(row)
                rules.append(rule)
            lines.append(line)
            if len(rows) == limits.ROWS_PER_BATCH:
                yield self._batch(rows, lines, positions, rules)
                rows, lines, rules = [], [], []
        yield self._batch(rows, lines, positions, rules)

    def _batch(
        self,
        rows: list[list[str]],
        lines: list[int],
        positions: Sequence[int],
        rules: list[tuple[str, str] | None],
    ) -> pa.Table:
        ids = [row[self._names.index("id")].lower() or None for row in rows]
        return to_batch(rows, lines, positions, rules, ids)

    def _is_completion(self, statement: dict) -> bool:
        if statement["verb"]["id"] == VOIDED:
            self.withdrawn.append(statement["object"]["id"].lower())
            return False
        target = statement["object"]
        is_course = target.get("definition", {}).get("type") in self._source.course_types
        is_done = statement.get("result", {}).get("completion", True)
        return statement["verb"]["id"] == COMPLETED and is_course and is_done

    def _row(self, statement: dict, line: int) -> tuple[list[str], tuple[str, str] | None]:
        actor = statement["actor"]
        if actor.get("objectType") == "Group":
            return [""] * len(self._names), ("actor_is_group", "actor")
        account = actor.get("account", {})
        self._check_home_page(account.get("homePage"), line)
        mailbox = actor.get("mbox", "").removeprefix("mailto:")
        identities = (
            account.get("name", ""),
            mailbox,
            actor.get("mbox_sha1sum", ""),
            actor.get("openid", ""),
        )
        recorded = statement.get("stored") or statement.get("timestamp") or ""
        known = [
            next((identity for identity in identities if identity), ""),
            statement["object"]["id"],
            statement.get("timestamp") or statement.get("stored") or "",
            _score_share(statement.get("result", {}).get("score", {})),
            recorded,
            statement.get("id", ""),
            account.get("homePage", ""),
            *identities,
        ]
        extensions = [_extension(statement, name) for name in self._names[len(known) :]]
        return known + extensions, None

    def _check_home_page(self, home_page: object, line: int) -> None:
        """Account names are unique within one home page only."""
        if home_page is None or HOME_PAGE in self._source.where:
            return
        self._home_page = self._home_page or home_page
        if home_page != self._home_page:
            raise RefusalError(
                "several_account_homes",
                f"accounts of more than one homePage; name one: `where: {{{HOME_PAGE}: [...]}}`",
                line,
            )


def _statements(values: Iterator[tuple[object, int]]) -> Iterator[tuple[object, int]]:
    """The values; where one is the answer of a record store, the statements in it."""
    for value, line in values:
        if isinstance(value, dict) and isinstance(value.get("statements"), list):
            yield from ((statement, line) for statement in value["statements"])
        else:
            yield value, line


def _score_share(score: dict) -> str:
    """The score as a share, from raw, min and max: `scaled` is -1..1 and often computed wrongly."""
    raw, low, high = score.get("raw"), score.get("min", 0), score.get("max")
    if raw is not None and high is not None:
        return str(round((raw - low) / (high - low), 6))
    return cell_text(score.get("scaled")) or ""


def _extension(statement: dict, name: str) -> str:
    holder, _, iri = name.partition(".extensions.")
    at: object = statement
    for step in (*holder.split("."), "extensions", iri):
        at = at.get(step) if isinstance(at, dict) else None
    return cell_text(at) or ""
