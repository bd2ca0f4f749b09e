"""An industry's data: what may go wrong, who decides, what may be offered, what to say.

`docs/pack.md` describes every table. `values` holds the tables as values, `kinds` reads single keys,
`load` reads a folder of TOML files, `check` judges the whole.
"""

import os

# The core's own words, over which every pack is laid.
BASE = os.path.join(os.path.dirname(__file__), "base.toml")
