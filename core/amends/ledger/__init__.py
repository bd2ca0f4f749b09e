"""The ledger: an append-only list of events with a hash chain per branch, and projections of it for fast reading.

`protocol` is what the desk relies on; `sqlite` the embedded store, `stored_event` its way back to events; `chain` the
arithmetic of the hash chain; `projections` the rows computed from cases; `reading` the fast queries; `verify` and
`rebuild` the proofs. No SQL outside this package.
"""
