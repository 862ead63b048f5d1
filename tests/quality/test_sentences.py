"""A report is told sentence by sentence, with what agrees, is lost, extra or taken for another."""

from labelling.snippets import compile_record
from quality.comparing import compare_records
from quality.sentences import rows

REPORT = {"id": "rill", "published": None, "text": "Ada Quell said boys were hired.\nIt rained. The case is shut."}


def test_each_sentence_lists_the_records_that_begin_in_it_with_how_they_fared() -> None:
    claim = {"source": "Ada Quell", "cue": "said", "content": "boys were hired", "act": "state"}
    labelled = compile_record(REPORT, {"claims": [claim], "events": [{"type": "recruit", "trigger": "hired"}]})
    found = compile_record(
        REPORT, {"claims": [claim | {"act": "allege"}], "events": [{"type": "dismantle", "trigger": "shut"}]}
    )
    told = list(rows(list(compare_records(labelled, found)), str(REPORT["text"])))
    assert told == [
        ("Ada Quell said boys were hired.", ["~ claim state → allege: “boys were hired”", "- event recruit: “hired”"]),
        ("It rained.", []),
        ("The case is shut.", ["+ event dismantle: “shut”"]),
    ]
