"""The page on the nets is that of their cards, and a card may leave things out."""

import json
from pathlib import Path
from typing import Any

import pytest

from quality.cards import main, page

FULL = {
    "about": "Finds who is cited.",
    "files": {"net.onnx": "ab" * 32},
    "settings": {
        "window": 384,
        "thresholds": {"claims": 0.4, "events": 0.5},
        "hints": ["event:arrest", "event:kill", "act:deny"],
        "taggings": {"names": {"labels": ["PER", "GPE"], "scheme": "bio"}},
        "linkings": {"events": {"tags": ["none", "agent"], "judged": {"type": ["", "arrest", "kill"]}}},
    },
    "method": {"Hints": "What the vocabulary lists."},
    "data": [
        {
            "name": "Harbour | News",
            "licence": "CC BY 4.0",
            "citation": "Doe 2020",
            "split": "train",
            "stages": ["whole"],
            "texts": 1200,
        }
    ],
    "scores": {"own": {"claim_found_f1": 78.8, "act": 81.1}, "dev": {"claim_found_f1": 74.4}},
    "ablations": {"no case": {"claim_found_f1": 70.0}, "tried": "smaller windows lose a point"},
    "limits": ["English only"],
    "licence": "CC BY-SA 4.0",
    "encoder": {"name": "tiny", "layers": 6},
}


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with one net and its card."""
    folder = tmp_path / "weights" / "toy-v1"
    folder.mkdir(parents=True)
    (folder / "net.onnx").write_bytes(b"x" * 1234)
    return tmp_path / "weights"


def _page(weights: Path, card: dict[str, Any]) -> str:
    (weights / "toy-v1" / "card.json").write_text(json.dumps(card), "utf-8")
    return page(weights)


def test_the_page_in_docs_is_that_of_the_shipped_cards(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().err


def test_a_full_card_becomes_a_section_with_all_it_says(weights: Path) -> None:
    shown = _page(weights, FULL)
    for expected in (
        "## toy-v1",
        "Finds who is cited.",
        "- Licence: CC BY-SA 4.0",
        "- Encoder: name tiny, layers 6",
        f"| net.onnx | 1,234 | `{'ab' * 32}` |",
        "| window | 384 |",
        "| thresholds | claims 0.4, events 0.5 |",
        "- **Hints.** What the vocabulary lists.",
        "| encoder | names | PER, GPE |",
        "| events | tags | none, agent |",
        "| events | type | arrest, kill |",
        "| hints | event | arrest, kill |",
        "| hints | act | deny |",
        "| Harbour \\| News | train | whole | 1,200 |  | CC BY 4.0 | Doe 2020 |",
        "| own | 78.8 | 81.1 |",
        "| dev | 74.4 |  |",
        "| no case | 70.0 |",
        "- tried: smaller windows lose a point",
        "- English only",
    ):
        assert expected in shown


@pytest.mark.parametrize("missing", [*FULL, None])
def test_what_a_card_leaves_out_is_left_out_of_the_page(weights: Path, missing: str | None) -> None:
    shown = _page(weights, {key: value for key, value in FULL.items() if missing not in (None, key)})
    assert "## toy-v1" in shown
    assert "None" not in shown


def test_a_folder_without_nets_says_so(tmp_path: Path) -> None:
    assert page(tmp_path).endswith("No net is shipped.\n")


def test_a_page_that_is_not_that_of_the_cards_fails_until_it_is_written(
    weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nets.md"
    _page(weights, FULL)
    assert main([], weights, target) == 1
    assert "--write" in capsys.readouterr().err
    assert main(["--write"], weights, target) == 0
    assert main([], weights, target) == 0
    _page(weights, FULL | {"limits": ["English only", "News only"]})
    assert main([], weights, target) == 1
