"""A file that is no case, or cannot be used, is refused in one clear line; what can be read is read."""

from __future__ import annotations

import importlib.metadata
import lzma
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from across_case import CLAIMS, HIRED
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from port_case import CAPTURE, EXTRACTION, REPORT, WHOLE, fill, make_capture, raw, somebody_else

import onrecord
from onrecord.errors import CaseError, CaseLocked, CaseReadOnly, CaseTooNew, NotACase, StorageFull
from onrecord.records import Decision
from onrecord.store import CaseStore, schema


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder with a case, both of which only their owner can write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with CaseStore.open(folder / "port.case", create=True) as store:
            fill(store)
        (folder / "port.case").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_case_is_one_file_when_it_is_closed(path: Path) -> None:
    with CaseStore.open(path, create=True) as store:
        fill(store)
    assert [file.name for file in path.parent.iterdir()] == ["port.case"]
    with CaseStore.open(path, read_only=True) as store:
        assert store.view.extraction(REPORT.id) == EXTRACTION
    assert [file.name for file in path.parent.iterdir()] == ["port.case"]


def test_the_newest_migration_makes_exactly_the_tables_of_the_schema(store: CaseStore) -> None:
    ours = ScriptDirectory(str(Path(onrecord.store.__file__).parent / "migrations"))
    assert ours.get_current_head() == f"{schema.FORMAT:04}"
    assert _differences(store) == []


def _differences(store: CaseStore) -> list[object]:
    with store.view.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [d for d in compare_metadata(context, schema.metadata) if "_words" not in str(d)]


def test_the_version_that_made_a_case_is_the_package_s(store: CaseStore) -> None:
    assert onrecord.__version__ == importlib.metadata.version("onrecord")
    with store.view.connect() as connection:
        assert connection.execute(schema.case_file.select()).one().created_by == onrecord.__version__


def test_an_empty_file_becomes_a_case_only_when_one_is_made(path: Path) -> None:
    path.touch()
    with pytest.raises(NotACase, match="an empty file"):
        CaseStore.open(path)
    with CaseStore.open(path, create=True) as store:
        fill(store)
    with CaseStore.open(path, create=True) as store:
        assert store.view.report(REPORT.id) == REPORT


def test_a_path_without_a_case_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no case file at") as caught:
        CaseStore.open(tmp_path / "lost.case")
    assert "onrecord build" in caught.value.hint
    with pytest.raises(CaseError, match="there is no case file at"):
        CaseStore.open(tmp_path / "lost.case", create=True, read_only=True)
    with pytest.raises(CaseError, match=r"the folder .* does not exist"):
        CaseStore.open(tmp_path / "lost" / "port.case", create=True)
    with pytest.raises(NotACase, match="is a folder"):
        CaseStore.open(tmp_path, create=True)


@pytest.mark.parametrize("create", [True, False])
def test_other_files_are_left_alone(path: Path, create: bool) -> None:
    path.write_text("Minutes of the harbour council, in plain words.")
    with pytest.raises(NotACase, match="is not a case file"):
        CaseStore.open(path, create=create)
    path.write_bytes(b"SQLite format 3\x00" + b"but not really" * 100)
    with pytest.raises(NotACase, match="is not a case file"):
        CaseStore.open(path, create=create)
    path.unlink()
    with raw(path) as other:
        other.execute("CREATE TABLE ship (name TEXT)")
    with pytest.raises(NotACase, match="another program’s database"):
        CaseStore.open(path, create=create)
    with raw(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("ship",)]


def test_a_database_without_tables_is_no_case_until_one_is_made(path: Path) -> None:
    with raw(path) as other:
        other.execute("PRAGMA user_version = 7")
    with pytest.raises(NotACase, match="an empty database"):
        CaseStore.open(path)
    with CaseStore.open(path, create=True) as store:
        fill(store)


def test_a_newer_format_asks_for_an_upgrade_of_the_program(path: Path, filled: CaseStore) -> None:
    filled.close()
    with raw(path) as case:
        case.execute("UPDATE alembic_version SET version_num = '0005'")
    for read_only in (True, False):
        with pytest.raises(CaseTooNew, match="has format 0005") as caught:
            CaseStore.open(path, read_only=read_only)
        assert "upgrade onrecord" in caught.value.hint


