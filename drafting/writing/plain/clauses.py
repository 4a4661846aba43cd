"""Figure clauses: one figure with all its comparisons as words and references, by the nature of the indicator."""

import re
from dataclasses import dataclass

from drafting.lexicon import Nature, table
from drafting.naming import countable
from drafting.numerals import Direction, Form, read, read_change
from drafting.references import Reference, is_movement, part_text
from drafting.report import Comparison, Figure, Kind, Status
from drafting.writing.plain.nature import event_verb, first_change, is_achievement, nature_of

OWN_NAME = "\ue000"
"""Stands for ，我县 until the section is whole: a clause doesn't know whose report it is in."""

UNIT_NAME = re.compile(r"^(?:县|市|区|州|旗|乡|镇|单位|部门|机构|街道|学校|医院)(?:名|名称)$")
LOCATION = re.compile(r"位置$|方位$|区位$|所在地?$")
_MOVED = {"ratio": ("扩大到", "缩小到"), "rate": ("提高到", "下降到"), "amount": ("增加到", "减少到")}
_DATED = re.compile(
    r"^(?P<what>.+?)(?P<did>设立|成立|建成|投用|投产|开工|竣工|通车|召开|命名|获批|获评|验收)(?:时间|日期)$"
)
_ASSESSED = re.compile(r"(?:考核|评比|测评|评估|考评|评价|排名)$")
_STATED = re.compile(r"(?:余额|存量|保有量|浓度|规模|结构|构成|比|计划|目标|限额)$")
_TASK = re.compile(r"^占(?=.*(?:任务|目标|计划|预算)数?$)")
_SHARE = ("占", "为", "完成", "达")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with references, and the figures it says."""

    text: str
    keys: tuple[str, ...]


def reference(figure: Figure, part: str = "value", to: str = "") -> str:
    return str(Reference(0, 0, figure.key, part, to))


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


def is_ranked_only(figure: Figure) -> bool:
    """A place in an assessment: a sentence of its own, with its own subject."""
    return not figure.value and bool(figure.rank) and bool(_ASSESSED.search(figure.name))


def _subject(figure: Figure, verb: str, name: str) -> str:
    """Name and value; a figure of changes only leads with its name."""
    if not figure.value:
        return _changes_only(figure, name)
    if figure.kind is not Kind.NUMBER:
        return _fact(figure, name)
    here = reference(figure)
    nature = nature_of(figure)
    if figure.prev and not figure.comparisons and (moved := _from_earlier(figure)):
        return f"{name}{moved}"
    if figure.status is Status.ESTIMATE:
        return f"{name}{here}"
    if nature is Nature.FLOW and verb and name == figure.name:
        return f"{verb}{name}{here}"
    if nature is Nature.RATE:
        return f"{name}{'达' if is_achievement(figure) and not name.endswith('达标率') else '为'}{here}"
    if nature is Nature.STOCK or _STATED.search(name):
        return f"{name}{'为' if _STATED.search(name) else ''}{here}"
    happened = name == figure.name and (quantity := read(figure.value)) is not None and quantity.high > 0
    counted = _counted(name, figure.unit)
    # PM2.5为31: a name that ends in a digit or letter would run into its value.
    link = "为" if counted[-1:].isascii() else ""
    return f"{event_verb(countable(name)) if happened else ''}{counted}{link}{here}"


def _counted(name: str, unit: str) -> str:
    """党员数 → 党员, 培训学时96学时 → 培训96学时: the measure word follows the number."""
    shorter = countable(name)
    return shorter.removesuffix(unit) if unit and len(shorter) > len(unit) + 1 else shorter


def _fact(figure: Figure, name: str) -> str:
    dated = _DATED.match(name)
    if figure.kind is Kind.DATE and dated:
        return f"{dated['what']}于{reference(figure)}{dated['did']}"
    return f"{name}为{reference(figure)}"


def _changes_only(figure: Figure, name: str) -> str:
    if figure.rank and _ASSESSED.search(name):
        moved = f"，{_comparison(figure, figure.comparisons[0], '')}" if figure.comparisons else ""
        return f"在{name}中{OWN_NAME}{_rank(figure)}{moved}"
    if figure.comparisons:
        return f"{name}{_comparison(figure, figure.comparisons[0], '')}"
    return f"{name}{_rank(figure) if figure.rank else reference(figure)}"


def _tail(figure: Figure, said_basis: str) -> str:
    if figure.value:
        return comparisons_text(figure, said_basis)
    rest = "".join(f"，{_comparison(figure, one, '')}" for one in figure.comparisons[1:])
    shown = figure.rank and figure.comparisons and not _ASSESSED.search(figure.name)
    return rest + (_rank(figure, led=True) if shown else "")


def _comparison(figure: Figure, one: Comparison, said_basis: str) -> str:
    here = reference(figure, "change", "" if figure.comparisons[0] is one else one.to)
    if one.to.startswith(_SHARE):
        return f"{_share(figure, one)}的{here}"
    basis = "" if one.to == said_basis else one.to
    return f"{_what_moved(figure, one) if basis else ''}{basis}{here}"


def _share(figure: Figure, one: Comparison) -> str:
    """A task is completed, not made up a part of (W25): 占年度任务 → 完成年度任务, or 为 where 完成 was just said."""
    if not _TASK.match(one.to):
        return one.to
    said = figure.name.startswith("完成") or "完成投资" in figure.name or figure.name.endswith("支出")
    return ("为" if said else "完成") + one.to.removeprefix("占")


def _what_moved(figure: Figure, one: Comparison) -> str:
    """增速/降幅 before a movement in percentage points of an indicator that is itself a growth (W19)."""
    words = table("wording")
    change = read_change(one.value, figure.name)
    if change is None or not is_movement(one) or one.to.startswith(("增速", "增幅", "降幅")):
        return ""
    main = first_change(figure)
    fell = main is not None and main.direction is Direction.DOWN
    if change.verb in words["narrowing_verbs"]:
        return "降幅" if fell else "增幅"
    other = figure.comparisons[0] is not one and main is not None and main.amount.endswith("%")
    if other and "百分点" in change.amount and change.verb in words["speed_verbs"]:
        return "降幅" if fell else "增速"
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
    if now is None or then is None or (now.form, now.unit) != (then.form, then.unit) or now.high == then.high:
        return ""
    # 2.94∶1 and 2.87∶1 differ in their larger part; other ratios don't move in one direction.
    if now.form is Form.RATIO and now.low != then.low:
        return ""
    kind = "ratio" if now.form is Form.RATIO else "rate" if nature_of(figure) is Nature.RATE else "amount"
    return f"由{reference(figure, 'prev')}{_MOVED[kind][now.high < then.high]}{reference(figure)}"
