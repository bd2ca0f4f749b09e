"""An industry's data: what may go wrong, who decides, what may be offered, what to say.

`docs/pack.md` describes every table. `values` holds the tables as values, `kinds` reads single keys,
`load` reads a folder of TOML files, `check` judges the whole.
"""