@pytest.fixture
def old(path: Path) -> Path:
    """A case with `EXTRACTION`, made by the last version of onrecord that wrote format 1."""
    path.write_bytes(lzma.decompress((Path(__file__).parent / "format-1.case.xz").read_bytes()))
    return path


@pytest.fixture
def second(path: Path) -> Path:
    """A case with `WHOLE`, made by the last version of onrecord that wrote format 2."""
    path.write_bytes(lzma.decompress((Path(__file__).parent / "format-2.case.xz").read_bytes()))
    return path


@pytest.fixture
def third(path: Path) -> Path:
    """A case with what is across reports, made by the last version of onrecord that wrote format 3."""
    path.write_bytes(lzma.decompress((Path(__file__).parent / "format-3.case.xz").read_bytes()))
    return path


def test_a_case_of_format_3_keeps_all_it_held_and_takes_decisions_and_is_not_weighed_again(third: Path) -> None:
    with CaseStore.open(third) as store:
        assert _differences(store) == []
        assert store.view.status().weighed
        assert [row.finding for row in store.view.findings()] == [HIRED]
        assert CLAIMS["later"] in {one.record for one in store.view.queue()}
        store.decide(Decision(report="wire", kind="claim", target=CLAIMS["wire"], verdict="reject", by="Ada"))
        assert not store.view.status().weighed
        assert list(store.verify()) == []


def test_a_case_of_format_2_keeps_all_it_held_and_is_compared_by_the_next_build(second: Path) -> None:
    with CaseStore.open(second) as store:
        assert store.view.extraction(REPORT.id) == WHOLE
        assert _differences(store) == []
        assert store.view.count_incomparable("pairs-fake-1") == 1
        assert store.view.weighed() == ("", "")
        assert list(store.verify()) == []


