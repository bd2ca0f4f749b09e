"""All that is wrong with a pack at once, for whoever writes it; loading stops at the first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from amends.errors import PackError
from amends.pack import BASE, load
from amends.pack.kinds import Place, file_of
from amends.pack.values import Pack


def every_problem(folder: str) -> tuple[Pack | None, dict[str, str], list[PackError]]:
    """The pack in `folder` (`None` where it cannot be read), the file of each table, and what is wrong with it."""
    found: list[PackError] = []
    files: dict[str, str] = {}
    try:
        names = [os.path.join(folder, name) for name, *_ in load._sources(folder)[1:]]
        tables, files = load._read([BASE, *names], folder)
        tables = load._numbered(tables)
        pack = load._assembled(tables, files, load.digest(tables), folder, None)
    except PackError as error:
        return None, files, [error]
    found += _malformed(pack)
    if found:
        return None, files, found
    found += _inconsistent(pack, files)
    found += _unsaid(tables, files, pack)
    return pack, files, found


def _malformed(pack: Pack) -> Iterator[PackError]:
    """Looking at an entry reads it, and says what is wrong with it."""
    for table in load._LISTS:
        try:
            tuple(getattr(pack, f"{table}s"))
        except PackError as error:
            yield error
    for table in load._NAMED:
        entries = getattr(pack, load._PLURALS.get(table, f"{table}s"))
        for name in entries:
            try:
                entries[name]
            except PackError as error:
                yield error


def _inconsistent(pack: Pack, files: Mapping[str, str]) -> list[PackError]:
    from amends.pack.check import _JUDGES

    found: list[PackError] = []
    for judge in _JUDGES:
        try:
            for table, key, problem, data in judge(pack):
                found.append(Place(pack.name, file_of(table, files), table, key).error(problem, **data))
        except LookupError:
            # It builds on what another judge objects to; without such an objection this is our own mistake.
            if not found:
                raise
    return found


def _unsaid(tables: Mapping[str, Any], files: Mapping[str, str], pack: Pack) -> Iterator[PackError]:
    from amends.errors import Misuse
    from amends.pack.spoken import _texts
    from amends.pack.wording import phrases_of
    from amends.wording.check import check_wording

    more = phrases_of(pack)
    for table, key, text in _texts(tables, load._NAMED):
        try:
            said = check_wording(text, more)
        except Misuse as error:
            yield Place(pack.name, file_of("wording", files), "wording").error("{problem}", problem=error)
            return
        for found in said:
            yield Place(pack.name, file_of(table, files), table, key).error(
                '"{phrase}" ({kind}): {why}; rather: {instead}',
                phrase=found.phrase, kind=found.label, why=found.why, instead=found.instead,
            )  # fmt: skip
