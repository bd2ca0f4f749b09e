"""The supermarket trade: one front desk for every complaint, approval per receipt, suppliers bear quality losses."""

__version__ = "0.1.0"
