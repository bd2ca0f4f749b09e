"""Which language people read: `--lang`, `AMENDS_LANG`, `amends.toml` (the branch's, then the chain's), the locale."""

from __future__ import annotations

import gettext as _gettext
import os
from typing import TYPE_CHECKING

from amends import LANGUAGES
from amends.errors import AmendsError, Phrase

if TYPE_CHECKING:
    from amends.text import Text

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")
_current = "en"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str) -> None:
    """Speak `language` from now on; the words of click itself too."""
    global _current, _catalogue
    _current = language if language in LANGUAGES else "en"
    _catalogue = _gettext.translation("amends", _FOLDER, [_current], fallback=True)
    os.environ["LANGUAGE"] = _current
    _gettext.bindtextdomain("amends", _FOLDER)
    _gettext.textdomain("amends")


def choose(arguments: list[str]) -> None:
    """Choose the language before any command is loaded, so that its help speaks it too."""
    use(_named(arguments) or os.environ.get("AMENDS_LANG") or _configured(arguments) or _from_locale())


def current() -> str:
    """The language now spoken: `"zh"` or `"en"`."""
    return _current


def gettext(message: str) -> str:
    """`message` (English, as in the code) in the language now spoken."""
    return _catalogue.gettext(message) if message else ""


def say(text: Text) -> str:
    """A pack's text in the language now spoken."""
    return text.say(_current)


def translate(error: AmendsError) -> str:
    """An error's sentence in the language now spoken."""
    return gettext(error.template).format(**{name: _said(value) for name, value in error.data.items()})


def _said(value: object) -> object:
    """A part of an error's data for the reader: texts, phrases and errors within in their language."""
    if isinstance(value, Phrase):
        return gettext(value)
    if isinstance(value, AmendsError):
        return translate(value)
    # A `Text` is known by what it can do: importing its module, attrs and all, is left to commands that need it.
    speak = getattr(value, "say", None)
    return speak(_current) if speak else value


def _named(arguments: list[str], option: str = "--lang") -> str | None:
    for position, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and position + 1 < len(arguments):
            return arguments[position + 1]
    return None


def _configured(arguments: list[str]) -> str | None:
    from amends.config import find_config, load_chain

    try:
        file = find_config(_named(arguments, "--config"))
        if file is None:
            return None
        chain = load_chain(file)
        branch = _named(arguments, "--branch") or os.environ.get("AMENDS_BRANCH") or chain.usual_branch
        return str(chain.branches.get(branch or "", {}).get("language", chain.language))
    except AmendsError:
        # The command itself will say what is wrong with the file; until then the locale decides how.
        return None


def _from_locale() -> str:
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if named.lower().startswith("zh") else "en"
