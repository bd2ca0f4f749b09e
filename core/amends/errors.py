"""Every error the framework raises on purpose; each is one line that names the thing, what was expected, what exists.

An error carries a template and its data, so that the command line can say it in the reader's language
and a program can read the parts. Nothing here knows of exit codes: only the outermost layer does.
"""

from __future__ import annotations


class Phrase(str):
    """Words of ours among an error's data: said in the reader's language, unlike names and what people typed."""

    __slots__ = ()


class AmendsError(Exception):
    """Base of all. `template` is an English sentence with `{names}`; `data` holds their values.

    `page` is the page of the documentation that says how it should be, where there is one.
    """

    page = ""

    def __init__(self, template: str, /, **data: object) -> None:
        self.template = template
        self.data = data
        super().__init__(template, data)

    def __str__(self) -> str:
        return self.template.format(**self.data)


class Misuse(AmendsError):
    """The call is wrong: an unknown name, a missing or malformed value. Calling again, corrected, helps."""


class ConfigurationError(Misuse):
    """`amends.toml` cannot be used; names the file and the key."""

    page = "docs/configuration.md"


class PackError(Misuse):
    """An industry's pack is wrong; names the file, the table and the key."""

    page = "docs/pack.md"


class PluginError(AmendsError):
    """A plugin is missing, broken, or answered something a hook does not allow; names the plugin."""

    page = "docs/checking-a-plugin.md"


class UnknownPlugin(Misuse, PluginError):
    """No plugin of that name is installed; names those that are."""


class Refused(AmendsError):
    """The rules do not allow this now; nothing was changed."""


class Conflict(Refused):
    """Somebody else acted first; says who, what and when."""


class NotFound(Refused):
    """There is no such case, offer or task in the ledger."""


class LedgerError(AmendsError):
    """The ledger cannot be read or written (missing, busy, full, damaged, of a newer version)."""


class SignInNeeded(Refused):
    """The act needs proof of who acts: `data["name"]` is whose PIN is to be asked for, then the act is tried again."""
