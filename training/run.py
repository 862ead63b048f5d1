"""A training run: steps with a rising and falling rate, a running mean of the weights, and its state on disk."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

Row = dict[str, Any]


class Rates(Protocol):
    """What a run must know of its settings."""

    @property
    def warmup(self) -> float:
        """Share of the steps in which the rate rises."""
        ...

    @property
    def average(self) -> float:
        """How much of the running mean stays at each step."""
        ...


class Run:
    """The state of a run.

    Attributes:
        net: What learns.
        work: Folder of its state.
        steps: How many there are in all.
        step: How many were taken.
        mean: Running mean of the weights, which is measured and exported.
        history: A row per epoch.
    """

    def __init__(self, net: nn.Module, groups: list[Row], rates: Rates, work: Path, steps: int) -> None:
        self.net, self.rates, self.work, self.steps = net, rates, work, steps
        self.optimiser = torch.optim.AdamW(groups, fused=True)
        self.mean = {name: p.detach().clone() for name, p in net.state_dict().items()}
        self.step = 0
        self.history: list[Row] = []

    def schedule(self) -> float:
        """Rise over the warm-up, then fall as a cosine to a fiftieth."""
        done, warmup = self.step / self.steps, self.rates.warmup
        if done < warmup:
            return done / warmup
        return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))

    def learn(self, losses: Mapping[str, Tensor]) -> dict[str, float]:
        """Take one step down the sum of the losses; return them as numbers."""
        factor = self.schedule()
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        self.optimiser.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % 4 == 0:
            keep = min(self.rates.average, (1 + self.step) / (10 + self.step)) ** 4
            with torch.no_grad():
                for name, p in self.net.named_parameters():
                    if p.requires_grad:
                        self.mean[name].lerp_(p, 1 - keep)
        return {name: float(part.detach()) for name, part in losses.items()}

    def save(self, settings: Row) -> None:
        """Write the state; a crash while writing leaves the one before."""
        state = {
            "net": self.net.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "history": self.history,
            "settings": settings,
        }
        fresh = self.work / "checkpoint.new"
        torch.save(state, fresh)
        fresh.replace(self.work / "checkpoint.pt")

    def restore(self, settings: Row) -> bool:
        """Continue from the checkpoint, if there is one of the same settings."""
        path = self.work / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=next(self.net.parameters()).device, weights_only=True)
        if state["settings"] != settings:
            raise SystemExit(f"{path} was made with other settings; choose another --work or remove it")
        self.net.load_state_dict(state["net"])
        self.mean, self.step, self.history = state["mean"], state["step"], state["history"]
        self.optimiser.load_state_dict(state["optimiser"])
        return True


def averaged(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of the weights of several runs that began at one point.

    Such a mean is often better than each (Wortsman et al., Model soups, ICML 2022).
    """
    return {
        name: torch.stack([one[name] for one in weights]).mean(0) if first.is_floating_point() else first
        for name, first in weights[0].items()
    }


def blended(weights: Mapping[str, Tensor], others: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return the mean of two sets of weights in which the others have a share.

    Between weights that were learnt from each other it keeps more of both than either has (Wortsman et al., Robust
    fine-tuning of zero-shot models, CVPR 2022).
    """
    return {
        name: torch.lerp(one, others[name], share) if one.is_floating_point() else one for name, one in weights.items()
    }
