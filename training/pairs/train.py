"""Train the pairs net; run it again to continue.

python -m training.pairs.train --data corpus/train corpus/more --dev corpus/dev --encoder DIR --work DIR
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.pairs.dataset import Case, read_cases
from training.pairs.ecbplus import read_topics
from training.pairs.evaluate import measure
from training.pairs.network import Pairs, load_encoder
from training.pairs.settings import Settings
from training.pairs.steps import Sides, step_losses
from training.run import Row, Run

UNFINISHED = 3
"""Exit status of a run that was out of time."""


def groups(net: Pairs, settings: Settings) -> list[Row]:
    """Return the weights with their rates: the encoder learns slowly, the heads fast; norms and biases do not decay."""
    found: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, p in net.named_parameters():
        if p.requires_grad:
            rate = settings.encoder_rate if name.startswith("encoder.") else settings.head_rate
            rate = (
                rate * 5
                if name.startswith(("encoder.part", "encoder.case", "encoder.match", "encoder.lapse"))
                else rate
            )
            found.setdefault((rate, settings.decay if p.ndim > 1 else 0.0), []).append(p)
    return [{"params": p, "peak": rate, "lr": 0.0, "weight_decay": decay} for (rate, decay), p in found.items()]


def steps_of(cases: Sequence[Case], settings: Settings) -> Iterator[list[Case]]:
    """Yield the cases of each step, epoch by epoch."""
    for epoch in range(settings.epochs):
        order = list(cases)
        random.Random(settings.seed * 1000 + epoch).shuffle(order)
        for at in range(0, len(order) - settings.cases + 1, settings.cases):
            yield order[at : at + settings.cases]


def main() -> None:
    """Read the arguments, build the net and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="parts of the corpus to learn from")
    parser.add_argument("--ecbplus", type=Path, help="folder of ECB+, to learn coreferent events from too")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="parts to measure on")
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
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cases = [case for folder in options.data for case in read_cases(folder)]
    if options.ecbplus:
        cases += read_topics(options.ecbplus, "train")
    dev = {folder.name: read_cases(folder) for folder in options.dev}
    net = Pairs()
    load_encoder(net, options.encoder / "model.safetensors")
    if options.start:
        start = torch.load(options.start, map_location="cpu", weights_only=True)["mean"]
        own = net.state_dict()
        net.load_state_dict({name: p for name, p in start.items() if own[name].shape == p.shape}, strict=False)
    options.work.mkdir(parents=True, exist_ok=True)
    steps = list(steps_of(cases, settings))
    run = Run(net, groups(net, settings), settings, options.work, len(steps))
    resumed = run.restore(asdict(settings))
    print(f"{len(cases)} cases, {len(steps)} steps, {'resumed at' if resumed else 'from'} {run.step}", flush=True)
    if not learn(run, steps, Sides(tokenizer), settings, dev, options.minutes):
        sys.exit(UNFINISHED)


def learn(
    run: Run,
    steps: Sequence[list[Case]],
    sides: Sides,
    settings: Settings,
    dev: dict[str, list[Case]],
    minutes: float,
) -> bool:
    """Take the steps that are left; measure at the end of each epoch.

    Returns:
        False when `minutes` were over before the last step, with the state saved.
    """
    net = run.net
    per_epoch = len(steps) // settings.epochs
    started = saved = time.monotonic()
    sums: dict[str, float] = {}
    shown = 0
    while run.step < len(steps):
        net.train()
        rng = random.Random(settings.seed * 7919 + run.step)
        with torch.autocast("cpu", torch.bfloat16):
            losses = step_losses(net, steps[run.step], sides, settings, rng)
        for name, value in run.learn(losses).items():
            sums[name] = sums.get(name, 0.0) + value
        shown += 1
        if run.step % 20 == 0:
            told = " ".join(f"{name} {value / shown:.3f}" for name, value in sums.items())
            print(f"step {run.step}/{run.steps} {(time.monotonic() - started) / 60:.1f} min {told}", flush=True)
            sums, shown = {}, 0
        if run.step % per_epoch == 0:
            measured = Pairs()
            measured.load_state_dict(run.mean)
            measured.eval()
            row = {"step": run.step} | {
                f"{name}_{k}": v for name, cases in dev.items() for k, v in measure(measured, cases, sides).items()
            }
            run.history.append(row)
            print(json.dumps(row), flush=True)
        if time.monotonic() - saved > 240 or run.step == len(steps):
            run.save(asdict(settings))
            saved = time.monotonic()
        if run.step < len(steps) and (time.monotonic() - started) / 60 > minutes:
            run.save(asdict(settings))
            print("out of time; run the same command again to continue", flush=True)
            return False
    return True


if __name__ == "__main__":
    main()
