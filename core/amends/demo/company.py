"""The chain a demo happens in: a branch for every trade, and somebody in every role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import count
from pathlib import Path

from attrs import frozen

from amends.config import Chain
from amends.desk.setup import Member, set_up_chain
from amends.pack.values import Pack

TIMEZONE = "Asia/Shanghai"
# Made-up people; they are handed out in order, so that nobody works twice.
_NAMES = (
    "王芳", "李强", "张敏", "刘洋", "陈静", "杨磊", "赵丽", "黄勇", "周倩", "吴刚", "徐婷", "孙涛",
    "马兰", "朱斌", "胡雪", "郭鹏", "何琳", "高峰", "林悦", "罗军", "郑洁", "梁伟", "谢雯", "宋健",
    "唐颖", "许浩", "韩梅", "冯超", "邓佳", "曹阳", "彭薇", "曾毅", "肖莉", "田野", "董欣", "潘亮",
    "袁媛", "蔡明", "蒋琪", "余波", "于晴", "杜鹃", "叶青", "程远", "魏然", "苏晓", "吕航", "丁宁",
)  # fmt: skip


@frozen(eq=False)
class Branch:
    """One branch: its code, its trade, and who works there by role."""

    code: str
    pack: Pack
    staff: Mapping[str, str]

    @property
    def desk_name(self) -> str:
        """Who sits at the front desk."""
        return self.staff[self.pack.front_line]

    def role_of(self, name: str) -> str | None:
        """The role somebody has here."""
        return next((role for role, member in self.staff.items() if member == name), None)


def branches_for(packs: Mapping[str, Pack]) -> dict[str, Branch]:
    """A branch for every trade, by industry."""
    names, codes = _names(), set[str]()
    branches = {}
    for industry, pack in packs.items():
        code = next(made for number in count(1) if (made := f"{industry[0].upper()}{number}") not in codes)
        codes.add(code)
        branches[industry] = Branch(code, pack, dict(zip(pack.roles, names, strict=False)))
    return branches


def found(folder: Path, branches: Mapping[str, Branch], language: str, clock: Callable[[], datetime]) -> Chain:
    """Write `amends.toml` and the ledger for these branches, with all their staff."""
    settings = {
        "name": "示范连锁", "plugins": list(branches), "currency": "CNY", "timezone": TIMEZONE, "language": language,
        "database": "amends.db",
    }  # fmt: skip
    shops = {
        branch.code: {"name": branch.pack.industry.label.say(language), "industry": industry, "staff": branch.desk_name}
        for industry, branch in branches.items()
    }
    return set_up_chain(folder, settings, shops, list(_members(branches.values())), clock)


def _members(branches: Iterable[Branch]) -> Iterator[Member]:
    for branch in branches:
        for role, name in branch.staff.items():
            yield Member(name, branch.code, role)


def _names() -> Iterator[str]:
    yield from _NAMES
    for number in count(2):
        yield from (f"{name}{number}" for name in _NAMES)
