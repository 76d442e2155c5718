"""The two gates as assets. A gate's findings are asset checks; the verdict is the asset.

Checks do not gate in Dagster: it is the publisher that refuses, by the verdict it reads itself.
Great Expectations takes seconds to import, so that is left to the assets that ask it.
"""

from collections.abc import Iterable, Iterator

import dagster as dg

from data_quality.findings import CheckResult, Gate, Outcome
from data_quality.suites import load_suite
from data_quality.verdict import Verdict
from orchestration.defs.dbt import INTAKE_VERDICT, dbt_evidence, dbt_marts
from orchestration.defs.policy import OWNER_OF_GATE
from orchestration.defs.resources import Scorecard
from orchestration.release.publish import publish
from orchestration.release_order import order_for

VERDICT = dg.AssetKey(["gates", "verdict"])


def _check_specs(asset: dg.AssetKey, gates: Iterable[Gate]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(rule.rule_id, asset=asset, description=rule.action)
        for gate in gates
        for rule in load_suite(gate)
    ]


def _check_results(asset: dg.AssetKey, verdict: Verdict) -> Iterator[dg.AssetCheckResult]:
    """One result for each rule, of all the checks it was asked as."""
    by_rule: dict[str, list[CheckResult]] = {}
    for check in verdict.checks:
        by_rule.setdefault(check.rule_id, []).append(check)
    for rule_id, checks in by_rule.items():
        stopping = [check for check in checks if check.is_blocking]
        worst = (stopping or checks)[0]
        yield dg.AssetCheckResult(
            asset_key=asset,
            check_name=rule_id,
            passed=not stopping,
            metadata={
                "message": worst.message,
                "needed": worst.needed,
                "checks": len(checks),
                "blocking": len(stopping),
                **{one.value: sum(c.outcome is one for c in checks) for one in Outcome},
            },
        )


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            INTAKE_VERDICT,
            deps=list(dbt_evidence.keys),
            description="Whether what was delivered is complete enough to compute from.",
            group_name="gates",
            kinds={"greatexpectations"},
            owners=[OWNER_OF_GATE],
        )
    ],
    check_specs=_check_specs(INTAKE_VERDICT, [Gate.INTAKE]),
    name="intake_gate",
)
def intake_gate(context: dg.AssetExecutionContext, scorecard: Scorecard) -> Iterator[object]:
    """Judge the evidence; when it is blocked, enter that in the chain and end the run."""
    from orchestration.release.judgment import judge_warehouse

    settings = scorecard.settings()
    as_of = scorecard.date(settings)
    digest, reference = scorecard.config_digest(), scorecard.reference(settings)
    verdict = judge_warehouse(scorecard.home, as_of, [Gate.INTAKE], digest, reference=reference)
    yield dg.MaterializeResult(asset_key=INTAKE_VERDICT, metadata=dict(verdict.counts()))
    yield from _check_results(INTAKE_VERDICT, verdict)
    if verdict.blocking:
        publish(scorecard.home, order_for(settings, scorecard.home, reference), digest)
        raise dg.Failure("blocked at intake: " + " ".join(verdict.reasons), allow_retries=False)


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            VERDICT,
            deps=list(dbt_marts.keys),
            description="Both gates over the very tables to be published, with their digests.",
            group_name="gates",
            kinds={"greatexpectations"},
            owners=[OWNER_OF_GATE],
        )
    ],
    check_specs=_check_specs(VERDICT, Gate),
    name="publication_gate",
)
def publication_gate(context: dg.AssetExecutionContext, scorecard: Scorecard) -> Iterator[object]:
    """Judge everything that is to be published and write the verdict."""
    from orchestration.release.judgment import judge_warehouse

    settings = scorecard.settings()
    verdict = judge_warehouse(
        scorecard.home,
        scorecard.date(settings),
        config_digest=scorecard.config_digest(),
        reference=scorecard.reference(settings),
    )
    yield dg.MaterializeResult(
        asset_key=VERDICT,
        metadata={"overall": verdict.overall, "digest": verdict.digest, **verdict.counts()},
    )
    yield from _check_results(VERDICT, verdict)
