"""What the law of mainland China gives customers, and by when: the same for every trade, in data with its articles."""

__version__ = "0.1.0"
