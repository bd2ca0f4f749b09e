"""The supermarket trade: one front desk for every complaint, approval per receipt, suppliers who bear quality losses."""

__version__ = "0.1.0"
