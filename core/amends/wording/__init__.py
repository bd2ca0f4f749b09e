"""Words that are not for a customer's ears: finding them in a text, saying why, offering others (G16, O1, X1-X9).

`phrases.toml` holds the words, `phrases` reads them, `context` tells a quotation and a "not" from the thing itself,
`check` finds them. Knows neither packs nor cases; a trade may add phrases of its own.
"""
