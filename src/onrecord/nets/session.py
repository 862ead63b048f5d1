"""Opening what a net's folder holds: an ONNX graph and a tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnxruntime as ort
from tokenizers import Tokenizer


def open_session(path: Path, threads: int) -> Any:
    """Return the graph, ready to run on `threads` CPU threads."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def open_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
