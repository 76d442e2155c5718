"""The recodes of a Qualtrics survey from its definition (`.qsf`): choice text to value.

Covers choices and matrix answers. A text that two choices of a question share with different
values is left out, so that it is quarantined rather than guessed.
"""

import html
import json
import re
from pathlib import Path

from orchestration.extract.refusal import RefusalError

Recodes = dict[str, dict[str, str]]


def read_codebook(path: Path) -> Recodes:
    """{question id: {choice text: value}}. Raises `RefusalError`."""
    try:
        definition = json.loads(path.read_text(encoding="utf-8-sig"))
        elements = definition["SurveyElements"]
    except (OSError, ValueError, KeyError, TypeError):
        raise RefusalError(
            "codebook_unreadable", "the codebook is no Qualtrics definition"
        ) from None
    recodes: Recodes = {}
    for element in elements:
        payload = element.get("Payload")
        if element.get("Element") == "SQ" and isinstance(payload, dict):
            recodes[str(element["PrimaryAttribute"])] = _question(payload)
    return recodes


def plain_text(text: str) -> str:
    """A choice text as an export shows it: no tags, no entities, single blanks."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).strip()


def _question(payload: dict) -> dict[str, str]:
    choices = payload.get("Answers") or payload.get("Choices")
    if not isinstance(choices, dict):
        return {}
    values = payload.get("RecodeValues")
    values = values if isinstance(values, dict) else {}
    found: dict[str, str] = {}
    shared: set[str] = set()
    for choice_id, choice in choices.items():
        text = plain_text(str(choice.get("Display", "")))
        value = str(values.get(choice_id, choice_id))
        if found.setdefault(text, value) != value:
            shared.add(text)
    return {text: value for text, value in found.items() if text and text not in shared}
