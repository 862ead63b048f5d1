"""Train the attribution net: one command, resumable, on CPU cores or a GPU.

    python -m training.train --corpora DIR --encoder DIR --work DIR

A run that is stopped continues from its last checkpoint in `--work`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as fn

from training.data import IGNORED, AnchorWords, Article, Window, around, read_ewt, read_polnear, read_records, windows
from training.evaluate import best_threshold, predict_articles
from training.network import Attribution, load_encoder


@dataclass(frozen=True)
class Settings:
    """Everything that a result depends on, beside the data."""

    seed: int = 17
    epochs: int = 8
    batch: int = 8  # windows
    size: int = 384  # pieces in a window
    edge: int = 48  # pieces at a cut edge whose anchors are left to the next window
    encoder_rate: float = 1.2e-4
    head_rate: float = 6e-4
    decay: float = 0.01
    layer_decay: float = 0.9
    warmup: float = 0.08
    negatives: float = 0.5  # false anchors per true one that the linker learns to refuse
    own_repeats: int = 3  # how often an article of our own corpus is seen per epoch
    average: float = 0.998  # of the running mean of the weights


@dataclass
class Batch:
    """Windows as tensors; pieces of all windows are numbered one after another, `length` apart."""

    ids: Tensor
    case: Tensor
    gap: Tensor
    quote: Tensor
    anchor_target: Tensor
    anchor_weight: Tensor
    windows: Sequence[Window]

    @property
    def length(self) -> int:
        """Pieces per window, padding included."""
        return self.ids.shape[1]


def collate(batch: Sequence[Window], device: torch.device) -> Batch:
    """Pad windows to one length."""
    length = max(w.last - w.first for w in batch)
    arrays = {name: np.zeros((len(batch), length), dtype=np.int64) for name in ("ids", "case", "gap", "quote")}
    target = np.zeros((len(batch), length), dtype=np.float32)
    weight = np.zeros((len(batch), length), dtype=np.float32)
    for row, window in enumerate(batch):
        width = window.last - window.first
        for name, array in arrays.items():
            array[row, :width] = getattr(window.article.pieces, name)[window.first : window.last]
        target[row, window.anchors] = 1
        weight[row, :width] = window.scored
    tensors = {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
    return Batch(
        **tensors,
        anchor_target=torch.from_numpy(target).to(device),
        anchor_weight=torch.from_numpy(weight).to(device),
        windows=batch,
    )


@dataclass
class Chosen:
    """Anchors the linker is trained on in one batch: the true ones, and the likeliest false ones."""

    flat: Tensor
    padded: Tensor
    tags: Tensor
    complete: Tensor
    true: Tensor
    judged: Tensor


def choose(batch: Batch, logits: Tensor, settings: Settings, rng: random.Random) -> Chosen:
    """Take all true anchors and hard false ones by the present anchor scores."""
    scores = logits.detach().float().cpu().numpy()
    flat, padded, tags, complete, true, judged = [], [], [], [], [], []
    for row, window in enumerate(batch.windows):
        width = window.last - window.first
        wrong = scores[row, :width].copy()
        wrong[window.anchors] = -np.inf
        wrong[window.scored == 0] = -np.inf
        count = max(1, round(settings.negatives * len(window.anchors)))
        pool = np.argsort(-wrong)[: 3 * count]
        pool = [int(p) for p in pool if np.isfinite(wrong[p])]
        false = rng.sample(pool, min(count, len(pool)))
        for k, anchor in enumerate([*window.anchors, *false]):
            is_true = k < len(window.anchors)
            places = around(int(anchor), width)
            flat.append(row * batch.length + int(anchor))
            padded.append(np.where(places >= 0, places + row * batch.length, -1))
            tags.append(window.tags[k] if is_true else np.full(len(places), IGNORED))
            judged.append(window.judged[k] if is_true else np.full(3, IGNORED))
            complete.append(window.article.complete)
            true.append(is_true)
    device = logits.device

    def tensor(values: list[object]) -> Tensor:
        return torch.from_numpy(np.asarray(values)).to(device)

    return Chosen(tensor(flat), tensor(padded), tensor(tags), tensor(complete), tensor(true), tensor(judged))


def role_losses(net: Attribution, batch: Batch, settings: Settings, rng: random.Random) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch with predicates and roles: what the syntax teaches the encoder."""
    states, projected, logits = net.encode(batch.ids, batch.case, batch.gap, batch.quote)
    chosen = choose(batch, torch.full_like(logits, -torch.inf), settings, rng)
    x = net.linker.look(projected.flatten(0, 1), states.flatten(0, 1), chosen.flat, chosen.padded)
    scores = torch.log_softmax(net.linker.roles(x).float(), -1)
    known = chosen.tags >= 0
    picked = scores.gather(-1, chosen.tags.clamp(min=0)[..., None]).squeeze(-1)
    parts = {"roles": -(picked * known).sum() / (known.any(-1).sum().clamp(min=1) * 24)}
    words = word_labels(batch)
    flat = states.flatten(0, 1)[words[:, 0]]
    parts["upos"] = 0.3 * fn.cross_entropy(net.upos(flat).float(), words[:, 1])
    parts["deprel"] = 0.6 * fn.cross_entropy(net.deprel(flat).float(), words[:, 2])
    return parts


def word_labels(batch: Batch) -> Tensor:
    """Return (words, 3): the flat index of each word's first piece, its part of speech and its relation."""
    rows: list[tuple[int, int, int]] = []
    for row, window in enumerate(batch.windows):
        place_of = {int(s): k for k, s in enumerate(window.article.pieces.starts[window.first : window.last])}
        rows += [
            (row * batch.length + place_of[start], upos, deprel)
            for start, upos, deprel in window.article.words
            if start in place_of
        ]
    return torch.tensor(rows, device=batch.ids.device)


