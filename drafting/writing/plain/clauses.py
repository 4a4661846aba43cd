"""Figure clauses: one figure with all its comparisons as words and references, by the nature of the indicator."""

import re
from dataclasses import dataclass

from drafting.lexicon import Nature, indicator, table
from drafting.naming import countable
from drafting.numerals import Change, Direction, Form, read, read_change
from drafting.references import Reference, is_movement, part_text
from drafting.report import Comparison, Figure, Kind, Polarity, Status

_MOVED = {"ratio": ("扩大到", "缩小到"), "rate": ("提高到", "下降到"), "amount": ("增加到", "减少到")}
UNIT_NAME = re.compile(r"^(?:县|市|区|州|旗|乡|镇|单位|部门|机构|街道)(?:名|名称)$")
LOCATION = re.compile(r"位置$|方位$|区位$|所在地?$")
_DATED = re.compile(
    r"^(?P<what>.+?)(?P<did>设立|成立|建成|投用|投产|开工|竣工|通车|召开|命名|获批|获评|验收)(?:时间|日期)$"
)
_ASSESSED = re.compile(r"(?:考核|评比|测评|评估|考评|评价|排名)$")
_RATE = re.compile(r"(?:率|度|比重|占比|比例|系数)$")
_STOCK = re.compile(r"(?:余额|存量|保有量|总量|总数|浓度|规模|结构|构成|比)$")
_AMOUNT = re.compile(r"(?:总值|增加值|产值|投资|总额|收入|利润|税收)$")
_OWN_VERB = re.compile(r"完成|实现|争取|化解|引进|人均|.{0,6}人均|.*完成投资$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with references, and the figures it says."""

    text: str
    keys: tuple[str, ...]


def reference(figure: Figure, part: str = "value", to: str = "") -> str:
    return str(Reference(0, 0, figure.key, part, to))


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
    """Customary order of reading out; indicators the lexicon doesn't know come last, as given."""
    known = indicator(figure.name)
    return known.order if known else 10_000


def is_bad_news(figure: Figure) -> bool:
    """A fall of what should rise, or a rise of what should fall, in the first comparison."""
    change = first_change(figure)
    if change is None or change.direction is Direction.FLAT:
        return False
    polarity = polarity_of(figure)
    rising = change.direction is Direction.UP
    return (polarity is Polarity.GOOD and not rising) or (polarity is Polarity.BAD and rising)


def first_change(figure: Figure) -> Change | None:
    if not figure.comparisons or not is_movement(figure.comparisons[0]):
        return None
    return read_change(figure.comparisons[0].value, figure.name)


def clause(figure: Figure, verb: str = "", said_basis: str = "", name: str | None = None) -> Clause | None:
    """None when there is nothing to say. `said_basis`: a basis named just before; `name`: a shortened one."""
    if figure.pending:
        return None
    text = _subject(figure, verb, figure.name if name is None else name) + _tail(figure, said_basis)
    return Clause(text, (figure.key,))


def comparisons_text(figure: Figure, said_basis: str = "") -> str:
    """All comparisons and the rank, each led by ，; "" when there are none."""
    text = "".join(f"，{_comparison(figure, one, said_basis)}" for one in figure.comparisons)
    return text + _rank(figure, led=True)


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


def _subject(figure: Figure, verb: str, name: str) -> str:
    """Name and value; a figure of changes only leads with its name."""
    if figure.kind is not Kind.NUMBER:
        return _fact(figure, name)
    if not figure.value:
        return _changes_only(figure, name)
    here = reference(figure)
    nature = nature_of(figure)
    if figure.prev and not figure.comparisons and (moved := _from_earlier(figure)):
        return f"{name}{moved}"
    if figure.status is Status.ESTIMATE:
        return f"{name}{here}"
    if nature is Nature.FLOW and verb and name == figure.name:
        return f"{verb}{name}{here}"
    if nature is Nature.RATE:
        reached = polarity_of(figure) is Polarity.GOOD and not is_bad_news(figure) and not name.endswith("达标率")
        return f"{name}{'达' if reached else '为'}{here}"
    if nature is Nature.STOCK:
        return f"{name}{'为' if _STOCK.search(name) else ''}{here}"
    return f"{_happened(figure)}{countable(name)}{here}"


def _fact(figure: Figure, name: str) -> str:
    dated = _DATED.match(name)
    if figure.kind is Kind.DATE and dated:
        return f"{dated['what']}于{reference(figure)}{dated['did']}"
    return f"{name}为{reference(figure)}"


def _changes_only(figure: Figure, name: str) -> str:
    if figure.comparisons:
        if figure.rank and _ASSESSED.search(name):
            return f"在{name}中{_rank(figure)}，{_comparison(figure, figure.comparisons[0], '')}"
        return f"{name}{_comparison(figure, figure.comparisons[0], '')}"
    if figure.rank:
        return f"在{name}中{_rank(figure)}" if _ASSESSED.search(name) else f"{name}{_rank(figure)}"
    return f"{name}{reference(figure)}"


def _tail(figure: Figure, said_basis: str) -> str:
    if figure.value:
        return comparisons_text(figure, said_basis)
    rest = "".join(f"，{_comparison(figure, one, '')}" for one in figure.comparisons[1:])
    shown = figure.rank and figure.comparisons and not _ASSESSED.search(figure.name)
    return rest + (_rank(figure, led=True) if shown else "")


def _comparison(figure: Figure, one: Comparison, said_basis: str) -> str:
    first = figure.comparisons[0] is one
    here = reference(figure, "change", "" if first else one.to)
    if one.to.startswith(("占", "为", "完成", "达")):
        return f"{one.to}的{here}"
    basis = "" if one.to == said_basis else one.to
    return f"{_what_moved(figure, one) if basis else ''}{basis}{here}"


def _what_moved(figure: Figure, one: Comparison) -> str:
    """增速/降幅 before a movement in percentage points of an indicator that is itself a growth (W19)."""
    words = table("wording")
    change = read_change(one.value, figure.name)
    if change is None or not is_movement(one):
        return ""
    main = first_change(figure)
    if change.verb in words["narrowing_verbs"]:
        fell = main is not None and main.direction is Direction.DOWN
        return "降幅" if fell else "增幅"
    other = figure.comparisons[0] is not one and main is not None and main.amount.endswith("%")
    if other and "百分点" in change.amount and change.verb in words["speed_verbs"]:
        return "降幅" if main and main.direction is Direction.DOWN else "增速"
    return ""


def _rank(figure: Figure, led: bool = False) -> str:
    if not figure.rank:
        return ""
    assessed = _ASSESSED.search(figure.name) and not figure.value
    verb = "" if re.match(r"[居列位排]", figure.rank) else ("列" if assessed else "居")
    return f"{'，' if led else ''}{verb}{reference(figure, 'rank')}"


def _from_earlier(figure: Figure) -> str:
    """由…增加到…, when both values can be compared."""
    now, then = read(part_text(figure, "value") or ""), read(part_text(figure, "prev") or "")
    if now is None or then is None or now.unit != then.unit or now.low == then.low:
        return ""
    kind = "ratio" if now.form is Form.RATIO else "rate" if nature_of(figure) is Nature.RATE else "amount"
    verb = _MOVED[kind][now.low < then.low]
    return f"由{reference(figure, 'prev')}{verb}{reference(figure)}"


def _happened(figure: Figure) -> str:
    """发生生产安全事故8起: what the lexicon says happens, unless the name already starts with a verb."""
    known = indicator(figure.name)
    return "发生" if known is not None and known.verb == "发生" and not figure.name.startswith("发生") else ""
