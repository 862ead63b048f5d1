"""The case in the browser: read, check and decide, on this machine alone."""

from __future__ import annotations

from onrecord.desk.app import make_app
from onrecord.desk.serve import serve
from onrecord.desk.settings import DeskSettings

__all__ = ["DeskSettings", "make_app", "serve"]
