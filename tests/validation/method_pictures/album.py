"""The pictures of the method page, by the name of their file."""

from collections.abc import Callable
from pathlib import Path

from tests.validation.method_pictures import comparisons, counts, judgments, scores
from tests.validation.method_pictures.drawing import Picture

PICTURES: dict[str, Callable[[], Picture]] = {
    "score": scores.score,
    "band": scores.band,
    "shrunk-score": scores.shrunk,
    "leaders-improved": scores.improved,
    "observed": counts.observed,
    "rates": counts.rates,
    "case-days": counts.resolution,
    "kept": counts.kept,
    "promotion": counts.promotion,
    "agreement": counts.agreement,
    "instrument": scores.instrument,
    "severity": comparisons.severity,
    "normalized": scores.normalized,
    "confidence": judgments.confidence,
    "status": judgments.status,
    "training-effect": comparisons.training,
    "outcomes": comparisons.outcomes,
    "alerts": judgments.alert,
    "claims": judgments.claims,
    "pilot": comparisons.pilot,
    "cost": comparisons.cost,
    "withheld": judgments.withheld,
}


def draw(folder: Path) -> list[Path]:
    """Draw every picture as SVG in the folder; the paths, in the order of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, picture in PICTURES.items():
        paths.append(folder / f"{name}.svg")
        picture().configure(background="white").save(paths[-1])
    return paths
