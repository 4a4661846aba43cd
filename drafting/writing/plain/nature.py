"""What kind of indicator a figure is, and whether its movement is good news: the ground every wording stands on."""

import re

from drafting.lexicon import Nature, indicator, table
from drafting.numerals import Change, Direction, read_change
from drafting.references import is_movement
from drafting.report import Figure, Polarity

UNKNOWN_ORDER = 10_000
_RATE = re.compile(r"(?:率|度|比重|占比|比例|系数)$")
_STOCK = re.compile(r"(?:余额|存量|保有量|总量|总数|浓度|规模|结构|构成|比)$")
_AMOUNT = re.compile(r"(?:总值|增加值|产值|投资|总额|收入|利润|税收)$")
_OWN_VERB = re.compile(r"完成|实现|争取|化解|引进|.{0,6}人均|.*完成投资$")


def nature_of(figure: Figure) -> Nature:
    """By lexicon, else by the form of name and unit."""
    known = indicator(figure.name)
    if not figure.value:
        return Nature.GROWTH
    if known is not None:
        return known.nature
    if _RATE.search(figure.name) or figure.unit in {"%", "％", "‰"}:
        return Nature.RATE
    if _STOCK.search(figure.name):
        return Nature.STOCK
    return Nature.FLOW if figure.unit.endswith("元") else Nature.COUNT


def polarity_of(figure: Figure) -> Polarity:
    """The writer's word first, then the lexicon's."""
    known = indicator(figure.name)
    return figure.polarity or (known.polarity if known else Polarity.UNKNOWN)


def reading_order(figure: Figure) -> int:
    """Customary order of reading out; `UNKNOWN_ORDER` for indicators the lexicon doesn't know."""
    known = indicator(figure.name)
    return known.order if known else UNKNOWN_ORDER


def first_change(figure: Figure) -> Change | None:
    if not figure.comparisons or not is_movement(figure.comparisons[0]):
        return None
    return read_change(figure.comparisons[0].value, figure.name)


def is_bad_news(figure: Figure) -> bool:
    """A fall of what should rise, a rise of what should fall, a place lost; by the first comparison."""
    change = first_change(figure)
    if change is None or change.direction is Direction.FLAT:
        return False
    rising = change.direction is Direction.UP
    if change.amount.endswith("位"):
        return not rising
    polarity = polarity_of(figure)
    return (polarity is Polarity.GOOD and not rising) or (polarity is Polarity.BAD and rising)


def is_achievement(figure: Figure) -> bool:
    """A rate that should rise and did: only then it is 达 (W15); one without a movement is stated."""
    change = first_change(figure)
    return polarity_of(figure) is Polarity.GOOD and change is not None and change.direction is Direction.UP


def flow_verb(figure: Figure) -> str:
    """完成 or 实现 before an amount produced, invested or taken in; "" where the name has its own verb (W15)."""
    if nature_of(figure) is not Nature.FLOW or not figure.unit.endswith("元") or _OWN_VERB.match(figure.name):
        return ""
    if not _AMOUNT.search(figure.name):
        return ""
    known = indicator(figure.name)
    if known is not None and known.verb in {"完成", "实现"}:
        return known.verb
    return "实现" if figure.name.endswith("收入") else "完成"


def event_verb(name: str) -> str:
    """发生, 开展, 召开 … before something counted that is an event and has no verb of its own."""
    return next((verb for ending, verb in table("wording")["happenings"].items() if name.endswith(ending)), "")


def field_of(name: str) -> str:
    """The field of work a name belongs to, "" when none or more than one answers."""
    found = [field for field, words in table("wording")["topics"].items() if any(word in name for word in words)]
    return found[0] if len(found) == 1 else ""
