"""The page on tracing says what the command and the list of lines say."""

import duckdb

from orchestration.commands.output import Exit
from orchestration.release.lines import LINES_FILE
from tests.docs.pages import ROOT, table

PAGE = ROOT / "docs" / "trace-a-number.md"


def test_the_parts_on_the_page_are_those_of_the_list(demo):
    listed = duckdb.read_parquet(str(demo.home.current / LINES_FILE))
    parts = {part for (part,) in listed.project("part").distinct().fetchall()}
    shown = {part for part, _ in table(PAGE, "What the lines are")}
    # Every observer of the sample is fit to be counted by the time they observe.
    assert shown - parts <= {"left_out"}
    assert parts <= shown


def test_the_exit_codes_on_the_page_are_those_of_the_command():
    text = PAGE.read_text(encoding="utf-8").split("| Exit code | Means |")[1]
    codes = [int(line.split("|")[1]) for line in text.splitlines()[2:5]]
    assert codes == [Exit.DONE, Exit.UNUSABLE, Exit.BLOCKED]
