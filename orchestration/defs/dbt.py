"""The dbt project as assets, in two builds: the evidence, which intake judges, then the marts.

What rests on the statistics, which are computed in between, is built with the marts.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from threading import Thread
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from orchestration.dbt_parse import build_vars, manifest_file, parse_file
from orchestration.defs.policy import OWNER_OF_FEED
from orchestration.defs.resources import Scorecard
from orchestration.locations import Home

MANIFEST = manifest_file(Home.from_environment())
_MARTS = "fqn:empathy_scorecard.marts source:statistics+"
INTAKE_VERDICT = dg.AssetKey(["gates", "intake_verdict"])


class DbtBuildError(RuntimeError):
    """dbt stopped for another reason than a data test: an error of the program, not a verdict."""


class Translator(DagsterDbtTranslator):
    """Names the assets: raw tables as `raw/<feed>`, groups after the folder of the model."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """`raw/<feed>` or `statistics/<table>` for a source, `<schema>/<model>` for the rest."""
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])
        return super().get_asset_key(dbt_resource_props)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The layer, and for marts and indicators the folder: `marts_people_health`."""
        if dbt_resource_props["resource_type"] == "seed":
            return "reference"
        return "_".join(dbt_resource_props["fqn"][1:-1][:2]).replace("-", "_") or "raw"

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """The owner in the model's meta, or the owner of all feeds."""
        owner = dbt_resource_props.get("meta", {}).get("owner")
        return [f"team:{owner}"] if owner else [OWNER_OF_FEED]


class JudgedTranslator(Translator):
    """Marts come after the intake gate: what it stops is not built, and it is it that says why."""

    def get_asset_spec(
        self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> dg.AssetSpec:
        """The mart, depending on the verdict of the intake gate as well."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        return spec.replace_attributes(deps=[*spec.deps, INTAKE_VERDICT])


def _build(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, scorecard: Scorecard
) -> Iterator[Any]:
    settings = scorecard.settings()
    home, reference = scorecard.home, scorecard.reference(settings)
    arguments = [
        *("build", "--exclude-resource-type", "unit_test", "--no-write-json"),
        *("--vars", build_vars(scorecard.date(settings), reference)),
        *("--partial-parse-file-path", str(parse_file(home))),
    ]
    failed = []
    try:
        for event in dbt.cli(arguments, context=context, target_path=home.dbt_target).stream():
            if isinstance(event, dg.AssetCheckResult) and _fails(event):
                failed.append(_told(event))
            yield event
    except DagsterDbtCliRuntimeError as error:
        if failed:
            raise dg.Failure(" ".join(failed), allow_retries=False) from error
        raise DbtBuildError(str(error)) from error


def _fails(test: dg.AssetCheckResult) -> bool:
    return not test.passed and test.severity is dg.AssetCheckSeverity.ERROR


def _told(test: dg.AssetCheckResult) -> str:
    name, rows = test.check_name, test.metadata["dagster_dbt/failed_row_count"].value
    return (
        f"data test {name}: {rows} failing rows, 0 needed; "
        f"`dbt show --select {name}` in dbt_project/ lists them."
    )


@dbt_assets(
    manifest=MANIFEST,
    exclude=_MARTS,
    name="dbt_evidence",
    dagster_dbt_translator=Translator(),
)
def dbt_evidence(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, scorecard: Scorecard
) -> Iterator[Any]:
    """Seeds, staging and intermediate models, each with its data tests."""
    # while dbt builds, what the gate after it asks, which takes seconds to import
    Thread(target=import_module, args=["orchestration.release.judgment"]).start()
    yield from _build(context, dbt, scorecard)


@dbt_assets(
    manifest=MANIFEST,
    select=_MARTS,
    name="dbt_marts",
    dagster_dbt_translator=JudgedTranslator(),
)
def dbt_marts(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, scorecard: Scorecard
) -> Iterator[Any]:
    """The marts and what rests on statistics; readers see none of it before it is released."""
    yield from _build(context, dbt, scorecard)
