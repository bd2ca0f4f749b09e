"""The demo: complaints of every trade that brings stories walk through their whole life in a chain made for it.

`story` is what a plugin's `demo.toml` holds and `script` reads it; `company` founds the chain; `verbs` turns a step
into the desk call that a command makes; `telling` and `answers` put into words what was recorded, `outcome` sums it
up; `play` goes through it all.
Nothing is canned: every line comes from the ledger, the guide and the reasons the plugins gave.
"""
