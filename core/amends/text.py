"""Texts for people, in every language the product speaks."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from amends import LANGUAGES


@frozen
class Text:
    """One text in Chinese and in English. `{names}` in it are filled by `fill`."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        """The text in `language` (`"zh"` or `"en"`; any other reads English)."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.en

    def fill(self, values: Mapping[str, object]) -> Text:
        """The same text with `{names}` replaced; a `Text` among the values is put in each language's own words.

        A value that is itself a text of a customer may hold braces: it is inserted as it is, never parsed.
        """
        return Text(*(_fill(self.say(language), values, language) for language in LANGUAGES))

    def to_json(self) -> dict[str, str]:
        """The form events and `--json` use."""
        return {"zh": self.zh, "en": self.en}


def _fill(template: str, values: Mapping[str, object], language: str) -> str:
    return template.format_map(_Spoken(values, language))


class _Spoken(dict[str, object]):
    """`values` in one language, looked up when asked for: a mapping's own way with unknown names stays its own."""

    def __init__(self, values: Mapping[str, object], language: str) -> None:
        self._values = values
        self._language = language

    def __missing__(self, name: str) -> object:
        value = self._values[name]
        return value.say(self._language) if isinstance(value, Text) else value
