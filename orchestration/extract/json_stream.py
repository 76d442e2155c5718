"""JSON values one after another, from an array or from lines, with the line each starts on.

Holds one value at a time. A repeated name within an object is kept as a mark, since the standard
parser would silently keep the last.
"""

import json
import re
from collections.abc import Iterator

from orchestration.extract import limits
from orchestration.extract.refusal import RefusalError

REPEATED = "\0repeated"
_FILLER = re.compile(r"[\s,]*")


def json_values(blocks: Iterator[str]) -> Iterator[tuple[object, int]]:
    """Top-level values, or the elements of one top-level array. Raises `RefusalError`."""
    decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_no_constant)
    text, line, is_array, is_done, is_last = "", 1, None, False, False
    while not is_last:
        block = next(blocks, None)
        is_last = block is None
        text += block or ""
        while True:
            filler = _FILLER.match(text).end()  # type: ignore[union-attr]
            line += text.count("\n", 0, filler)
            text = text[filler:]
            if is_array is None and text:
                is_array = text[0] == "["
                text = text[1:] if is_array else text
                continue
            if is_array and text.startswith("]"):
                text, is_array, is_done = text[1:], False, True
                continue
            if not text:
                break
            if is_done:
                raise RefusalError("malformed_json", "text after the end of the array", line)
            try:
                value, end = decoder.raw_decode(text)
            except (ValueError, RecursionError):
                if is_last or len(text) > limits.RECORD_CHARACTERS:
                    raise RefusalError("malformed_json", "not valid JSON", line) from None
                break
            if end == len(text) and not is_last and not isinstance(value, dict | list):
                break
            yield value, line
            line += text.count("\n", 0, end)
            text = text[end:]
    if is_array:
        raise RefusalError("malformed_json", "the array never ends; a file cut short", line)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        found[REPEATED] = True
    return found


def _no_constant(name: str) -> float:
    raise ValueError(name)
