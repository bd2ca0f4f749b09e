"""A complaint: `answers` are what plugins say, `events` what happened, `values` what a case is, `fold` how it becomes so."""
