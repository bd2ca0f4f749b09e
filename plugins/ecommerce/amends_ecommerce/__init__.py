"""Online shops: complaints about parcels, goods, refunds and the people behind the chat window."""

__version__ = "0.1.0"
