"""Train the reader net, one stage of it: one command, resumable, on CPU cores or a GPU.

    python -m training.train --data FILE FOLDER --encoder DIR --work DIR

A run that is stopped continues from its last checkpoint in `--work`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.articles import AnchorWords, Article, read_articles
from training.evaluate import measure
from training.losses import losses
from training.network import Reader, load_encoder, load_old
from training.settings import Settings
from training.windows import Batch, Hiding, Window, collate, windows

UNFINISHED = 3
"""Exit status of a run that was out of time."""


def groups(net: Reader, settings: Settings) -> list[dict[str, object]]:
    """Parameters with their learning rates: lower layers of the encoder move less."""
    out: list[dict[str, object]] = []
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


class Run:
    """A training run with its state on disk."""

    def __init__(self, net: Reader, settings: Settings, work: Path, steps: int) -> None:
        self.net, self.settings, self.work, self.steps = net, settings, work, steps
        self.device = next(net.parameters()).device
        self.optimiser = torch.optim.AdamW(groups(net, settings), fused=self.device.type == "cpu")
        self.mean = {name: p.detach().clone() for name, p in net.state_dict().items()}
        self.step = 0
        self.epoch = 0
        self.history: list[dict[str, float]] = []

    def schedule(self) -> float:
        """Rise over the warm-up, then fall as a cosine to a fiftieth."""
        done = self.step / self.steps
        if done < self.settings.warmup:
            return done / self.settings.warmup
        return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - self.settings.warmup) / (1 - self.settings.warmup)))

    def learn(self, batch: Batch, rng: random.Random) -> dict[str, float]:
        """Take one step."""
        factor = self.schedule()
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        with torch.autocast(self.device.type, torch.bfloat16):
            parts = losses(self.net, batch, self.settings.negatives, rng)
        self.optimiser.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % 4 == 0:
            keep = min(self.settings.average, (1 + self.step) / (10 + self.step)) ** 4
            with torch.no_grad():
                for name, p in self.net.named_parameters():
                    if p.requires_grad:
                        self.mean[name].lerp_(p, 1 - keep)
        return {name: float(part.detach()) for name, part in parts.items()}

    def save(self) -> None:
        """Write the state; a crash while writing leaves the one before."""
        state = {
            "net": self.net.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "history": self.history,
            "settings": asdict(self.settings),
        }
        fresh = self.work / "checkpoint.new"
        torch.save(state, fresh)
        fresh.replace(self.work / "checkpoint.pt")

    def restore(self) -> bool:
        """Continue from the checkpoint, if there is one of the same settings."""
        path = self.work / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["settings"] != asdict(self.settings):
            raise SystemExit(f"{path} was made with other settings; choose another --work or remove it")
        self.net.load_state_dict(state["net"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.epoch, self.history = state["step"], state["epoch"], state["history"]
        return True


def evaluate(run: Run, dev: dict[str, list[Article]]) -> dict[str, float]:
    """Score the averaged weights on the dev sets."""
    measured = Reader(run.net.shape).to(run.device)
    measured.load_state_dict(run.mean)
    measured.eval()
    row: dict[str, float] = {}
    for name, articles in dev.items():
        scores = measure(measured, articles, run.settings.size, run.settings.edge)
        row |= {f"{name}_{key}": value for key, value in scores.items()}
    return row


def train(
    run: Run, articles: Sequence[Article], words: AnchorWords, dev: dict[str, list[Article]], minutes: float
) -> bool:
    """Run the epochs that are left; return False when `minutes` were over before that, with the state saved."""
    started = last_saved = time.monotonic()
    while run.epoch < run.settings.epochs:
        batches = list(epoch_windows(articles, words, run.settings, run.epoch))
        done = run.step - sum(int(h["batches"]) for h in run.history)
        sums: dict[str, float] = {}
        run.net.train()
        for k, windows_ in enumerate(batches):
            if k < done:
                continue
            rng = random.Random(run.settings.seed * 7919 + run.step)
            hide = Hiding(rng, run.settings.hidden_words, run.settings.hidden_triggers, run.settings.hidden_hints)
            parts = run.learn(collate(windows_, run.device, hide), rng)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value
            if run.step % 50 == 0:
                spent = time.monotonic() - started
                shown = " ".join(f"{n} {v / max(1, k + 1 - done):.3f}" for n, v in sums.items())
                print(f"epoch {run.epoch} step {run.step}/{run.steps} {spent / 60:.1f} min {shown}", flush=True)
            if time.monotonic() - last_saved > 240:
                run.save()
                last_saved = time.monotonic()
            if (time.monotonic() - started) / 60 > minutes:
                run.save()
                print("out of time; run the same command again to continue", flush=True)
                return False
        run.epoch += 1
        row = {"epoch": run.epoch, "batches": len(batches)} | evaluate(run, dev)
        run.history.append(row)
        print(json.dumps(row), flush=True)
        run.save()
    return True


def main() -> None:
    """Read the arguments, build the net and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="labelled articles to learn from")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="labelled articles to measure on")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, required=True, help="folder for the state of the run")
    parser.add_argument("--start", type=Path, help="checkpoint whose averaged weights to start from")
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
        load_old(net, torch.load(options.start, map_location="cpu", weights_only=True)["mean"])
    net.to(device)
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "words.json").write_text(json.dumps(words.strength), "utf-8")
    steps = sum(len(list(epoch_windows(articles, words, settings, e))) for e in range(settings.epochs))
    run = Run(net, settings, options.work, steps)
    resumed = run.restore()
    print(f"{len(articles)} articles, {steps} steps, {'resumed at' if resumed else 'from'} step {run.step}", flush=True)
    if not train(run, articles, words, dev, options.minutes):
        sys.exit(UNFINISHED)


if __name__ == "__main__":
    main()
