"""Is this a valid xAPI statement? The rules of the specification, 1.0.x and 2.0.

Source: ADL, Experience API specification 1.0.3, part 2 (statements), and IEEE 9274.1.1-2023 for
`contextAgents` and `contextGroups`. Attachments are checked for being a list only.
"""

import re
from collections.abc import Callable, Iterable

from orchestration.extract.json_stream import REPEATED

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,8}|[xXiI])(-[A-Za-z0-9]{1,8})*")
_DURATION = re.compile(
    r"P(?=[\dT])(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)"
)
_TIMESTAMP = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-](?!00:?00$)\d{2}(:?\d{2})?|\+00:?00)?"
)
_IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_INTERACTIONS = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}
_COMPONENTS = ("choices", "scale", "source", "target", "steps")


class StatementError(ValueError):
    """A statement that breaks the specification: `rule` and the path of the `field`."""

    def __init__(self, rule: str, field: str) -> None:
        """Holds no value of the statement."""
        self.rule, self.field = rule, field
        super().__init__(f"{field}: {rule}")


def check_statement(statement: object) -> None:
    """Raise `StatementError` on the first breach."""
    given = _object(statement, "statement", "actor verb object", _STATEMENT)
    if given.get("version") is not None:
        _must(re.fullmatch(r"(1\.0|2\.0)(\.\d+)?", str(given["version"])), "version", "version")
    _each(given, "", {"id": _uuid, "timestamp": _timestamp, "stored": _timestamp})
    _check_core(given, "")
    if "authority" in given:
        _actor(given["authority"], "authority")
    if "attachments" in given:
        _must(isinstance(given["attachments"], list), "wrong_type", "attachments")


_STATEMENT = "id actor verb object result context timestamp stored authority version attachments"


def _check_core(given: dict, path: str) -> None:
    _actor(given["actor"], f"{path}actor")
    verb = _object(given["verb"], f"{path}verb", "id", "id display")
    _each(verb, f"{path}verb.", {"id": _iri, "display": _language_map})
    kind = _target(given["object"], f"{path}object", is_inner=bool(path))
    if verb["id"] == VOIDED:
        _must(kind == "StatementRef" and not path, "voids_no_statement", f"{path}object")
    if "result" in given:
        _result(given["result"], f"{path}result")
    if "context" in given:
        _context(given["context"], f"{path}context", kind)


def _must(is_met: object, rule: str, field: str) -> None:
    if not is_met:
        raise StatementError(f"xapi_{rule}", field)


def _object(value: object, path: str, required: str, allowed: str | None) -> dict:
    _must(isinstance(value, dict), "wrong_type", path)
    assert isinstance(value, dict)
    _must(REPEATED not in value, "repeated_property", path)
    for name in required.split():
        _must(name in value, "missing", f"{path}.{name}")
    if allowed is not None:
        _must(not value.keys() - set(allowed.split()), "unknown_property", path)
        for name, inner in value.items():
            _must(inner is not None, "null", f"{path}.{name}")
    return value


def _each(given: dict, path: str, checks: dict[str, Callable[[object, str], None]]) -> None:
    for name, check in checks.items():
        if name in given:
            check(given[name], f"{path}{name}")


def _matching(pattern: re.Pattern[str], rule: str) -> Callable[[object, str], None]:
    def check(value: object, path: str) -> None:
        _must(isinstance(value, str) and pattern.fullmatch(value), rule, path)

    return check


_iri = _matching(_IRI, "iri")
_uuid = _matching(_UUID, "uuid")
_timestamp = _matching(_TIMESTAMP, "timestamp")
_duration = _matching(_DURATION, "duration")
_language = _matching(_LANGUAGE, "language")
_mailto = _matching(re.compile(r"mailto:[^@\s]+@[^@\s]+"), "identifier")
_sha1 = _matching(re.compile(r"[0-9a-fA-F]{40}"), "identifier")
_text = _matching(re.compile(r"[\s\S]*"), "wrong_type")


def _number(value: object, path: str) -> None:
    _must(isinstance(value, int | float) and not isinstance(value, bool), "wrong_type", path)


def _boolean(value: object, path: str) -> None:
    _must(isinstance(value, bool), "wrong_type", path)


def _language_map(value: object, path: str) -> None:
    for tag, text in _object(value, path, "", None).items():
        _must(_LANGUAGE.fullmatch(tag) and isinstance(text, str), "language", path)


def _extensions(value: object, path: str) -> None:
    for name in _object(value, path, "", None):
        _iri(name, path)


def _account(value: object, path: str) -> None:
    account = _object(value, path, "homePage name", "homePage name")
    _each(account, f"{path}.", {"homePage": _iri, "name": _text})


_IDENTIFIER_CHECKS = {
    "mbox": _mailto,
    "mbox_sha1sum": _sha1,
    "openid": _iri,
    "account": _account,
    "name": _text,
}


