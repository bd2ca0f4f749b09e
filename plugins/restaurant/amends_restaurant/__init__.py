"""Complaints in restaurants: the trade's own situations, words, remedies and deadlines."""

__version__ = "0.1.0"
