"""amends: complaint handling for chains of shops and restaurants."""

__version__ = "0.1.0"
