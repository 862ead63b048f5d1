"""What the benchmarks measure on: reports of equal length, none like another."""

from pathlib import Path

from benchmarks.material import WORDS, make_reports, make_texts, write_files


def test_reports_have_their_length_and_none_is_like_another() -> None:
    texts = make_texts(150)
    assert {len(text.split()) for text in texts} == {WORDS}
    assert len(set(texts)) == 150


def test_paragraphs_stay() -> None:
    assert sum("\n" in text for text in make_texts(50)) > 45


def test_the_same_number_gives_the_same_reports_in_memory_and_on_disk(tmp_path: Path) -> None:
    write_files(tmp_path / "reports", 3)
    on_disk = [path.read_text("utf-8") for path in sorted((tmp_path / "reports").iterdir())]
    assert on_disk == [report.text for report in make_reports(3)] == make_texts(3)
