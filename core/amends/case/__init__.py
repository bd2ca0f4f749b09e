"""A complaint: `answers` are what plugins say, `events` what happened, `fold` makes of them the `values` of a case."""
