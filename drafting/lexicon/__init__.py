"""Knowledge a writer could correct, read from the YAML beside this file; every table is read once."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from drafting.report import Polarity

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Nature(StrEnum):
    """What a number is by its statistics; the verb that may govern it depends on it."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"
    GROWTH = "growth"
    COUNT = "count"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`order` is the customary reading order, `verb` the one to use before its value."""

    name: str
    aliases: tuple[str, ...]
    unit: str
    nature: Nature
    polarity: Polarity
    order: int
    verb: str


@cache
def table(name: str) -> Any:
    """The parsed YAML of `name`.yaml. Shared: callers don't change it."""
    return yaml.load(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"), Loader=_Loader)


@cache
def indicators() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            name=row["name"],
            aliases=tuple(row["aliases"]),
            unit=row["unit"],
            nature=Nature(row["nature"]),
            polarity=Polarity(row["polarity"]),
            order=row["order"],
            verb=row["verb"],
        )
        for row in table("indicators")["indicators"]
    )


@cache
def indicator_names() -> dict[str, Indicator]:
    """Every standard name and alias."""
    named = {alias: one for one in indicators() for alias in one.aliases}
    return named | {one.name: one for one in indicators()}


def indicator(name: str) -> Indicator | None:
    """By standard name or alias, exactly."""
    return indicator_names().get(name.strip())


def real_growth(name: str) -> str:
    """Why an indicator's growth is not its value over last year's, "" where it is (nominal)."""
    known = indicator(name)
    spoken = known.name if known else name.strip()
    for row in table("relations")["real_growth"]:
        if (
            spoken in row["names"]
            or spoken.endswith(tuple(row["endings"]))
            or any(one in spoken for one in row["words"])
        ):
            return str(row["reason"])
    return ""