def _actor(value: object, path: str) -> None:
    agent = _object(value, path, "", f"objectType name member {' '.join(_IDENTIFIERS)}")
    kind = agent.get("objectType", "Agent")
    _must(kind in ("Agent", "Group"), "object_type", f"{path}.objectType")
    identifiers = [name for name in _IDENTIFIERS if name in agent]
    if kind == "Agent":
        _must("member" not in agent, "unknown_property", f"{path}.member")
        _must(len(identifiers) == 1, "identifier", path)
    else:
        _must(len(identifiers) <= 1, "identifier", path)
        _must(identifiers or agent.get("member"), "missing", f"{path}.member")
        for member in _list(agent.get("member", []), f"{path}.member"):
            _actor(member, f"{path}.member")
            _must(_kind(member, "Agent") == "Agent", "object_type", f"{path}.member")
    _each(agent, f"{path}.", _IDENTIFIER_CHECKS)


def _kind(value: object, default: str) -> object:
    return value.get("objectType", default) if isinstance(value, dict) else None


def _list(value: object, path: str) -> Iterable[object]:
    _must(isinstance(value, list), "wrong_type", path)
    return value  # type: ignore[return-value]


def _target(value: object, path: str, is_inner: bool) -> str:
    kind = _kind(value, "Activity")
    if kind == "Activity":
        _activity(value, path)
    elif kind in ("Agent", "Group"):
        _actor(value, path)
    elif kind == "StatementRef":
        _reference(value, path)
    else:
        _must(kind == "SubStatement" and not is_inner, "object_type", path)
        inner = _object(
            value,
            path,
            "actor verb object",
            "objectType actor verb object result context timestamp",
        )
        _each(inner, f"{path}.", {"timestamp": _timestamp})
        _check_core(inner, f"{path}.")
    return str(kind)


def _reference(value: object, path: str) -> None:
    reference = _object(value, path, "objectType id", "objectType id")
    _must(reference["objectType"] == "StatementRef", "object_type", path)
    _uuid(reference["id"], f"{path}.id")


def _activity(value: object, path: str) -> None:
    activity = _object(value, path, "id", "objectType id definition")
    _must(activity.get("objectType", "Activity") == "Activity", "object_type", path)
    _iri(activity["id"], f"{path}.id")
    if "definition" in activity:
        _definition(activity["definition"], f"{path}.definition")


def _definition(value: object, path: str) -> None:
    allowed = (
        "name description type moreInfo extensions interactionType correctResponsesPattern "
        + " ".join(_COMPONENTS)
    )
    definition = _object(value, path, "", allowed)
    checks = {
        "name": _language_map,
        "description": _language_map,
        "type": _iri,
        "moreInfo": _iri,
        "extensions": _extensions,
    }
    _each(definition, f"{path}.", checks)
    used = [name for name in (*_COMPONENTS, "correctResponsesPattern") if name in definition]
    kind = definition.get("interactionType")
    _must(kind is not None or not used, "missing", f"{path}.interactionType")
    if kind is None:
        return
    _must(isinstance(kind, str) and kind in _INTERACTIONS, "interaction_type", path)
    for name in used:
        if name == "correctResponsesPattern":
            for pattern in _list(definition[name], f"{path}.{name}"):
                _text(pattern, f"{path}.{name}")
            continue
        _must(name in _INTERACTIONS[kind], "unknown_property", f"{path}.{name}")
        for component in _list(definition[name], f"{path}.{name}"):
            part = _object(component, f"{path}.{name}", "id", "id description")
            _each(part, f"{path}.{name}.", {"id": _text, "description": _language_map})


def _result(value: object, path: str) -> None:
    result = _object(value, path, "", "score success completion response duration extensions")
    checks = {
        "success": _boolean,
        "completion": _boolean,
        "response": _text,
        "duration": _duration,
        "extensions": _extensions,
    }
    _each(result, f"{path}.", checks)
    if "score" in result:
        score = _object(result["score"], f"{path}.score", "", "scaled raw min max")
        _each(score, f"{path}.score.", dict.fromkeys(("scaled", "raw", "min", "max"), _number))
        low, high = score.get("min", float("-inf")), score.get("max", float("inf"))
        _must(low < high and low <= score.get("raw", high) <= high, "score", f"{path}.score")
        _must(-1 <= score.get("scaled", 0) <= 1, "score", f"{path}.score.scaled")


def _context(value: object, path: str, kind: str) -> None:
    allowed = (
        "registration instructor team contextActivities contextAgents contextGroups revision"
        " platform language statement extensions"
    )
    context = _object(value, path, "", allowed)
    for name in ("revision", "platform"):
        _must(name not in context or kind == "Activity", "unknown_property", f"{path}.{name}")
    checks = {
        "registration": _uuid,
        "instructor": _actor,
        "team": _actor,
        "revision": _text,
        "platform": _text,
        "language": _language,
        "statement": _reference,
        "extensions": _extensions,
    }
    _each(context, f"{path}.", checks)
    if "team" in context:
        _must(_kind(context["team"], "Agent") == "Group", "object_type", f"{path}.team")
    if "contextActivities" in context:
        groups = _object(
            context["contextActivities"],
            f"{path}.contextActivities",
            "",
            "parent grouping category other",
        )
        for name, activities in groups.items():
            for activity in activities if isinstance(activities, list) else [activities]:
                _activity(activity, f"{path}.contextActivities.{name}")
    for name, part in (("contextAgents", "agent"), ("contextGroups", "group")):
        for entry in _list(context.get(name, []), f"{path}.{name}"):
            linked = _object(
                entry, f"{path}.{name}", f"objectType {part}", f"objectType {part} relevantTypes"
            )
            _actor(linked[part], f"{path}.{name}.{part}")
