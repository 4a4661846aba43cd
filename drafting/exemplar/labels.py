"""Naming the blanks: which indicator each number is, carried heads, 分别 shared out, and the direction in the text."""

import re
from dataclasses import dataclass, field
from functools import cache

from drafting.exemplar.cells import Cell
from drafting.exemplar.document import Slot
from drafting.lexicon import indicator, table
from drafting.report import Kind, Polarity
from drafting.wording import (
    bare,
    core_of,
    counted,
    expanded,
    known,
    noun_after,
    split_verb,
    standard,
    trailing_verb,
    words,
)

_LONGEST_CLAUSE = 80
_STOPS = "，,。；;：:！？!?\n\t|"

_GAP = re.compile(
    r"(?P<head>.*?)(?P<gap>(?:高于|低于|快于|慢于|高出|低出|优于|好于|超(?:过|出)?|高|低)"
    r"(?:全国|全省|全市|全州|全区|国家|省|市|地区|目标|预期|年度|上年|去年|同期|时序|平均|考核|控制)[^，]*?)(?:约|近|达)*$"
)
_SHARE = re.compile(r"(?P<head>.*?)占(?P<whole>.*?)的?(?:比重|比例|比率|比)?(?:为|达到?|的|约|近|超过?|提高到|是)*$")
_TASK = re.compile(
    r"(?P<head>.*?)(?:完成|为|占|达到?|是|已)*(?P<what>(?:[\u4e00-\u9fff]{0,12})(?:任务|目标|计划|预算|预期|指标))"
    r"(?:数|任务|目标|值|总量|总额|进度|调整|的)*$"
)
_GENERIC_TASK = re.compile(
    r"^(?:全年|年度|年初|年|本年|当年|半年|全年度|既定|预期|序时|调整|收入|支出|总|下达|考核)*"
    r"(?:任务|目标|计划|预算|预期|指标|目标任务)$"
)
_RANK = re.compile(
    r"(?P<head>.*?)(?:并列|位列|位居|名列|排名|排在|排位|位次|跃居|升至|进入|稳居|保持|居(?!民)|列|排|全[国省市区县州]|[省市]内).*"
)
_OUTWARD = ("涉及", "惠及", "覆盖", "受益")
_BORROWING = frozenset({"签约资金", "到位资金", "完成投资", "死亡", "受伤", "总量", "总数"})
_IN = re.compile(r"在(?P<subject>[^，]{2,24}?)(?:中|上|方面|里)(?:的)?")


@cache
def _moves(way: str) -> str:
    """Verbs of change as a pattern: up, down or other."""
    return "|".join(table("slots")["changes"][way])


@cache
def _change_pattern() -> re.Pattern[str]:
    changes = table("slots")["changes"]
    verbs = "|".join(_moves(way) for way in ("up", "down", "other"))
    return re.compile(
        rf"(?P<head>.*?)(?P<basis>(?:(?:比|较|与|相比)[^，、]{{1,14}}?)?(?:同比|环比|同期)?)"
        rf"(?:{'|'.join(changes['adverbs'])})*"
        rf"(?P<verb>{verbs})(?P<to>(?:{'|'.join(changes['links'])})*)$"
    )


