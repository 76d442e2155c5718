"""Every command and every piece of code on the pages does what it is shown for."""

import csv
import io
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest
import typer
import yaml

from orchestration.cli import app
from orchestration.commands.output import Exit
from orchestration.extract.identity import KEY_VARIABLE, check_key
from orchestration.settings import load_settings
from tests.docs.pages import ROOT, blocks, commands, commands_of_cli, pages, table

# Commands that are not run as they stand: why, and what looks after them instead.
ELSEWHERE = {
    "make demo": "builds an environment; test_make_targets_are_what_the_tests_run",
    "make setup": "has run before any test",
    "make test": "would run this test; test_make_targets_are_what_the_tests_run",
    "scorecard run": "has run before any of these; the fixture demo",
    "scorecard ui": "serves until interrupted; test_the_ui_answers_on_loopback",
    "dbt build": "needs the page's other steps; test_add_an_indicator.py",
    "export": "only sets a variable; test_the_key_that_is_shown_is_a_good_one",
}
SHOWN = sorted({command.text for command in commands()})
INLINE = re.compile(r"`(scorecard [^`]+)`")


def looked_after(command):
    """The entry of `ELSEWHERE` that covers a command."""
    return next((start for start in ELSEWHERE if command.startswith(start)), None)


def answered(url, within):
    """The status of the first answer; the port opens a moment after the line that names it."""
    end = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.status
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise


@pytest.mark.parametrize("command", [one for one in SHOWN if not looked_after(one)])
def test_a_command_that_is_shown_works(shell, command):
    done = shell.run(command)
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_exception_outlives_its_command():
    assert {looked_after(command) for command in SHOWN} - {None} == set(ELSEWHERE)


def test_make_targets_are_what_the_tests_run():
    def steps(target):
        return subprocess.run(
            ["make", "-n", "-o", ".venv/.installed", target],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    run = re.findall(r"bin/(scorecard \w+)", steps("demo"))
    assert run == ["scorecard sample", "scorecard run", "scorecard release"]
    assert re.search(r"SCORECARD_HOME=.demo/home \S*scorecard run ", steps("demo"))
    assert "pytest" in steps("test")


def test_the_key_that_is_shown_is_a_good_one(shell):
    (shown,) = [command for command in SHOWN if command.startswith("export")]
    printed = shell.run(f'{shown}; printf %s "${KEY_VARIABLE}"').stdout
    assert len(check_key(printed)) == 64


def test_the_ui_answers_on_loopback(shell):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        ["scorecard", "ui", "--port", str(port)],
        cwd=ROOT,
        env=shell.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert any(
            "Serving dagster-webserver on http://127.0.0.1" in line for line in served.stdout
        )
        assert answered(f"http://127.0.0.1:{port}/server_info", within=60) == 200
    finally:
        # Dagster turns the signal into an interrupt, which a shell's background jobs ignore.
        os.killpg(served.pid, signal.SIGTERM)
        try:
            served.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(served.pid, signal.SIGKILL)
            served.communicate()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_commands_in_sentences_exist_with_their_options(page):
    for shown in INLINE.findall(page.read_text(encoding="utf-8")):
        words = shown.split()[1:]
        name = " ".join(word for word in words if re.fullmatch("[a-z-]+", word) and word[0] != "-")
        known = [one for one in commands_of_cli() if name == one or name.startswith(one + " ")]
        assert known, shown
        command = typer.main.get_command(app)
        for part in known[0].split():
            command = command.commands[part]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, shown


@pytest.mark.parametrize(
    ("page", "code"),
    [(page.name, code) for page in pages() for code in blocks(page, "python")],
)
def test_python_that_is_shown_runs(shell, page, code, tmp_path):
    script = tmp_path / "shown.py"
    script.write_text(code)
    done = shell.run(f"python {script}")
    assert done.returncode == 0, f"{page}: {done.stderr[-2000:]}"
    assert "pulse_empathy_score" in done.stdout


def test_the_config_that_is_shown_is_valid(tmp_path):
    (shown,) = blocks(ROOT / "docs" / "add-a-feed.md", "yaml")
    (tmp_path / "scorecard.yml").write_text(shown)
    settings = load_settings(tmp_path / "scorecard.yml")
    assert settings.sources[0].columns == yaml.safe_load(shown)["sources"][0]["columns"]


def test_the_threshold_that_is_shown_fits_the_seed():
    (shown,) = blocks(ROOT / "docs" / "change-a-threshold.md", "csv")
    (row,) = csv.DictReader(io.StringIO(shown))
    with (ROOT / "seeds/reference/thresholds.csv").open(newline="") as stream:
        standing = list(csv.DictReader(stream))
    assert list(row) == list(standing[0])
    assert row["threshold_id"] in {one["threshold_id"] for one in standing}


def test_exit_codes_on_the_page_are_those_of_the_command():
    page = ROOT / "docs" / "releases-and-gates.md"
    codes = [int(code) for code, _ in table(page, "What `scorecard run` gives back")]
    assert codes == sorted(Exit)
