"""Not a byte of a case changes without verification naming it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from across_case import CONFLICT, COPIED, HIRED, JUDGED, MARLIN
from port_case import CAPTURE, EXTRACTION, REPORT, make_whole, raw

from onrecord.errors import CaseError
from onrecord.store import CaseStore, dump_lines

STATEMENT, INNER, DENIAL = EXTRACTION.claims


def test_a_sound_case_has_no_faults(filled: CaseStore) -> None:
    assert list(filled.verify()) == []


def test_a_place_on_the_equator_is_sealed_without_a_sign(filled: CaseStore) -> None:
    whole = make_whole(REPORT)
    equator = [replace(one, place=one.place and replace(one.place, latitude=-0.0)) for one in whole.entities]
    assert filled.add_extraction(replace(whole, entities=tuple(equator)), made_by="fake-v2")
    assert list(filled.verify()) == []


@pytest.mark.parametrize(
    ("change", "record", "what"),
    [
        (
            "UPDATE blob SET data = CAST(replace(data, 'Marlin', 'Merlin') AS BLOB)",
            f"blob {CAPTURE.sha256}",
            "SHA-256 is",
        ),
        ("UPDATE blob SET data = 'text'", f"blob {CAPTURE.sha256}", "SHA-256 is"),
        ("UPDATE capture SET captured_at = '2020'", f"capture {CAPTURE.id}", "was changed"),
        ("UPDATE capture SET origin = '/elsewhere'", f"capture {CAPTURE.id}", "not that of its bytes"),
        ("UPDATE report SET published = '2024'", f"report {REPORT.id}", "was changed"),
        ("UPDATE report SET text = replace(text, 'Marlin', 'Merlin')", f"claim {DENIAL.id}", "the report says"),
        ("UPDATE report SET text = text || ' No.'", "report number 1", "search index"),
        ("UPDATE reading SET made_by = 'me'", f"reading {CAPTURE.id}", "was changed"),
        ("UPDATE extraction SET made_by = 'me'", f"extraction {REPORT.id}", "was changed"),
        ("UPDATE problem SET hint = 'relax'", f"problem {EXTRACTION.problems[0].id}", "was changed"),
        ("UPDATE claim SET act = 'state' WHERE act = 'deny'", f"claim {DENIAL.id}", "was changed"),
        ("UPDATE claim SET score = 0.76 WHERE act = 'deny'", f"claim {DENIAL.id}", "was changed"),
        ("UPDATE claim_span SET text = 'Zoe' WHERE start = 67", f"claim {DENIAL.id}", "the report says"),
        ("UPDATE claim_span SET start = 0 WHERE start = 67", f"claim {DENIAL.id}", "id is not that"),
        ("UPDATE claim_span SET field = 'lost' WHERE start = 67", f"claim {DENIAL.id}", "was changed"),
        ("UPDATE claim_span SET start = 'x' WHERE start = 67", f"claim {DENIAL.id}", "not supported"),
        ("DELETE FROM claim_span WHERE start = 67", f"claim {DENIAL.id}", "was changed"),
        ("DELETE FROM report", "reading", "names a report"),
        ("DELETE FROM capture", "report 1", "names a capture"),
        ("UPDATE claim_words SET content = 'x' WHERE rowid = 1", f"claim {STATEMENT.id}", "search index holds other"),
        ("DELETE FROM claim_words WHERE rowid = 1", f"claim {STATEMENT.id}", "search index holds other"),
        ("INSERT INTO claim_words VALUES ('x', 'y')", "claim number 4", "and not in the case"),
        ("UPDATE claim_words_content SET c1 = 'x' WHERE id = 1", "claim number 1", "does not hold its words"),
        ("INSERT INTO report_words(report_words) VALUES ('delete-all')", "report number 1", "does not hold its words"),
    ],
)
def test_what_was_changed_behind_our_back_is_named(
    path: Path, filled: CaseStore, change: str, record: str, what: str
) -> None:
    with raw(path) as case:
        case.execute(change)
    faults = [fault for fault in filled.verify() if fault.record.startswith(record) and what in fault.what]
    assert faults, list(filled.verify())


@pytest.mark.parametrize(
    ("change", "record", "what"),
    [
        ("UPDATE comparable SET traits = '[]' WHERE report = 'wire'", "comparable wire", "was changed"),
        ("UPDATE passage SET vector = x'00' WHERE ordinal = 1", "comparable wire", "was changed"),
        ("DELETE FROM passage WHERE ordinal = 1", "comparable wire", "was changed"),
        ("UPDATE report SET text = 'Zoë' WHERE id = 'wire'", "comparable wire", "none of its report"),
        ("UPDATE comparison SET made_by = 'me' WHERE report = 'wire'", "comparison wire", "was changed"),
        ("UPDATE relation SET score = 1.0", f"relation {CONFLICT.id}", "was changed"),
        ("UPDATE relation SET slot = 'date' WHERE slot = 'number'", f"relation {CONFLICT.id}", "was changed"),
        ("UPDATE relation SET a_text = 'none'", f"relation {CONFLICT.id}", "the report says"),
        ("UPDATE relation SET a_start = 'x'", f"relation {CONFLICT.id}", "makes no record any more"),
        ("UPDATE identity_alias SET name = 'Merlin'", f"identity {MARLIN.id}", "was changed"),
        ("DELETE FROM identity_member WHERE ordinal = 0", f"identity {MARLIN.id}", "its id is not that"),
        ("UPDATE likeness SET reasons = 'x'", "likeness", "makes no record any more"),
        ("UPDATE origin_words SET start = 0", f"origin {COPIED.id}", "the report says"),
        ("DELETE FROM origin_report WHERE report = 'copy'", f"origin {COPIED.id}", "was changed"),
        ("UPDATE finding SET standing = 'corroborated'", f"finding {HIRED.id}", "was changed"),
        ("UPDATE finding_value SET value = '15' WHERE value = '14'", f"finding {HIRED.id}", "was changed"),
        ("UPDATE finding_voice SET record = 'claim-x'", f"finding {HIRED.id}", "names a claim or event that is not"),
        ("DELETE FROM finding_update", f"finding {HIRED.id}", "was changed"),
        ("UPDATE answer SET score = 0.5", "answer", "was changed"),
        ("DELETE FROM question", "answer", "names a question"),
        ("DELETE FROM entity WHERE report = 'wire'", "identity_member", "names an entity"),
        ("UPDATE weighing SET state = ''", "weighing 1", "was changed"),
        ("UPDATE judgement SET verdict = 'different'", f"judgement {JUDGED.id}", "was changed"),
    ],
)
def test_what_was_changed_across_reports_behind_our_back_is_named(
    path: Path, across: CaseStore, change: str, record: str, what: str
) -> None:
    with raw(path) as case:
        case.execute(change)
    faults = [fault for fault in across.verify() if fault.record.startswith(record) and what in fault.what]
    assert faults, list(across.verify())


def test_text_that_is_no_text_any_more_is_named(path: Path, filled: CaseStore) -> None:
    with raw(path) as case:
        case.execute("UPDATE report SET title = CAST(x'ff41' AS TEXT)")
    assert [fault.record for fault in filled.verify()][:1] == [f"report {REPORT.id}"]
    with pytest.raises(CaseError, match="damaged"):
        filled.view.report(REPORT.id)


def test_segments_and_hints_that_cannot_be_read_any_more_are_named(path: Path, filled: CaseStore) -> None:
    with raw(path) as case:
        case.execute("""UPDATE report SET segments = '{"parts":[]'""")
        case.execute("""UPDATE capture SET hints = '{"weather":"fine"}'""")
    with pytest.raises(CaseError, match=f"the stored record {REPORT.id} is damaged"):
        filled.view.report(REPORT.id)
    with pytest.raises(CaseError, match=f"the stored record {CAPTURE.id} is damaged"):
        filled.view.capture(CAPTURE.id)


def test_damage_that_the_database_cannot_even_name_in_utf_8_is_told(path: Path, filled: CaseStore) -> None:
    filled.close()
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"CREATE TABLE capture", b"CREATE\xffTABLE capture"))
    with pytest.raises(CaseError, match="damaged"), CaseStore.open(path) as store:
        store.view.status()


def test_a_flipped_byte_is_found_or_changes_nothing(path: Path, filled: CaseStore) -> None:
    before = list(dump_lines(filled.view))
    filled.close()
    sound = path.read_bytes()
    chosen = random.Random(2).sample(range(len(sound)), 60)  # noqa: S311 - places, not secrets
    places = [*chosen, sound.index(b"Marlin", 4096), sound.index(b"denied", 4096)]
    found = 0
    for place in places:
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x04]) + sound[place + 1 :])
        try:
            with CaseStore.open(path, read_only=True) as store:
                named = bool(list(store.verify()))
                assert named or list(dump_lines(store.view)) == before, f"byte {place} was changed unseen"
        except CaseError:
            named = True
        found += named
    assert found >= 2
