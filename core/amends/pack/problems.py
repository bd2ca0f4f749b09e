"""What judging a pack finds: where it is wrong, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from amends.errors import Phrase

Problem = tuple[str, str, Phrase, dict[str, object]]  # table, key, what is wrong, its data


def unknown(table: str, key: str, names: Iterable[str], known: Mapping[str, object]) -> Iterator[Problem]:
    """A problem for each of `names` that is not among the `known` entries."""
    for name in names:
        if name not in known:
            yield (
                table,
                key,
                Phrase("no {name!r}; defined: {known}"),
                {"name": name, "known": ", ".join(known) or Phrase("none")},
            )
