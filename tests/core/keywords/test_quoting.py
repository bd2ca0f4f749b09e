from __future__ import annotations

import pytest
from amends.keywords.normalise import normalise
from amends.keywords.quoting import own_words


@pytest.mark.parametrize(("text", "found", "written"), [
    ("湯裡面有一隻蒼(cāng)蠅！", "苍蝇", "蒼(cāng)蠅"),
    ("太慢了！！！！ＡＢＣ没人管", "没人管", "没人管"),
    ("It was sooooo   COLD", "cold", "COLD"),
    ("过期了", "过期了", "过期了"),
])  # fmt: skip
def test_what_was_found_is_shown_as_it_was_written(text: str, found: str, written: str) -> None:
    spelling = normalise(text)
    start = spelling.index(found)
    assert own_words(text, spelling, start, start + len(found)) == written
