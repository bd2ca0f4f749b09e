"""Judging a plugin as a reviewer would, telling what it is, and what one version changes against another."""