@dataclass(slots=True)
class _Context:
    """What earlier numbers of the paragraph leave to later ones."""

    values: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    whole: str = ""
    noun: str = ""
    core: str = ""
    unit: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A number and its words: `pre` since the last stop or number, `post` up to the next, `past` all before it."""

    cell: Cell
    pre: str
    post: str
    adjoining: bool
    crowded: bool
    past: str


def slots(text: str, cells: tuple[Cell, ...]) -> tuple[Slot, ...]:
    """A slot for each cell; number cells that stand side by side (A亿元、B亿元) are named together."""
    named: dict[int, tuple[str, str | None]] = {}
    working = _working(text, cells)
    numbers = [cell for cell in cells if cell.kind is Kind.NUMBER]
    context, paragraph = _Context(), -1
    index = 0
    while index < len(numbers):
        run = _run(working, numbers, index)
        start = working.rfind("\n", 0, run[0].start)
        if start != paragraph:
            context, paragraph = _Context(), start
        place = _place(working, numbers, index, len(run))
        for cell, one in zip(run, _named(place, len(run), context), strict=True):
            named[cell.start] = one
        index += len(run)
    return tuple(_slot(text, cell, *named.get(cell.start, _label_of_name(text, cell))) for cell in cells)


def _slot(text: str, cell: Cell, label: str, direction: str | None) -> Slot:
    unit = cell.unit
    found = indicator(label)
    # 总人口*万: the measure word was left out and the indicator knows it.
    if found and unit and re.fullmatch("[百千万亿]+", unit) and found.unit.startswith(unit):
        unit = found.unit
    return Slot(cell.start, cell.end, cell.kind, label, unit, direction, text[cell.start : cell.end])


def _working(text: str, cells: tuple[Cell, ...]) -> str:
    """Same length: masks of names and dates are ○, brackets that hold a number become stops, others stay."""
    letters = list(text)
    for cell in cells:
        if cell.kind is not Kind.NUMBER and cell.form is None:
            letters[cell.start : cell.end] = "○" * (cell.end - cell.start)
    numbers = [cell.start for cell in cells if cell.kind is Kind.NUMBER]
    for pair in re.finditer(r"[（(][^（）()]*[）)]", text):
        if any(pair.start() < start < pair.end() for start in numbers):
            letters[pair.start()] = letters[pair.end() - 1] = "，"
    return "".join(letters)


def _run(text: str, numbers: list[Cell], index: int) -> list[Cell]:
    run = [numbers[index]]
    for follower in numbers[index + 1 :]:
        between = text[run[-1].after : follower.start]
        if between not in {"、", "和", "及", "与", "，", "以及"} or follower.unit != run[0].unit:
            break
        run.append(follower)
    return run


def _place(text: str, numbers: list[Cell], index: int, count: int) -> _Place:
    first, last = numbers[index], numbers[index + count - 1]
    stop = max(text.rfind(mark, 0, first.start) for mark in _STOPS) + 1
    if text[stop : first.start].strip() == "" and stop and text[stop - 1] in ":：\t|":
        stop = max(text.rfind(mark, 0, stop - 1) for mark in _STOPS) + 1
    previous = numbers[index - 1].after if index else 0
    adjoining = previous > stop
    # No clause of a report is longer; the bound keeps the patterns quick on any text.
    pre = text[max(stop, previous, first.start - _LONGEST_CLAUSE) : first.start]
    if adjoining and "、" in pre:
        pre = pre[pre.rindex("、") + 1 :]
    after = min([at for mark in _STOPS + "、" if (at := text.find(mark, last.after)) >= 0] or [len(text)])
    following = numbers[index + count].start if index + count < len(numbers) else len(text)
    paragraph = text.rfind("\n", 0, first.start) + 1
    return _Place(
        cell=first,
        pre=pre,
        post=text[last.after : min(after, following, last.after + _LONGEST_CLAUSE)],
        adjoining=adjoining,
        crowded=following < after,
        past=text[paragraph : first.start],
    )


def _named(place: _Place, count: int, context: _Context) -> list[tuple[str, str | None]]:
    """Label and direction of each number of a run."""
    if place.cell.rank or (place.cell.unit == "位" and place.pre.endswith("第")):
        return [(_rank(place, context), None)] * count
    for reader in (_gap, _change, _share, _task):
        made = reader(place, count, context)
        if made is not None:
            context.last = made[-1][0]
            return made
    labels = _values(place, count, context)
    context.values += labels
    context.last = labels[-1]
    return [(label, None) for label in labels]


def _heads(text: str, count: int, context: _Context, unit: str) -> list[str]:
    """The indicators a change or share is of: named before it, or the last ones of the paragraph."""
    core = core_of(text, unit)
    if core and core not in {"其", "分别", "均", "各", "增速", "增幅", "降幅", "涨幅"}:
        apart = expanded(core, count, unit)
        heads = list(apart) if apart else [standard(core, unit)] * count
        if core in _dependents() and context.whole:
            heads = [context.whole + core] * count
        context.values += heads if apart else heads[:1]
        return heads
    if count == 1 and unit == "个百分点" and context.last.endswith(("增速", "降幅")):
        return [context.last]
    known_heads = context.values[-count:] if count <= len(context.values) else context.values[-1:] * count
    return known_heads or [""] * count


def _dependents() -> tuple[str, ...]:
    return words("dependents")


def _change(place: _Place, count: int, context: _Context) -> list[tuple[str, str | None]] | None:
    match = _change_pattern().fullmatch(place.pre.strip("、和及与 "))
    if match is None or (match["verb"] == "新增" and not match["basis"]):
        return None
    unit, verb, level = place.cell.unit, match["verb"], re.search("[到至]", match["verb"] + match["to"])
    bare_verb = not core_of(match["head"], unit) and not match["basis"] and not level
    if bare_verb and noun_after(place.post)[0]:
        return None
    direction = "增长" if re.fullmatch(_moves("up"), verb) else None
    if re.fullmatch(f"{_moves('down')}|降幅", verb):
        direction = "下降"
    heads = _heads(match["head"], count, context, unit)
    if level and verb not in {"收窄"}:
        return [(head, direction) for head in heads]
    return [(_changed(head, verb, unit, direction), direction) for head in heads]


def _changed(head: str, verb: str, unit: str, direction: str | None) -> str:
    """Rates of change are 增速 (降幅 where a fall is what is wanted), other changes keep their verb."""
    if unit in {"%", "倍", "成", "‰"}:
        found = indicator(head)
        falls = direction == "下降" and (found is None or found.polarity is Polarity.BAD)
        return head if head.endswith(("增速", "增长率")) else head + ("降幅" if falls else "增速")
    return f"{head.removesuffix('增速').removesuffix('降幅')}降幅{verb}" if verb == "收窄" else head + verb


def _gap(place: _Place, count: int, context: _Context) -> list[tuple[str, str | None]] | None:
    unit = place.cell.unit
    if bare(unit) not in {"个百分点", "%", "元", "位", "个", "倍"}:
        return None
    match = _GAP.fullmatch(place.pre.strip("、和及与 "))
    if match is None:
        return None
    return [(head + match["gap"].removeprefix("均"), None) for head in _heads(match["head"], count, context, unit)]


def _share(place: _Place, count: int, context: _Context) -> list[tuple[str, str | None]] | None:
    if (
        place.cell.unit not in {"%", "成", "倍"}
        or "占" not in place.pre
        or re.search("占比[为达约只有仅]*$", place.pre)
    ):
        return None
    match = _SHARE.fullmatch(place.pre.strip("、和及与 "))
    if match is None or _TASK.fullmatch(place.pre):
        return None
    heads = _heads(match["head"], count, context, "%")
    whole = match["whole"].removesuffix("分别")
    return [(standard(f"{head}占{whole}比重" if whole else f"{head}占比", "%"), None) for head in heads]


def _task(place: _Place, count: int, context: _Context) -> list[tuple[str, str | None]] | None:
    """完成市级半年目标任务的*% is 市级半年目标任务完成率; a generic 年度任务 needs the head to tell it apart."""
    match = _TASK.fullmatch(place.pre.strip("、和及与 ")) if place.cell.unit == "%" else None
    if match is None:
        return None
    what = re.sub(r"^.*?(?:完成|占|为|达到?|是)", "", match["what"])
    heads = _heads(match["head"], count, context, "%")
    return [((head if _GENERIC_TASK.match(what) else "") + what + "完成率", None) for head in heads]


def _rank(place: _Place, context: _Context) -> str:
    within = _IN.search(place.pre)
    if within:
        subject = within["subject"]
    else:
        match = _RANK.fullmatch(place.pre)
        subject = core_of(match["head"], "") if match else ""
        if subject in {"增速", "增幅", "总量", "综合"} and context.values:
            subject = context.values[-1].removesuffix("增速") + subject
    if not subject:
        last = context.values[-1] if context.values else ""
        return last if last.endswith("位次") else f"{last}位次"
    context.values.append(f"{subject}位次")
    return f"{subject}位次"


def _values(place: _Place, count: int, context: _Context) -> list[str]:
    """Labels of amounts, counts and rates that stand as values."""
    unit = place.cell.unit
    core = core_of(place.pre, unit)
    if not core and place.adjoining and not noun_after(place.post)[0]:
        core = context.core
    carried = _carried(place, core, context)
    if carried:
        return [carried] * count
    if count > 1 and core:
        apart = expanded(core, count, unit)
        if apart:
            return [counted(one, unit) for one in apart]
    if count > 1 and core.endswith("率") and len(context.owners) >= count:
        return [counted(owner + core, unit) for owner in context.owners[-count:]]
    counted_noun = _object(place, core, context)
    if counted_noun:
        return [counted_noun] * count
    context.core = core
    verb, noun = split_verb(core)
    if verb and not noun and not known(core, unit) and bare(unit) == context.unit and not verb.endswith("案"):
        return [counted(_without_tense(verb) + context.noun, unit)] * count
    if core:
        if not core.startswith(_OUTWARD):
            context.whole = core
        if noun and unit != "%" and not core.startswith(_OUTWARD):
            context.noun, context.unit = noun, bare(unit)
            context.owners.append(noun)
    return [counted(_without_tense(core), unit)] * count


def _without_tense(core: str) -> str:
    return re.sub(r"^(?:已|正在|正|共)", "", core)


def _carried(place: _Place, core: str, context: _Context) -> str:
    """总投资 after 省市重点项目*个 is theirs; 综合收入 where tourists are spoken of is 旅游综合收入."""
    for row in table("slots")["elided"]:
        if core == row["short"] and any(word in place.past for word in row["when"]):
            return str(row["name"])
    plain = re.sub(r"^(?:其中|、|并|共|累计)*", "", place.pre.strip())
    plain = re.sub(r"(?:达到?|为|约|近|超过?|共|共计)*$", "", plain)
    term = next((one for one in (plain, core) if one in _dependents()), "")
    borrowing = term.endswith("率") or term in _BORROWING
    if not term or not context.whole or (known(term, place.cell.unit) and not borrowing):
        return ""
    ended = next((one for one in _dependents() if context.whole.endswith(one)), "")
    before = core_of(context.whole.removesuffix(ended), "") if ended else ""
    if before and term.endswith("率"):
        return counted(before + term, place.cell.unit)
    owner = context.noun if context.noun and term.endswith(("率", "总量", "总数", "死亡", "受伤")) else context.whole
    return counted(owner + term, place.cell.unit)


def _object(place: _Place, core: str, context: _Context) -> str:
    """The label where the thing counted follows its measure: 选聘*名大学生, *个停缓建项目复工."""
    task = re.match(r"的?(?:目标任务|目标|任务)", place.post)
    if task and core:
        return counted(core, "") + task[0].removeprefix("的")
    noun, behind = noun_after(place.post)
    if place.cell.place:
        return f"{noun}数"
    verb = trailing_verb(core)
    named = core and not verb and not place.pre.endswith(("的", "等", "○")) and split_verb(core)[1]
    if not noun or (named and (place.crowded or bare(place.cell.unit) in _amounts() or known(core, place.cell.unit))):
        return ""
    if named and not place.pre.endswith(tuple("县市区省镇乡内村")):
        return ""
    if verb in words("causatives") or not verb:
        verb = behind
    context.whole = context.noun = noun
    context.unit = bare(place.cell.unit)
    context.owners.append(noun)
    context.core = verb + noun
    return counted(verb + noun, place.cell.unit)


def _amounts() -> frozenset[str]:
    return frozenset({"元", "美元", "%", "吨", "亩", "公里", "平方米", "平方公里", "个百分点"})


def _label_of_name(text: str, cell: Cell) -> tuple[str, None]:
    """What a masked name is asked as, "" where the text doesn't say."""
    if cell.kind is not Kind.NAME:
        return "", None
    named: dict[str, str] = table("slots")["named"]
    return next((label for noun, label in named.items() if text.startswith(noun, cell.end)), ""), None
