"""Agents and groups of xAPI statements: exactly one identity, or an anonymous group of agents."""

from orchestration.extract.xapi_checks import (
    each,
    iri,
    kind_of,
    list_of,
    mailto,
    must,
    object_of,
    sha1,
    text,
)

_IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


def _account(value: object, path: str) -> None:
    account = object_of(value, path, "homePage name", "homePage name")
    each(account, f"{path}.", {"homePage": iri, "name": text})


_IDENTIFIER_CHECKS = {
    "mbox": mailto,
    "mbox_sha1sum": sha1,
    "openid": iri,
    "account": _account,
    "name": text,
}


def check_actor(value: object, path: str) -> None:
    """Raise `StatementError` unless the value is an Agent, or a Group of Agents."""
    agent = object_of(value, path, "", f"objectType name member {' '.join(_IDENTIFIERS)}")
    kind = agent.get("objectType", "Agent")
    must(kind in ("Agent", "Group"), "object_type", f"{path}.objectType")
    identifiers = [name for name in _IDENTIFIERS if name in agent]
    if kind == "Agent":
        must("member" not in agent, "unknown_property", f"{path}.member")
        must(len(identifiers) == 1, "identifier", path)
    else:
        must(len(identifiers) <= 1, "identifier", path)
        must(identifiers or agent.get("member"), "missing", f"{path}.member")
        for member in list_of(agent.get("member", []), f"{path}.member"):
            check_actor(member, f"{path}.member")
            must(kind_of(member, "Agent") == "Agent", "object_type", f"{path}.member")
    each(agent, f"{path}.", _IDENTIFIER_CHECKS)
