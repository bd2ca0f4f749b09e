"""A new plugin's project: `name` judges what it may be called, `project` writes its files from `templates`.

What it writes is data of the package, with the ending `.template`; nothing in it knows a trade.
"""
