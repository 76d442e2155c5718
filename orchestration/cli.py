"""The command line `scorecard`: thin commands over the libraries."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from orchestration.commands import release
from orchestration.commands.output import (
    AsJson,
    Exit,
    console,
    errors,
    print_json,
    print_table,
    stop,
)
from orchestration.commands.ui import ExposedHostError, check_host, serve
from orchestration.config_file import SettingsError
from orchestration.extract.check import check_sources
from orchestration.extract.identity import PseudonymKeyError
from orchestration.locations import Home, default_config
from orchestration.reference import own_tables
from orchestration.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, pretty_exceptions_show_locals=False)
app.add_typer(release.app, name="release")

Config = Annotated[
    Path, typer.Option(help="The scorecard.yml; SCORECARD_CONFIG, or ./scorecard.yml, without it.")
]


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="The folder to write; an earlier sample is replaced.")],
    leaders: Annotated[int, typer.Option(min=1, help="People leaders; teams come with them.")] = 45,
    months: Annotated[
        int | None,
        typer.Option(min=1, help="Months after the first training; 12, in staggered 24, without."),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Equal seeds, equal bytes.")] = None,
    scenario: Annotated[
        str, typer.Option(help="case, null, harm, tiny, messy or staggered.")
    ] = "case",
    as_json: AsJson = False,
) -> None:
    """Write a synthetic organization's exports, the config that maps them, and the truth."""
    from seeds.sample.generate import DEFAULT_SEED, generate

    try:
        with errors.status("Writing the sample organization"):
            report = generate(out, leaders, months, seed or DEFAULT_SEED, scenario)
    except (ValueError, FileExistsError) as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    if as_json:
        print_json(report)
        return
    print_table("Rows generated", ["feed", "rows"], sorted(report.rows.items()))
    console.print(f"{report.files} files; config: {report.settings}", markup=False)


@app.command()
def check(config: Config = default_config(), as_json: AsJson = False) -> None:  # noqa: B008
    """Check the config and its sources without running anything."""
    settings = _settings(config)
    with errors.status("Reading the sources"):
        faults = check_sources(settings, config)
    if as_json:
        print_json([asdict(fault) for fault in faults])
    else:
        for fault in faults:
            console.print(str(fault), markup=False)
        console.print(f"{len(settings.sources)} sources, {len(faults)} faults")
    raise typer.Exit(Exit.UNUSABLE if faults else Exit.DONE)


@app.command()
def run(
    config: Config = default_config(),  # noqa: B008
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The date to look from.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run everything, from the exports to the release, through Dagster."""
    settings = _settings(config)
    home = Home.from_environment()
    day = as_of.date() if as_of else settings.as_of or datetime.now(UTC).date()
    result = _run(config.resolve(), home, day)
    if as_json:
        print_json(asdict(result))
    elif result.status == "published":
        console.print(f"published {result.release_id}", markup=False)
        for audience in settings.audiences:
            page = home.current / audience / "report" / "index.html"
            console.print(f"  {audience}: {page}", markup=False)
    elif result.status == "already_published":
        console.print(f"{result.release_id} holds these numbers already; nothing new to publish")
    else:
        errors.print(f"{result.status}; the last release stands", markup=False)
        for reason in result.reasons:
            errors.print(f"  {reason}", markup=False)
    raise typer.Exit(_EXIT_OF[result.status])


_EXIT_OF = {
    "published": Exit.DONE,
    "already_published": Exit.DONE,
    "blocked": Exit.BLOCKED,
    "failed": Exit.INTERNAL,
}


def _run(config: Path, home: Home, day: date) -> "object":
    from orchestration.run import run_scorecard

    try:
        with errors.status(f"Running the scorecard as of {day}"):
            return run_scorecard(config, home, day)
    except PseudonymKeyError as error:
        raise stop(Exit.UNUSABLE, str(error)) from None


@app.command()
def explain(
    indicator: Annotated[str, typer.Option(help="An indicator id.")],
    scope: Annotated[str, typer.Option(help="company, or a type and an id: org_unit:ou_12.")],
    period: Annotated[str, typer.Option(help="2025-09, 2025-Q3 or 2025.")],
    construct: Annotated[str, typer.Option(help="A part of the indicator.")] = "all",
    audience: Annotated[str, typer.Option(help="As whom to ask.")] = "auditor",
    release_id: Annotated[
        str | None, typer.Option("--release", help="A release id; the current one without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Trace a published number to its formula, its thresholds, its files and their lines."""
    from orchestration.commands.explain import explain_number

    raise typer.Exit(
        explain_number(indicator, scope, period, construct, audience, release_id, as_json)
    )


@app.command()
def ui(
    config: Config = default_config(),  # noqa: B008
    host: Annotated[str, typer.Option(help="Loopback, unless --behind-proxy.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 3000,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy that asks for a log-in guards it.")
    ] = False,
) -> None:
    """Open Dagster's web UI: assets, checks, schedules and the run history."""
    try:
        check_host(host, behind_proxy)
    except ExposedHostError as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
    raise typer.Exit(serve(config.resolve(), Home.from_environment(), host, port))


def _settings(config: Path) -> Settings:
    try:
        settings = load_settings(config)
        own_tables(settings, config)
        return settings
    except (SettingsError, OSError) as error:
        raise stop(Exit.UNUSABLE, str(error)) from None
