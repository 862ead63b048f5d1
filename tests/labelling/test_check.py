"""The corpus keeps its rules, and the checker sees each of them broken."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labelling.check import DOUBLE_SHARE, faults, main
from labelling.corpus import CORPUS, SECOND, SPLITS, read_families, read_relations, read_reports
from labelling.datasheet import page
from labelling.snippets import read_lines

Row = dict[str, Any]
Change = Callable[[dict[str, Any]], object]


def _words(seed: str) -> str:
    return " ".join(f"{seed}{n}" for n in range(150))


def _report(name: str, family: str) -> Row:
    text = f"This report is invented. Ada {name.title()} said the mill was shut. {_words(name)}"
    rest = {
        "title": "T",
        "publisher": "P",
        "author": None,
        "published": "2020-05-04",
        "genre": "wire",
        "language": "en",
    }
    return {"id": name, "family": family, "language": "en", "invented": True, "text": text, **rest}


def _label(name: str) -> Row:
    claim = {"source": [f"Ada {name.title()}"], "cue": ["said"], "content": ["the mill was shut"]}
    person = {"type": "PER", "name": f"Ada {name.title()}", "mentions": [f"Ada {name.title()}"]}
    return {"report": name, "claims": [claim], "entities": [person]}


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., list[str]]:
    """Return the faults of a sound little corpus after a change to it."""

    def with_change(change: Change) -> list[str]:
        names = {"train": ("one", "two"), "dev": ("three",), "test": ("four",)}
        parts: dict[str, Any] = {
            "families": [{"family": family, "setting": "s", "distractor": False} for family in ("f", "g", "h")],
            "public": ["Ada One"],
            "invented": ["Ada Two", "Ada Three", "Ada Four"],
        }
        for (split, members), family in zip(names.items(), "fgh", strict=True):
            parts[split] = {
                "reports": [_report(name, family) for name in members],
                "labels": [_label(name) for name in members],
                "first": [],
                "second": [],
                "relations": {"origins": [], "same": [], "conflicts": [], "updates": []},
            }
        parts["train"]["relations"]["same"] = [
            [{"report": "one", "text": "one1 one2"}, {"report": "two", "text": "two1 two2"}, "both"]
        ]
        change(parts)
        _write(tmp_path, parts)
        return list(faults(tmp_path))

    return with_change


def _write(folder: Path, parts: dict[str, Any]) -> None:
    for split in SPLITS:
        (folder / split).mkdir()
        for name, rows in (
            ("reports", "reports"),
            ("labels", "labels"),
            ("labels_first", "first"),
            ("labels_second", "second"),
        ):
            lines = "".join(json.dumps(row) + "\n" for row in parts[split][rows])
            (folder / split / f"{name}.jsonl").write_text(lines, "utf-8")
        (folder / split / "relations.json").write_text(json.dumps(parts[split]["relations"]), "utf-8")
    (folder / "families.jsonl").write_text("".join(json.dumps(f) + "\n" for f in parts["families"]), "utf-8")
    names = f"public = {json.dumps(parts['public'])}\ninvented = {json.dumps(parts['invented'])}\n"
    (folder / "names.toml").write_text(names, "utf-8")


def _set(row: Row, **values: Any) -> Row:
    row.update(values)
    return row


def test_a_sound_corpus_has_no_fault(corpus: Callable[..., list[str]]) -> None:
    assert corpus(lambda _: None) == []


def _first(parts: dict[str, Any], kind: str = "reports", split: str = "train") -> Row:
    row: Row = parts[split][kind][0]
    return row


BREAKS: dict[str, tuple[Change, str]] = {
    "field": (lambda p: _first(p).pop("genre"), "one: lacks genre"),
    "short": (lambda p: _set(_first(p, split="dev"), text="Invented. Ada Three said the mill was shut."), "8 words"),
    "mark": (
        lambda p: _set(_first(p), invented=False),
        "one: is not marked as invented",
    ),
    "date": (lambda p: _set(_first(p), published="May"), "one: published 'May'"),
    "language": (lambda p: _set(_first(p), language="fr"), "one: language 'fr'"),
    "id": (lambda p: _set(_first(p, split="dev"), id="one"), "id stands 2 times: 'one'"),
    "text": (lambda p: _set(_first(p), text=p["train"]["reports"][1]["text"]), "text stands 2 times"),
    "crossing": (lambda p: _set(_first(p, split="dev"), family="f"), "family f stands in dev and train"),
    "undeclared": (lambda p: p["families"].pop(), "family h is not in families.jsonl"),
    "idle": (lambda p: p["families"].append({"family": "z"}), "family z has no report"),
    "leak": (
        lambda p: _set(_first(p, split="dev"), text=_first(p, split="dev")["text"] + _first(p)["text"][-90:]),
        "families f and g share",
    ),
    "unlabelled": (lambda p: p["train"]["labels"].pop(), "two: no labels"),
    "stray": (lambda p: p["dev"]["second"].append({"report": "nine"}), "nine: labels without a report"),
    "half": (lambda p: p["dev"]["first"].append(_label("three")), "three: only one of its two labellings is there"),
    "snippet": (lambda p: _set(_first(p, "labels")["claims"][0], cue=["sang"]), "one: claim 0 cue: not in the report"),
    "value": (lambda p: _set(_first(p, "labels")["claims"][0], act="sing"), "one: claim 0 act: 'sing'"),
    "twice": (lambda p: _first(p, "labels")["claims"].append(_first(p, "labels")["claims"][0]), "one: claim stands 2"),
    "origin": (
        lambda p: p["dev"]["relations"]["origins"].append({"origin": "o", "reports": ["one"]}),
        "dev: origin 'o' names 'one'",
    ),
    "relation": (
        lambda p: _set(p["train"]["relations"]["same"][0][0], text="one"),
        "train: same: stands not exactly once in one",
    ),
    "slot": (
        lambda p: p["train"]["relations"]["conflicts"].append([*p["train"]["relations"]["same"][0][:2], "age", "n"]),
        "train: conflicts: 'age' is no slot",
    ),
    "person": (lambda p: p["public"].clear(), "person 'Ada One' is not declared in names.toml"),
    "both": (lambda p: p["invented"].append("Ada One"), "person 'Ada One' is declared both"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_told(corpus: Callable[..., list[str]], name: str) -> None:
    change, message = BREAKS[name]
    assert any(message in fault for fault in corpus(change))


def test_the_command_fails_on_a_fault(
    corpus: Callable[..., list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(lambda p: p["public"].clear())
    assert main([str(tmp_path)]) == 1
    assert "Ada One" in capsys.readouterr().out


def test_the_corpus_has_no_fault() -> None:
    assert list(faults()) == []


def test_the_corpus_is_as_large_and_as_varied_as_it_says() -> None:
    reports = [report for rows in read_reports().values() for report in rows]
    families = {row["family"]: row for row in read_families()}
    assert len(reports) >= 240
    assert len({report["genre"] for report in reports}) >= 12
    assert len({row["setting"] for row in families.values() if not row["distractor"]}) >= 12
    assert sum(families[report["family"]]["distractor"] for report in reports) >= len(reports) / 5


def test_forty_families_have_relations() -> None:
    family = {report["id"]: report["family"] for rows in read_reports().values() for report in rows}
    related = set()
    for split in SPLITS:
        relations = read_relations(CORPUS, split)
        related |= {family[row[0]["report"]] for kind in ("same", "conflicts", "updates") for row in relations[kind]}
    assert len(related) >= 40


def test_every_eighth_report_is_labelled_twice() -> None:
    reports = sum(len(rows) for rows in read_reports().values())
    second = [label["report"] for split in SPLITS for label in read_lines(CORPUS / split / SECOND)]
    assert len(set(second)) == len(second) >= reports / DOUBLE_SHARE


def test_the_splits_have_about_their_shares() -> None:
    sizes = {split: len(rows) for split, rows in read_reports().items()}
    whole = sum(sizes.values())
    for split, share in (("train", 0.7), ("dev", 0.1), ("test", 0.2)):
        assert abs(sizes[split] / whole - share) < 0.03


def test_the_data_sheet_shows_what_the_files_hold() -> None:
    assert page() == (CORPUS / "README.md").read_text("utf-8"), "run python -m labelling.datasheet --write"
