"""`python -m tests.validation`: run the study in full, write its results and the page."""

import json

from rich.console import Console

from orchestration.locations import PROJECT_ROOT
from tests.validation.page import draw, render
from tests.validation.study import FULL, run

RESULTS = PROJECT_ROOT / "tests" / "validation" / "results.json"
PAGE = PROJECT_ROOT / "docs" / "method-validation.md"


def main() -> None:
    """Run, write, and say where."""
    console = Console()
    results = run(FULL, console.log)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(render(results), encoding="utf-8")
    draw(results, PAGE.parent)
    console.log(f"written: {PAGE.relative_to(PROJECT_ROOT)}")


if __name__ == "__main__":
    main()
