"""What a release of an organization consists of: its audiences, its tables, its pages."""

from functools import partial
from pathlib import Path

from orchestration.dbt_parse import manifest_file
from orchestration.locations import Home
from orchestration.release.candidate import Order
from orchestration.report.write import write_reports
from orchestration.settings import Settings


def order_for(settings: Settings, home: Home, reference: Path) -> Order:
    """The order that the publisher builds from."""
    return Order(
        audiences=settings.audiences,
        dbt_manifest=manifest_file(home),
        render=partial(write_reports, organization=settings.organization),
        reference=reference,
    )
