"""Hostile and large input is refused or read in bounded memory, each in its own process."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

MEGABYTES = 512
SECONDS = 30  # generous for a loaded machine; each takes a few seconds alone
PROGRAM = """
import json, re, sys
from contextlib import closing
from pathlib import Path
from orchestration.extract.readers import open_table
from orchestration.extract.judge import Judge
from orchestration.extract.refusal import RefusalError
from orchestration.settings import Source
source = Source(id="a", feed="separations", format=sys.argv[2], location="x",
    constants={"separated_on": "2025-01-01", "is_voluntary": "yes"})
rule, rows = None, 0
try:
    with open_table(Path(sys.argv[1]), source) as table, closing(Judge(Path(sys.argv[3]))) as judge:
        for count, batch in judge.judged(table, source, "x", ""):
            rows += count
except RefusalError as refusal:
    rule = refusal.rule
status = Path("/proc/self/status").read_text()  # getrusage would tell the parent's peak
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024
print(json.dumps({"rule": rule, "rows": rows, "megabytes": peak}))
"""


def quoted_forever(path: Path) -> None:
    path.write_text('employee_id,b\n1,"' + "x,\n" * 30_000_000)


def one_endless_line(path: Path) -> None:
    path.write_text("employee_id,b\n" + "x" * 100_000_000)


def many_columns(path: Path) -> None:
    path.write_text(",".join(f"c{n}" for n in range(100_000)) + "\n")


def wide_cell(path: Path) -> None:
    path.write_text("employee_id,b\n1," + "x" * 3_000_000 + "\n")


def many_rows(path: Path) -> None:
    path.write_text(
        "employee_id,b\n" + "".join(f"e{n % 1000},some text\n" for n in range(1_000_000))
    )


def endless_json(path: Path) -> None:
    path.write_text('{"employee_id": "' + "x" * 100_000_000)


@pytest.mark.parametrize(
    ("make", "form", "rule", "rows"),
    [
        (quoted_forever, "csv", "unclosed_quote", 0),
        (one_endless_line, "csv", "record_too_long", 0),
        (many_columns, "csv", "too_many_columns", 0),
        (wide_cell, "csv", "cell_too_long", 0),
        (endless_json, "jsonl", "record_too_long", 0),
        (many_rows, "csv", None, 1_000_000),
    ],
)
def test_input_is_read_or_refused_in_bounded_memory(
    tmp_path: Path, reference: Path, make, form: str, rule: str | None, rows: int
) -> None:
    make(tmp_path / "export")
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "export"), form, str(reference)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    found = json.loads(done.stdout)
    assert (found["rule"], found["rows"]) == (rule, rows)
    assert found["megabytes"] < MEGABYTES, found
    assert time.monotonic() - started < SECONDS
