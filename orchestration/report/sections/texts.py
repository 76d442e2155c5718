"""Small pieces of sentences."""

from collections.abc import Iterable, Mapping, Sequence


def joined(parts: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def counted(count: int, one: str, many: str = "") -> str:
    """1 pilot, 2 pilots."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def tallied(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    """2 to be extended, 1 to be stopped: how often each code occurs, in the order of the labels."""
    found = list(codes)
    return ", ".join(
        f"{found.count(code)} {label.lower()}" for code, label in labels.items() if code in found
    )


def named(ids: Iterable[str]) -> str:
    """Ids as a reader takes them in: underscores gone."""
    return joined([one.replace("_", " ") for one in ids])
