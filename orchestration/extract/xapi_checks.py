"""The building blocks of the xAPI rules: one value, checked, named by rule and path."""

import re
from collections.abc import Callable, Iterable

from orchestration.extract.json_stream import REPEATED

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,8}|[xXiI])(-[A-Za-z0-9]{1,8})*")
_DURATION = re.compile(
    r"P(?=[\dT])(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)"
)
_TIMESTAMP = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-](?!00:?00$)\d{2}(:?\d{2})?|\+00:?00)?"
)


class StatementError(ValueError):
    """A statement that breaks the specification: `rule` and the path of the `field`."""

    def __init__(self, rule: str, field: str) -> None:
        """Holds no value of the statement."""
        self.rule, self.field = rule, field
        super().__init__(f"{field}: {rule}")


def must(is_met: object, rule: str, field: str) -> None:
    """Raise `StatementError` unless the condition is met."""
    if not is_met:
        raise StatementError(f"xapi_{rule}", field)


def object_of(value: object, path: str, required: str, allowed: str | None) -> dict:
    """The value as an object with the required and no other than the allowed names (None: any)."""
    must(isinstance(value, dict), "wrong_type", path)
    assert isinstance(value, dict)
    must(REPEATED not in value, "repeated_property", path)
    for name in required.split():
        must(name in value, "missing", f"{path}.{name}")
    if allowed is not None:
        must(not value.keys() - set(allowed.split()), "unknown_property", path)
        for name, inner in value.items():
            must(inner is not None, "null", f"{path}.{name}")
    return value


def each(given: dict, path: str, checks: dict[str, Callable[[object, str], None]]) -> None:
    """Check every given name that has a check."""
    for name, check in checks.items():
        if name in given:
            check(given[name], f"{path}{name}")


def matching(pattern: re.Pattern[str], rule: str) -> Callable[[object, str], None]:
    """A check that a value is a text of the pattern."""

    def check(value: object, path: str) -> None:
        must(isinstance(value, str) and pattern.fullmatch(value), rule, path)

    return check


iri = matching(_IRI, "iri")
uuid = matching(_UUID, "uuid")
timestamp = matching(_TIMESTAMP, "timestamp")
duration = matching(_DURATION, "duration")
language = matching(_LANGUAGE, "language")
mailto = matching(re.compile(r"mailto:[^@\s]+@[^@\s]+"), "identifier")
sha1 = matching(re.compile(r"[0-9a-fA-F]{40}"), "identifier")
text = matching(re.compile(r"[\s\S]*"), "wrong_type")


def number(value: object, path: str) -> None:
    """A number that is no boolean."""
    must(isinstance(value, int | float) and not isinstance(value, bool), "wrong_type", path)


def boolean(value: object, path: str) -> None:
    """True or false, no text."""
    must(isinstance(value, bool), "wrong_type", path)


def language_map(value: object, path: str) -> None:
    """Texts by language tag (RFC 5646, by form only)."""
    for tag, wording in object_of(value, path, "", None).items():
        must(_LANGUAGE.fullmatch(tag) and isinstance(wording, str), "language", path)


def extensions(value: object, path: str) -> None:
    """Anything, by IRI."""
    for name in object_of(value, path, "", None):
        iri(name, path)


def kind_of(value: object, default: str) -> object:
    """The `objectType`, or None for what is no object."""
    return value.get("objectType", default) if isinstance(value, dict) else None


def list_of(value: object, path: str) -> Iterable[object]:
    """The value as a list."""
    must(isinstance(value, list), "wrong_type", path)
    return value  # type: ignore[return-value]
