"""Compile each macro once a process: the linter asks for all of them, twice, for every model.

The linter runs the modules of this folder before it loads the macros of each model. All its
environments are made alike, so what one has compiled serves the others.
"""

from types import CodeType

from jinja2 import Environment


def compile_once(
    environment: Environment, source: object, *options: object, **named: object
) -> CodeType | str:
    """As `Environment.compile`, from memory where the same was asked before."""
    asked = (source, options, tuple(named.items()))
    if not isinstance(source, str):
        return _compile(environment, source, *options, **named)
    if asked not in _compiled:
        _compiled[asked] = _compile(environment, source, *options, **named)
    return _compiled[asked]


if Environment.compile.__name__ != "compile_once":
    _compile, _compiled = Environment.compile, {}
    Environment.compile = compile_once