def losses(net: Attribution, batch: Batch, settings: Settings, rng: random.Random) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch."""
    if batch.windows[0].article.kind == "roles":
        return role_losses(net, batch, settings, rng)
    states, projected, logits = net.encode(batch.ids, batch.case, batch.gap, batch.quote)
    logits = logits.float()
    anchor = fn.binary_cross_entropy_with_logits(logits, batch.anchor_target, batch.anchor_weight, reduction="sum")
    parts = {"anchor": anchor / batch.anchor_target.sum().clamp(min=1)}
    chosen = choose(batch, logits, settings, rng)
    if not len(chosen.flat):
        return parts
    out = net.linker(projected.flatten(0, 1), states.flatten(0, 1), chosen.flat, chosen.padded)
    parts["verify"] = fn.binary_cross_entropy_with_logits(out["verify"].float(), chosen.true.float())
    parts["tags"] = _tag_loss(out["tags"].float(), chosen)
    for column, name in enumerate(("act", "certainty", "polarity")):
        labels = chosen.judged[:, column]
        if bool((labels >= 0).any()):
            parts[name] = 0.3 * fn.cross_entropy(out[name].float(), labels, ignore_index=IGNORED)
    return parts


def _tag_loss(tags: Tensor, chosen: Chosen) -> Tensor:
    """Cross-entropy per anchor; where relays and channels were not labelled, an untagged piece may be either."""
    known = chosen.tags >= 0
    scores = torch.log_softmax(tags, -1)
    free = torch.logsumexp(scores[..., [0, 4, 5]], -1)
    picked = scores.gather(-1, chosen.tags.clamp(min=0)[..., None]).squeeze(-1)
    unlabelled = (chosen.tags == 0) & ~chosen.complete[:, None]
    picked = torch.where(unlabelled, free, picked)
    return -(picked * known).sum() / (known.any(-1).sum().clamp(min=1) * 24)


def groups(net: Attribution, settings: Settings) -> list[dict[str, object]]:
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
            if name.split(".")[1] in {"case", "gap", "quote"}:
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
        for _ in range(settings.own_repeats if article.complete and article.kind == "attribution" else 1):
            cut += list(windows(article, words, settings.size, settings.edge, rng))
    rng.shuffle(cut)
    # windows of like length together, so that little is padding; then the batches in random order
    kinds = [[w for w in cut if w.article.kind == kind] for kind in ("attribution", "roles")]
    chunks = [kind[i : i + 20 * settings.batch] for kind in kinds for i in range(0, len(kind), 20 * settings.batch)]
    batches = []
    for chunk in chunks:
        chunk.sort(key=lambda w: w.last - w.first)
        batches += [chunk[i : i + settings.batch] for i in range(0, len(chunk), settings.batch)]
    rng.shuffle(batches)
    yield from batches


class Run:
    """A training run with its state on disk."""

    def __init__(self, net: Attribution, settings: Settings, work: Path, steps: int) -> None:
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
            parts = losses(self.net, batch, self.settings, rng)
        self.optimiser.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()
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
    measured = Attribution(run.net.shape).to(run.device)
    measured.load_state_dict(run.mean)
    measured.eval()
    row: dict[str, float] = {}
    for name, articles in dev.items():
        found = predict_articles(measured, articles, run.settings.size, run.settings.edge)
        threshold, scores = best_threshold(articles, found)
        row[f"{name}_threshold"] = threshold
        row |= {f"{name}_{key}": value for key, value in scores.items()}
    return row


def train(
    run: Run, articles: Sequence[Article], words: AnchorWords, dev: dict[str, list[Article]], minutes: float
) -> None:
    """Run the epochs that are left; stop early, with the state saved, after `minutes`."""
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
            parts = run.learn(collate(windows_, run.device), rng)
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
                return
        run.epoch += 1
        row = {"epoch": run.epoch, "batches": len(batches)} | evaluate(run, dev)
        run.history.append(row)
        print(json.dumps(row), flush=True)
        run.save()


def read_articles(paths: Sequence[Path]) -> list[Article]:
    """Read labelled articles: PolNeAR's form by its folder, else case records."""
    out: list[Article] = []
    for path in paths:
        reader = next(
            (r for folder, r in (("polnear", read_polnear), ("ewt", read_ewt)) if folder in path.parts), read_records
        )
        out += reader(path)
    return out


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
    articles = read_articles(options.data)
    dev = {path.name if path.is_dir() else path.parent.name: read_articles([path]) for path in options.dev}
    for article in [*articles, *(a for group in dev.values() for a in group)]:
        article.cut(tokenizer)
    words = AnchorWords(articles)
    net = Attribution()
    load_encoder(net, options.encoder / "model.safetensors")
    if options.start:
        net.load_state_dict(torch.load(options.start, map_location="cpu", weights_only=True)["mean"], strict=False)
    net.to(device)
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "words.json").write_text(json.dumps(words.strength), "utf-8")
    steps = sum(len(list(epoch_windows(articles, words, settings, e))) for e in range(settings.epochs))
    run = Run(net, settings, options.work, steps)
    resumed = run.restore()
    print(f"{len(articles)} articles, {steps} steps, {'resumed at' if resumed else 'from'} step {run.step}", flush=True)
    train(run, articles, words, dev, options.minutes)


if __name__ == "__main__":
    main()
