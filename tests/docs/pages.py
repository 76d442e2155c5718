"""Reads the documentation as data: pages, code blocks, commands, tables, links."""

import re
from pathlib import Path
from typing import NamedTuple

import typer

from orchestration.cli import app

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)\)")


class Command(NamedTuple):
    """One shell command of one page."""

    page: str
    text: str


def pages() -> list[Path]:
    """The README and every page of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, *languages: str) -> list[str]:
    """The code blocks of a page in these languages, in order."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [body for language, body in found if language in languages]


def commands() -> list[Command]:
    """Every command of every `sh` and `console` block; in a console only lines after a prompt."""
    found = []
    for page in pages():
        name = page.relative_to(ROOT).as_posix()
        for body in blocks(page, "sh"):
            joined = body.replace("\\\n", " ")
            lines = [line.strip() for line in joined.splitlines()]
            found += [Command(name, line) for line in lines if line and not line.startswith("#")]
        for body in blocks(page, "console"):
            lines = [line[2:].strip() for line in body.splitlines() if line.startswith("$ ")]
            found += [Command(name, line) for line in lines]
    return found


def links(page: Path) -> list[str]:
    """Targets of the links within the checkout."""
    return [t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]


def table(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head, back ticks removed."""
    text = page.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1]
    rows = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append([cell.strip().replace("`", "") for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def commands_of_cli() -> set[str]:
    """Every command of `scorecard`, with its group: `run`, `release verify`."""
    root = typer.main.get_command(app)
    found = set()
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        found |= {f"{name} {one}" for one in inner} if inner else {name}
    return found
