"""JSON that carries every string that a case can hold."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response


class ExactJSON(Response):
    """An answer of the JSON API; what no encoding holds (a broken surrogate of a table or file name) is escaped."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Return the content as JSON in ASCII."""
        return json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")
