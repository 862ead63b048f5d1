"""Train the reader net, one stage of it: one command, resumable, on CPU cores or a GPU.

    python -m training.train --data FILE FOLDER --encoder DIR --work DIR

A run that is stopped continues from its last checkpoint in `--work`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.articles import AnchorWords, Article, read_articles
from training.evaluate import measure
from training.losses import losses
from training.network import Reader, load_encoder, load_old
from training.run import Row, Run, averaged
from training.settings import Settings
from training.windows import Hiding, Window, collate, windows

UNFINISHED = 3
"""Exit status of a run that was out of time."""


def groups(net: Reader, settings: Settings) -> list[Row]:
    """Parameters with their learning rates: lower layers of the encoder move less, or not at all."""
    out: list[Row] = []
    if settings.frozen:
        freeze(net, settings.frozen)
    depth = len(net.encoder.layers)
    for name, parameter in net.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings.head_rate
        if name.startswith("encoder."):
            level = int(name.split(".")[2]) + 1 if ".layers." in name else 0
            rate = settings.encoder_rate * settings.layer_decay ** (depth - level)
            if name.split(".")[1] in {"case", "gap", "quote", "hints"}:
                rate = settings.head_rate
        decay = settings.decay if parameter.ndim > 1 else 0.0
        out.append({"params": [parameter], "lr": rate, "peak": rate, "weight_decay": decay})
    return out


def freeze(net: Reader, layers: int) -> None:
    """Leave the encoder's embeddings and its lowest layers as they are."""
    encoder = net.encoder
    lower = [module for name, module in encoder.named_children() if name != "layers"] + list(encoder.layers[:layers])
    for parameter in (one for module in lower for one in module.parameters()):
        parameter.requires_grad = False


def epoch_windows(
    articles: Sequence[Article], words: AnchorWords, settings: Settings, epoch: int
) -> Iterator[list[Window]]:
    """Yield the batches of an epoch, the same for the same seed and epoch."""
    rng = random.Random(settings.seed * 1000 + epoch)
    cut = []
    for article in articles:
        share = {"records": 1.0, "polnear": settings.polnear_share}.get(article.source, settings.other_share)
        if share < 1 and rng.random() >= share:
            continue
        for _ in range(settings.own_repeats if article.source == "records" else 1):
            cut += list(windows(article, words, settings.size, settings.edge, rng))
    rng.shuffle(cut)
    # windows of like length together, so that little is padding; then the batches in random order
    kinds = [[w for w in cut if w.article.source == source] for source in sorted({w.article.source for w in cut})]
    chunks = [kind[i : i + 20 * settings.batch] for kind in kinds for i in range(0, len(kind), 20 * settings.batch)]
    batches = []
    for chunk in chunks:
        chunk.sort(key=lambda w: w.last - w.first)
        batches += [chunk[i : i + settings.batch] for i in range(0, len(chunk), settings.batch)]
    rng.shuffle(batches)
    yield from batches


def evaluate(net: Reader, run: Run, settings: Settings, dev: dict[str, list[Article]]) -> Row:
    """Score the averaged weights on the dev sets."""
    measured = Reader(net.shape).to(device_of(net))
    measured.load_state_dict(run.mean)
    measured.eval()
    row: Row = {}
    for name, articles in dev.items():
        scores = measure(measured, articles, settings.size, settings.edge)
        row |= {f"{name}_{key}": value for key, value in scores.items()}
    return row


def device_of(net: Reader) -> torch.device:
    """Return where a net is."""
    return next(net.parameters()).device


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from and is measured on."""

    articles: Sequence[Article]
    words: AnchorWords
    dev: dict[str, list[Article]]


def train(net: Reader, run: Run, settings: Settings, material: Material, minutes: float) -> bool:
    """Run the epochs that are left; return False when `minutes` were over before that, with the state saved."""
    started = last_saved = time.monotonic()
    state, device = asdict(settings), device_of(net)
    while (epoch := len(run.history)) < settings.epochs:
        batches = list(epoch_windows(material.articles, material.words, settings, epoch))
        done = run.step - sum(int(h["batches"]) for h in run.history)
        sums: dict[str, float] = {}
        net.train()
        for k, windows_ in enumerate(batches):
            if k < done:
                continue
            rng = random.Random(settings.seed * 7919 + run.step)
            hide = Hiding(rng, settings.hidden_words, settings.hidden_triggers, settings.hidden_hints)
            with torch.autocast(device.type, torch.bfloat16):
                parts = losses(net, collate(windows_, device, hide), settings, rng)
            for name, value in run.learn(parts).items():
                sums[name] = sums.get(name, 0.0) + value
            if run.step % 50 == 0:
                spent = time.monotonic() - started
                shown = " ".join(f"{n} {v / max(1, k + 1 - done):.3f}" for n, v in sums.items())
                print(f"epoch {epoch} step {run.step}/{run.steps} {spent / 60:.1f} min {shown}", flush=True)
            if time.monotonic() - last_saved > 240:
                run.save(state)
                last_saved = time.monotonic()
            if (time.monotonic() - started) / 60 > minutes:
                run.save(state)
                print("out of time; run the same command again to continue", flush=True)
                return False
        run.history.append({"epoch": epoch + 1, "batches": len(batches)} | evaluate(net, run, settings, material.dev))
        print(json.dumps(run.history[-1]), flush=True)
        run.save(state)
    return True


def main() -> None:
    """Read the arguments, build the net and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="labelled articles to learn from")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="labelled articles to measure on")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, required=True, help="folder for the state of the run")
    parser.add_argument("--start", type=Path, nargs="+", help="checkpoints from the mean of whose weights to start")
    parser.add_argument("--minutes", type=float, default=1e9)
    defaults = asdict(Settings())
    for name, value in defaults.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = parser.parse_args()
    settings = Settings(**{name: getattr(options, name) for name in defaults})
    torch.manual_seed(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = [article for path in options.data for article in read_articles(path)]
    dev = {"/".join(path.parts[-2:]): read_articles(path) for path in options.dev}
    for article in [*articles, *(a for group in dev.values() for a in group)]:
        article.cut(tokenizer)
    words = AnchorWords(articles)
    net = Reader()
    load_encoder(net, options.encoder / "model.safetensors")
    if options.start:
        starts = [torch.load(path, map_location="cpu", weights_only=True)["mean"] for path in options.start]
        load_old(net, averaged(starts))
    net.to(device)
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "words.json").write_text(json.dumps(words.strength), "utf-8")
    steps = sum(len(list(epoch_windows(articles, words, settings, e))) for e in range(settings.epochs))
    run = Run(net, groups(net, settings), settings, options.work, steps)
    resumed = run.restore(asdict(settings))
    print(f"{len(articles)} articles, {steps} steps, {'resumed at' if resumed else 'from'} step {run.step}", flush=True)
    if not train(net, run, settings, Material(articles, words, dev), options.minutes):
        sys.exit(UNFINISHED)


if __name__ == "__main__":
    main()
