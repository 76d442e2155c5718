"""`scorecard release ...`: what was published, whether it is intact, and going back."""

from dataclasses import asdict
from typing import Annotated

import typer

from orchestration.commands.output import AsJson, Exit, console, print_json, print_table, stop
from orchestration.locations import Home
from orchestration.release import listing
from orchestration.release.listing import UnknownReleaseError
from orchestration.release.rollback import RollbackError
from orchestration.release.rollback import rollback as roll_back
from orchestration.release.verify import verify as verify_release

app = typer.Typer(no_args_is_help=True, help="Published releases.")

ReleaseId = Annotated[str | None, typer.Argument(help="A release id; the current one without it.")]


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the standing releases, the oldest first."""
    found = listing.releases(Home.from_environment())
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        "Releases",
        ["release", "as of", "published at", "current"],
        [(r.release_id, r.as_of, r.published_at, "yes" if r.is_current else "") for r in found],
    )


@app.command()
def show(release_id: ReleaseId = None, as_json: AsJson = False) -> None:
    """Show what a release was made from and with."""
    try:
        record = listing.manifest(Home.from_environment(), release_id).as_record()
    except UnknownReleaseError as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    if as_json:
        print_json(record)
        return
    print_table(
        f"Release {record.get('release_id')}",
        ["field", "value"],
        [
            (name, value if isinstance(value, str) else _brief(value))
            for name, value in record.items()
        ],
    )


@app.command()
def verify(
    release_id: ReleaseId = None,
    anchor: Annotated[
        str | None, typer.Option(help="The chain head that was kept elsewhere.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Recompute every hash, every table's digest and the chain."""
    try:
        report = verify_release(Home.from_environment(), release_id, anchor)
    except UnknownReleaseError as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    if as_json:
        print_json(report)
    else:
        for problem in report.problems:
            console.print(problem, markup=False)
        count = len(report.releases)
        console.print(f"{count} releases intact" if report.is_intact else "not intact")
    raise typer.Exit(Exit.DONE if report.is_intact else Exit.INTERNAL)


@app.command()
def rollback(
    reason: Annotated[str, typer.Option(help="Why; it is kept in the chain.")],
    to: Annotated[str | None, typer.Option(help="The previous one without it.")] = None,
    by: Annotated[str, typer.Option(help="Who asked for it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make an earlier release current again."""
    try:
        result = roll_back(Home.from_environment(), reason, to, by)
    except (RollbackError, UnknownReleaseError) as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    if as_json:
        print_json(result)
    else:
        console.print(f"{result.release_id} is current again")


@app.command()
def diff(before: str, after: str, as_json: AsJson = False) -> None:
    """Show what changed from one release to another."""
    try:
        difference = listing.diff(Home.from_environment(), before, after)
    except UnknownReleaseError as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    if as_json:
        print_json(difference)
        return
    console.print(f"standards that changed: {', '.join(difference.standards) or 'none'}")
    console.print(f"tables that changed: {', '.join(difference.tables) or 'none'}")
    console.print(
        f"files: {len(difference.inputs_added)} added, {len(difference.inputs_removed)} removed"
    )
    names = list(difference.numbers[0]) if difference.numbers else []
    if names:
        print_table("Numbers that changed", names, [row.values() for row in difference.numbers])


def _brief(value: object) -> str:
    if isinstance(value, dict | list):
        return f"{len(value)} entries (--json shows them)"
    return "" if value is None else str(value)
