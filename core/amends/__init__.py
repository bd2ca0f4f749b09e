"""amends: complaint handling for chains of shops and restaurants."""

# The languages that every text for people exists in.
LANGUAGES = ("zh", "en")
__version__ = "0.1.0"
