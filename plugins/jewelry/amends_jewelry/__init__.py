"""The jewelry trade for amends: gold, silver, platinum, gemstones, pearls and jade, sold, made and repaired."""

__version__ = "0.1.0"
