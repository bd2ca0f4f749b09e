"""Finding known phrases in what a customer wrote.

`normalise` makes spellings equal, `index` finds thousands of patterns in one pass, `negation` sees "not" before a hit,
`passage` knows sentences and contrasts, `lexicon` holds the words every trade shares. Knows neither packs nor cases.
"""
