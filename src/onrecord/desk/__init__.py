"""The case in the browser: read, check and decide; on this machine alone, or with accounts for several people."""

from __future__ import annotations

from onrecord.desk.app import make_app
from onrecord.desk.serve import serve
from onrecord.desk.settings import DeskSettings, Serving

__all__ = ["DeskSettings", "Serving", "make_app", "serve"]
