"""A classifier that learns from a chain's own confirmed cases; a plugin like any other."""

__version__ = "0.1.0"
