"""Finding known phrases in what a customer wrote.

`normalise` makes spellings equal, `index` finds thousands of patterns in one pass, `negation` sees "not" before a hit,
`passage` knows sentences and contrasts, `lexicon` holds the words every trade shares,
`particulars` finds sums, dates and numbers, `sarcasm` and `speech` what is not meant or not the customer's own.
Knows neither packs nor cases.
"""
