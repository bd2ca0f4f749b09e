"""Measuring programs: `python -m benchmarks.run`, `python -m benchmarks.real_texts`. Nothing here is a test."""
