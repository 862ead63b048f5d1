"""A dossier is written whole or not at all."""

import errno
from pathlib import Path

import pytest

from onrecord.dossier import DossierSettings, write_dossier
from onrecord.errors import CaseError, OnrecordError, StorageFull, UsageError
from onrecord.records import Extraction

SETTINGS = DossierSettings(name="Harbour")


def test_an_older_dossier_is_replaced_and_nothing_else_is_left(tmp_path, case, report):
    target = tmp_path / "d.html"
    target.write_text("old")
    assert write_dossier(case([Extraction(report=report("r", "Rain fell."))]), target, SETTINGS) == target
    assert "Rain fell." in target.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["d.html"]


def test_a_case_that_fails_on_the_way_leaves_the_older_dossier(tmp_path, case, report):
    class Failing(case):
        def problems(self):
            raise CaseError("the case file is damaged")

    target = tmp_path / "d.html"
    target.write_text("old")
    with pytest.raises(CaseError):
        write_dossier(Failing([Extraction(report=report("r", "x"))]), target, SETTINGS)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["d.html"]


def test_a_folder_is_not_a_place_for_a_dossier(tmp_path, case):
    with pytest.raises(UsageError, match="is a folder"):
        write_dossier(case([]), tmp_path, SETTINGS)


def test_a_missing_folder_is_named(tmp_path, case):
    with pytest.raises(UsageError, match="does not exist"):
        write_dossier(case([]), tmp_path / "no" / "d.html", SETTINGS)


def test_a_file_in_the_place_of_the_folder_is_one_line(tmp_path, case):
    (tmp_path / "file").touch()
    with pytest.raises(OnrecordError, match="cannot write"):
        write_dossier(case([]), tmp_path / "file" / "d.html", SETTINGS)


def test_a_full_disk_leaves_the_older_dossier(tmp_path, case, monkeypatch):
    target = tmp_path / "d.html"
    target.write_text("old")

    def full(self: Path, _: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageFull, match="the disk is full"):
        write_dossier(case([]), target, SETTINGS)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["d.html"]
