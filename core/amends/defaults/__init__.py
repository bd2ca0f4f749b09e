"""The core's own answers to the five questions, read from the pack: a plugin like any other.

`evidence` weighs what a text says for each category; `classify` turns that into findings.
"""
