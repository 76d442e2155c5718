"""Turns a template and its context into one self-contained HTML page.

Everything is escaped unless the template itself wrote it; an unknown name is an error.
No page may load anything or run a script: its own policy forbids both.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from orchestration.report import numbers, wording, wording_of_analyses

_TEMPLATES = Environment(
    loader=PackageLoader("orchestration.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.globals.update(n=numbers, words=wording, terms=wording_of_analyses)


def page(template: str, **context: object) -> str:
    """Render a template of this package; the same context gives the same bytes."""
    return _TEMPLATES.get_template(template).render(**context)
