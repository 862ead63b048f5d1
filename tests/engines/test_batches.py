"""Engines give every item its result, in order, whatever one item does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from engine_work import load_doubling, load_dying, load_process_ids, load_without_weights
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engines import Crash, Engine, map_batches
from onrecord.engines.batches import cut
from onrecord.errors import NetError, OnrecordError, UsageError

UNLUCKY = Crash(what="ValueError: thirteen is unlucky")


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    found = list(map_batches(load_doubling, range(10), Engine(jobs=jobs, batch=3)))
    assert found == [(number, 2 * number) for number in range(10)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_whose_work_raises_costs_no_other_item_its_result(jobs: int) -> None:
    found = dict(map_batches(load_doubling, range(11, 16), Engine(jobs=jobs, batch=5)))
    assert found == {11: 22, 12: 24, 13: UNLUCKY, 14: 28, 15: 30}


def test_an_item_that_kills_its_process_costs_no_other_item_its_result() -> None:
    found = list(map_batches(load_doubling, range(60, 74), Engine(jobs=2, batch=2)))
    assert [number for number, _ in found] == list(range(60, 74))
    crashed = {number: result for number, result in found if isinstance(result, Crash)}
    assert list(crashed) == [66]
    assert "process" in crashed[66].what
    assert all(result == 2 * number for number, result in found if number != 66)


def test_processes_that_cannot_even_be_set_up_end_the_run() -> None:
    with pytest.raises(OnrecordError, match="before they have done anything"):
        list(map_batches(load_dying, [1, 2], Engine(jobs=2)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_setting_up_reaches_the_caller_as_it_is(jobs: int) -> None:
    with pytest.raises(NetError, match="weights are missing") as caught:
        list(map_batches(load_without_weights, [1], Engine(jobs=jobs)))
    assert caught.value.hint == "install the package again"


def test_one_job_works_in_this_process_and_several_in_others() -> None:
    (_, here) = next(map_batches(load_process_ids, [0], Engine(jobs=1)))
    (_, there) = next(map_batches(load_process_ids, [0], Engine(jobs=2)))
    assert here == os.getpid() != there


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_taken_as_they_are_needed(jobs: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(20, 60):
            taken.append(number)
            yield number

    results = map_batches(load_doubling, items(), Engine(jobs=jobs, batch=2))
    assert next(results) == (20, 40)
    results.close()
    assert len(taken) <= 2 * 2 * jobs


def test_nothing_to_do_is_done_without_setting_up() -> None:
    assert list(map_batches(load_without_weights, [], Engine(jobs=1))) == []


@pytest.mark.parametrize("setting", ["jobs", "batch"])
def test_an_engine_that_would_never_run_is_refused(setting: str) -> None:
    with pytest.raises(UsageError, match=f"{setting} is 0"):
        Engine(**{setting: 0})


@given(st.lists(st.integers(0, 9)), st.integers(1, 4), st.integers(1, 12))
def test_cutting_keeps_every_item_once_and_no_batch_goes_over_its_size_but_by_its_last(
    items: list[int], batch: int, batch_size: int
) -> None:
    batches = list(cut(items, Engine(batch=batch, batch_size=batch_size, size_of=int)))
    assert [item for found in batches for item in found] == items
    assert all(found and len(found) <= batch and sum(found[:-1]) < batch_size for found in batches)


PARENT = """
import sys
sys.path.insert(0, {folder!r})
from engine_work import load_process_ids
from onrecord.engines import Engine, map_batches
if __name__ == "__main__":
    results = map_batches(load_process_ids, iter(range(10_000_000)), Engine(jobs=2, batch=1))
    for _, process in results:
        print(process, flush=True)
"""


def test_worker_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(folder=str(Path(__file__).parent)))
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _runs(worker):
            break
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(process: int) -> bool:
    """Return whether the process is there and no zombie that nobody has buried yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
