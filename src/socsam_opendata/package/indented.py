"""JSON with a line for each value, as the descriptors and the catalogue record have it.

Until Python 3.14 `json.dumps` goes from value to value in Python where it indents, which took a
tenth of the time of a small package; this writes the same text.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any

_one = json.JSONEncoder(ensure_ascii=False).encode


def indented_json(value: Any) -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=2)` gives; keys of objects are texts."""
    return _written(value, "\n")


def _written(value: Any, line: str) -> str:
    """A value; `line` begins the line that its last sign stands on."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        pairs = [f"{encode_basestring(k)}: {_written(held, inner)}" for k, held in value.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join([_written(held, inner) for held in value])}{line}]"
    return _one(value)
