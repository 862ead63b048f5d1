"""Accuracy measured on labelled reports, with floors that never sink silently."""
