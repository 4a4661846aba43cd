"""The room's YAML tables, read once at first use."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from re import escape
from typing import Any, cast

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """`name`.yaml of this package."""
    source = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], yaml.safe_load(source))


def alternatives(words: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """A regular expression for any of `words`, longest first, none followed by a character of its guard."""

    def one(word: str) -> str:
        guard = (guards or {}).get(word, "")
        latin = "(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        return escape(word) + latin + (f"(?![{escape(guard)}])" if guard else "")

    return "(?:" + "|".join(one(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
