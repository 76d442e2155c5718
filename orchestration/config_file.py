"""A YAML file as plain data that remembers its lines. Knows no field of the config.

Scalars stay the text that was written (`00123`, `1e5`, `no`), so that an id in a mapping is exact;
the model turns text into numbers and dates where it wants them. `${NAME}` is read from the
environment. Aliases, tags and repeated keys are refused.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]

MAX_CONFIG_BYTES = 1 << 20
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SECRET_IN_URL = re.compile(r"://[^/@\s]*:[^/@\s]+@")


@dataclass(frozen=True)
class Fault:
    """One fault: where it is, which rule it breaks, and what to do. Holds no personal value."""

    file: str
    line: int | None
    field: str
    rule: str
    advice: str

    def __str__(self) -> str:
        """One line, as a compiler would print it."""
        return f"{self.file}:{self.line or 1}: {self.field}: {self.rule}: {self.advice}"


class SettingsError(ValueError):
    """The config cannot be used; `faults` names every file, line, field, rule, and remedy."""

    def __init__(self, faults: list[Fault]) -> None:
        """Its text is the faults, one a line."""
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True)
class ConfigFile:
    """The data of a config and the line of each of its places."""

    path: Path
    data: Any
    lines: dict[Place, int]

    def fault(self, place: Place, rule: str, advice: str) -> Fault:
        """A fault at a place, or at the nearest place above it that the file has."""
        known = place
        while known and known not in self.lines:
            known = known[:-1]
        field = ".".join(str(step) for step in place) or "(whole file)"
        return Fault(str(self.path), self.lines.get(known, 1), field, rule, advice)


def read_config(path: Path) -> ConfigFile:
    """Read a YAML file. Raises `SettingsError`."""
    if not path.is_file():
        raise SettingsError([_whole(path, "file_missing", "no such file; give --config")])
    if path.stat().st_size > MAX_CONFIG_BYTES:
        raise SettingsError([_whole(path, "file_too_large", "a config of more than 1 MB")])
    try:
        text = path.read_text(encoding="utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise SettingsError([_whole(path, "alias", "write the value out instead of *alias")])
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise SettingsError([_whole(path, "encoding", "save the file as UTF-8")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        advice = str(getattr(error, "problem", None) or "not valid YAML")
        line = mark.line + 1 if mark else 1
        raise SettingsError([Fault(str(path), line, "(whole file)", "yaml", advice)]) from None
    reader = _Reader(path)
    data = reader.value(node, ())
    if reader.faults:
        raise SettingsError(reader.faults)
    return ConfigFile(path, data, reader.lines)


def _whole(path: Path, rule: str, advice: str) -> Fault:
    return Fault(str(path), None, "(whole file)", rule, advice)


class _Reader:
    """Walks the composed nodes once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []

    def value(self, node: yaml.Node | None, place: Place) -> object:
        if node is None:
            return None
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, at)) for at, item in enumerate(node.value)]
        if node.style is None and node.value in ("", "~", "null"):
            return None
        return self._text(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            name = str(key.value)
            self.lines[(*place, name)] = key.start_mark.line + 1
            if name in found:
                self._fault(key, (*place, name), "repeated_key", "give the key once")
            found[name] = self.value(value, (*place, name))
        return found

    def _text(self, node: yaml.ScalarNode, place: Place) -> str:
        if _SECRET_IN_URL.search(node.value):
            self._fault(node, place, "secret_in_config", "write ${NAME}; set NAME outside")
        for name in _REFERENCE.findall(node.value):
            if name not in os.environ:
                self._fault(node, place, "environment_missing", f"set the variable {name}")
        return _REFERENCE.sub(lambda match: os.environ.get(match[1], ""), node.value)

    def _fault(self, node: yaml.Node, place: Place, rule: str, advice: str) -> None:
        field = ".".join(str(step) for step in place)
        self.faults.append(Fault(str(self._path), node.start_mark.line + 1, field, rule, advice))
