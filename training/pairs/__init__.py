"""Trains the pairs net: which passages of two reports speak of the same thing, and how."""
