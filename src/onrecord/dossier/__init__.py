"""The case for reading: one HTML file that needs nothing else, to read and to hand over."""

from onrecord.dossier.runs import Mark, Run, flat_runs
from onrecord.dossier.view import DossierSettings, DossierView
from onrecord.dossier.write import dossier_chunks, write_dossier

__all__ = ["DossierSettings", "DossierView", "Mark", "Run", "dossier_chunks", "flat_runs", "write_dossier"]
