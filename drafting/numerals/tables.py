"""The room's YAML tables, read once at first use."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from re import escape
from typing import Any, cast

import yaml


def compiled(pattern: str) -> re.Pattern[str]:
    r"""With \d for 0-9 only: digits of other scripts have no value here."""
    return re.compile(pattern, re.ASCII)


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
