"""Is this a valid xAPI statement? The rules of the specification, 1.0.x and 2.0.

Source: ADL, Experience API specification 1.0.3, part 2 (statements), and IEEE 9274.1.1-2023 for
`contextAgents` and `contextGroups`. Attachments are checked for being a list only.
"""

import re

from orchestration.extract.xapi_actors import check_actor
from orchestration.extract.xapi_checks import (
    boolean,
    duration,
    each,
    extensions,
    iri,
    kind_of,
    language,
    language_map,
    list_of,
    must,
    number,
    object_of,
    text,
    timestamp,
    uuid,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

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
_STATEMENT = "id actor verb object result context timestamp stored authority version attachments"
_COMPONENTS = ("choices", "scale", "source", "target", "steps")


def check_statement(statement: object) -> None:
    """Raise `StatementError` on the first breach."""
    given = object_of(statement, "statement", "actor verb object", _STATEMENT)
    if given.get("version") is not None:
        must(re.fullmatch(r"(1\.0|2\.0)(\.\d+)?", str(given["version"])), "version", "version")
    each(given, "", {"id": uuid, "timestamp": timestamp, "stored": timestamp})
    _check_core(given, "")
    if "authority" in given:
        check_actor(given["authority"], "authority")
    if "attachments" in given:
        must(isinstance(given["attachments"], list), "wrong_type", "attachments")


def _check_core(given: dict, path: str) -> None:
    check_actor(given["actor"], f"{path}actor")
    verb = object_of(given["verb"], f"{path}verb", "id", "id display")
    each(verb, f"{path}verb.", {"id": iri, "display": language_map})
    kind = _target(given["object"], f"{path}object", is_inner=bool(path))
    if verb["id"] == VOIDED:
        must(kind == "StatementRef" and not path, "voids_no_statement", f"{path}object")
    if "result" in given:
        _result(given["result"], f"{path}result")
    if "context" in given:
        _context(given["context"], f"{path}context", kind)


def _target(value: object, path: str, is_inner: bool) -> str:
    kind = kind_of(value, "Activity")
    if kind == "Activity":
        _activity(value, path)
    elif kind in ("Agent", "Group"):
        check_actor(value, path)
    elif kind == "StatementRef":
        _reference(value, path)
    else:
        must(kind == "SubStatement" and not is_inner, "object_type", path)
        inner = object_of(
            value,
            path,
            "actor verb object",
            "objectType actor verb object result context timestamp",
        )
        each(inner, f"{path}.", {"timestamp": timestamp})
        _check_core(inner, f"{path}.")
    return str(kind)


def _reference(value: object, path: str) -> None:
    reference = object_of(value, path, "objectType id", "objectType id")
    must(reference["objectType"] == "StatementRef", "object_type", path)
    uuid(reference["id"], f"{path}.id")


def _activity(value: object, path: str) -> None:
    activity = object_of(value, path, "id", "objectType id definition")
    must(activity.get("objectType", "Activity") == "Activity", "object_type", path)
    iri(activity["id"], f"{path}.id")
    if "definition" in activity:
        _definition(activity["definition"], f"{path}.definition")


def _definition(value: object, path: str) -> None:
    allowed = (
        "name description type moreInfo extensions interactionType correctResponsesPattern "
        + " ".join(_COMPONENTS)
    )
    definition = object_of(value, path, "", allowed)
    checks = {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
    }
    each(definition, f"{path}.", checks)
    used = [name for name in (*_COMPONENTS, "correctResponsesPattern") if name in definition]
    kind = definition.get("interactionType")
    must(kind is not None or not used, "missing", f"{path}.interactionType")
    if kind is None:
        return
    must(isinstance(kind, str) and kind in _INTERACTIONS, "interaction_type", path)
    for name in used:
        if name == "correctResponsesPattern":
            for pattern in list_of(definition[name], f"{path}.{name}"):
                text(pattern, f"{path}.{name}")
            continue
        must(name in _INTERACTIONS[kind], "unknown_property", f"{path}.{name}")
        for component in list_of(definition[name], f"{path}.{name}"):
            part = object_of(component, f"{path}.{name}", "id", "id description")
            each(part, f"{path}.{name}.", {"id": text, "description": language_map})


def _result(value: object, path: str) -> None:
    result = object_of(value, path, "", "score success completion response duration extensions")
    checks = {
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    }
    each(result, f"{path}.", checks)
    if "score" in result:
        score = object_of(result["score"], f"{path}.score", "", "scaled raw min max")
        each(score, f"{path}.score.", dict.fromkeys(("scaled", "raw", "min", "max"), number))
        low, high = score.get("min", float("-inf")), score.get("max", float("inf"))
        must(low < high and low <= score.get("raw", high) <= high, "score", f"{path}.score")
        must(-1 <= score.get("scaled", 0) <= 1, "score", f"{path}.score.scaled")


def _context(value: object, path: str, kind: str) -> None:
    allowed = (
        "registration instructor team contextActivities contextAgents contextGroups revision"
        " platform language statement extensions"
    )
    context = object_of(value, path, "", allowed)
    for name in ("revision", "platform"):
        must(name not in context or kind == "Activity", "unknown_property", f"{path}.{name}")
    checks = {
        "registration": uuid,
        "instructor": check_actor,
        "team": check_actor,
        "revision": text,
        "platform": text,
        "language": language,
        "statement": _reference,
        "extensions": extensions,
    }
    each(context, f"{path}.", checks)
    if "team" in context:
        must(kind_of(context["team"], "Agent") == "Group", "object_type", f"{path}.team")
    if "contextActivities" in context:
        groups = object_of(
            context["contextActivities"],
            f"{path}.contextActivities",
            "",
            "parent grouping category other",
        )
        for name, activities in groups.items():
            for activity in activities if isinstance(activities, list) else [activities]:
                _activity(activity, f"{path}.contextActivities.{name}")
    for name, part in (("contextAgents", "agent"), ("contextGroups", "group")):
        for entry in list_of(context.get(name, []), f"{path}.{name}"):
            linked = object_of(
                entry, f"{path}.{name}", f"objectType {part}", f"objectType {part} relevantTypes"
            )
            check_actor(linked[part], f"{path}.{name}.{part}")
