"""The one place findings are made: rule texts are data, beside this file."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from drafting.report import Finding, Severity


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open, in code points of the rendered text, with the words there."""

    start: int = 0
    end: int = 0
    text: str = ""


WHOLE = Span()


@cache
def rules() -> dict[str, dict[str, str]]:
    """Rule id → severity, message, suggestion."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, str]] = yaml.load(files(__package__).joinpath("rules.yaml").read_text("utf-8"), loader)
    return found


def finding(rule: str, span: Span = WHOLE, section: int | None = None, **words: object) -> Finding:
    """`words` fill the rule's message."""
    said = rules()[rule]
    # Words come from users and may hold braces; only the rule's own placeholders are filled, once.
    message = said["message"].format_map({"text": span.text, **words})
    return Finding(
        rule, Severity(said["severity"]), message, section, span.start, span.end, span.text, said["suggestion"]
    )