def test_an_older_format_is_upgraded_only_where_the_case_may_be_written(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(CaseError, match="has the older format 1") as caught:
        CaseStore.open(old, read_only=True)
    assert "onrecord build" in caught.value.hint
    assert old.read_bytes() == before
    CaseStore.open(old).close()
    with CaseStore.open(old, read_only=True) as store:
        assert store.view.status().format_version == schema.FORMAT


def test_a_case_of_format_1_keeps_all_it_held(old: Path) -> None:
    with CaseStore.open(old) as store:
        assert store.view.capture(CAPTURE.id) == CAPTURE
        assert store.view.extraction(REPORT.id) == EXTRACTION
        assert [hit.match for hit in store.view.search("marlin")] == ["Marlin"]
        assert list(store.view.events()) == []
        assert list(store.verify()) == []


def test_a_case_of_format_1_gets_exactly_the_tables_of_the_schema(old: Path) -> None:
    with CaseStore.open(old) as store:
        assert _differences(store) == []


def test_a_case_of_format_1_is_read_again_and_then_holds_the_whole_record(old: Path) -> None:
    with CaseStore.open(old) as store:
        assert list(store.view.pending("fake-v1")) == []
        assert list(store.view.pending("fake-v2")) == [REPORT]
        assert store.add_extraction(WHOLE, made_by="fake-v2") is True
        assert store.view.extraction(REPORT.id) == WHOLE
        assert list(store.verify()) == []


def test_an_upgrade_that_is_cut_short_leaves_the_old_case(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(op, "create_index", _fail)
        with pytest.raises(KeyboardInterrupt):
            CaseStore.open(old)
    with raw(old) as case:
        assert case.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert case.execute("SELECT name FROM sqlite_master WHERE name = 'time'").fetchone() is None
    with CaseStore.open(old) as store:
        assert store.view.extraction(REPORT.id) == EXTRACTION


def _fail(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_case_that_does_not_say_its_format_is_damaged(path: Path, filled: CaseStore) -> None:
    filled.close()
    for change in ("UPDATE alembic_version SET version_num = 'x'", "DELETE FROM alembic_version"):
        with raw(path) as case:
            case.execute(change)
        with pytest.raises(CaseError, match="damaged: its format is"):
            CaseStore.open(path)
    with raw(path) as case:
        case.execute("DROP TABLE alembic_version")
    with pytest.raises(CaseError, match="damaged"):
        CaseStore.open(path)


def test_a_case_that_another_process_holds_is_waited_for_and_then_refused(path: Path, filled: CaseStore) -> None:
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseLocked, match="another process holds"):
            filled.add_capture(make_capture(b"new"))
        with pytest.raises(CaseLocked):
            CaseStore.open(path, wait=0.05)
        assert filled.view.report(REPORT.id) == REPORT
    assert filled.add_capture(make_capture(b"new")) is True


def test_a_case_opened_to_be_read_takes_nothing(path: Path, filled: CaseStore) -> None:
    with CaseStore.open(path, read_only=True) as store, pytest.raises(CaseReadOnly):
        store.add_capture(make_capture(b"new"))


def test_a_case_on_a_shelf_can_be_read_searched_and_verified_and_not_written(shelf: Path) -> None:
    with somebody_else():
        with CaseStore.open(shelf / "port.case", read_only=True) as store:
            assert store.view.extraction(REPORT.id) == EXTRACTION
            assert [hit.match for hit in store.view.search("marlin")] == ["Marlin"]
            assert list(store.verify()) == []
            with pytest.raises(CaseReadOnly):
                store.add_capture(make_capture(b"new"))
        with pytest.raises(CaseReadOnly, match="cannot be written"):
            CaseStore.open(shelf / "port.case")
        with pytest.raises(CaseReadOnly, match="no file can be made in"):
            CaseStore.open(shelf / "new.case", create=True)
    assert [file.name for file in shelf.iterdir()] == ["port.case"]


def test_a_writable_file_in_a_folder_that_is_not_is_refused_for_writing_and_read(shelf: Path) -> None:
    (shelf / "port.case").chmod(0o666)
    with somebody_else():
        with pytest.raises(CaseReadOnly, match="cannot be written"):
            CaseStore.open(shelf / "port.case")
        with CaseStore.open(shelf / "port.case", read_only=True) as store:
            assert store.view.report(REPORT.id) == REPORT


def test_a_case_on_a_shelf_with_an_unfinished_log_says_to_copy_it(shelf: Path) -> None:
    (shelf / "port.case-wal").write_bytes(b"left by a process that was killed")
    with somebody_else(), pytest.raises(CaseReadOnly, match="cannot be written") as caught:
        CaseStore.open(shelf / "port.case", read_only=True)
    assert "copy" in caught.value.hint


def test_a_file_without_the_right_to_read_says_so(path: Path, filled: CaseStore) -> None:
    filled.close()
    path.chmod(0)
    path.parent.chmod(0o755)
    with somebody_else(), pytest.raises(CaseError, match=r"cannot be read"):
        CaseStore.open(path)


def test_a_full_disk_keeps_what_was_committed(path: Path, filled: CaseStore) -> None:
    with filled._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageFull, match="no room left to write") as caught:
        filled.add_capture(make_capture(b"a long report " * 10_000))
    assert "continues where it stopped" in caught.value.hint
    assert filled.view.extraction(REPORT.id) == EXTRACTION
    assert list(filled.verify()) == []


def test_a_record_larger_than_the_database_takes_is_refused(filled: CaseStore) -> None:
    with filled._engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 100_000)
    with pytest.raises(CaseError, match="larger than a case file takes"):
        filled.add_capture(make_capture(b"x" * 200_000))
    assert filled.view.report(REPORT.id) == REPORT


def test_a_truncated_case_is_named_as_damaged(path: Path, filled: CaseStore) -> None:
    filled.close()
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(CaseError, match="damaged"), closing(CaseStore.open(path)) as store:
        list(store.view.reports())


def test_the_capture_keeps_its_bytes_through_a_copy_of_the_file(path: Path, filled: CaseStore, tmp_path: Path) -> None:
    filled.close()
    copy = tmp_path / "copy.case"
    copy.write_bytes(path.read_bytes())
    with CaseStore.open(copy, read_only=True) as store:
        assert store.view.capture(CAPTURE.id).data == CAPTURE.data
