"""The case on disk: one SQLite file, written in transactions, read through a view, verified to the byte."""

from onrecord.store.case_store import READER, CaseStore
from onrecord.store.dump import dump_lines
from onrecord.store.view import CaseView

__all__ = ["READER", "CaseStore", "CaseView", "dump_lines"]
