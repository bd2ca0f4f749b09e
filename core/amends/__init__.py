"""amends: complaint handling for chains of shops and restaurants."""

# The languages that every text for people exists in.
LANGUAGES = ("zh", "en")
# Of what plugins build on: docs/api.md.
API_VERSION = "1.0"
__version__ = "0.1.0"
