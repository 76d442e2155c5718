"""`python -m tests.validation.method_pictures`: draw the pictures of the method page."""

from rich.console import Console

from orchestration.locations import PROJECT_ROOT
from tests.validation.method_pictures.album import draw

FOLDER = PROJECT_ROOT / "docs" / "images" / "method"


def main() -> None:
    """Draw, and say where."""
    paths = draw(FOLDER)
    Console().log(f"written: {len(paths)} pictures in {FOLDER.relative_to(PROJECT_ROOT)}")


if __name__ == "__main__":
    main()
