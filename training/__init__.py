"""Reproduces the weights in `onrecord.nets.weights`; needs the `training` extra and the corpora of `manifest.toml`."""
