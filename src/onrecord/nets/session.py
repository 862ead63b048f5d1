"""Opening what a net's folder holds: an ONNX graph and a tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import onnxruntime as ort
from tokenizers import Tokenizer

_SLOWER: Final = ["SkipLayerNormFusion"]
"""What ONNX Runtime would make of the nets and is slower for it: its operator of addition and layer normalisation in
one takes five times as long as the two that it stands for (1.32, CPU)."""


def open_session(path: Path, threads: int, *, parted: bool = False) -> Any:
    """Return the graph, ready to run on `threads` CPU threads.

    Args:
        path: Of the graph.
        threads: How many.
        parted: Leave operators apart that the runtime is slower for in one; results differ in the last digits.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER if parted else []
    )


def open_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
