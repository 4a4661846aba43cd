"""From a section's ground to the messages sent: shared part first and byte-identical, the section's own part last."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drafting import references
from drafting.report import Brief, Figure, FigureSet, Finding, Origin, Point, SectionBrief, Use
from drafting.templates import Template, fill, shipped_templates
from drafting.writing.showing import Shown, Veil, forms
from drafting.writing.writer import Ground

NOTHING = "（无）"
HEAD_CHARACTERS = 20
LENGTH_TOLERANCE = 0.05

_FENCE = re.compile(r"<{3,}|>{3,}")
_ENDS = "。！？；\n"
_SENTENCE_END = re.compile(f"[{_ENDS}]")


@dataclass(frozen=True, slots=True)
class Message:
    """`role` as on the wire: system or user."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """`template`: label of the section's own template, kept with the text it yields; `veil`: what was withheld."""

    messages: tuple[Message, ...]
    template: str
    veil: Veil = field(default_factory=lambda: Veil(private=False))


def prompt_section(ground: Ground, template: Template | None = None) -> Prompt:
    """Asks for the body of one section; without `template` the shipped one that suits the heading."""
    veil = Veil(ground.private)
    return _prompt(ground, template or _template_for(ground.section.heading), veil, {})


def prompt_repair(ground: Ground, text: str, findings: Iterable[Finding]) -> Prompt:
    """Asks for `text` (with references) once more, with the findings mended."""
    veil = Veil(ground.private)
    shared = _shared_values(ground, veil)
    listed = [
        f"{number}. {_line(veil.hide(one.message, quoting=True))}{_quoted(text, one, ground, veil)}{_advice(one, veil)}"
        for number, one in enumerate(findings, 1)
    ]
    values = {"原文": _fenced("原文", veil.hide(text)), "问题": "\n".join(listed) or NOTHING}
    return _prompt(ground, shipped_templates()["repair"], veil, {**shared, **values})


def _prompt(ground: Ground, own: Template, veil: Veil, extra: Mapping[str, str]) -> Prompt:
    # The shared part is hidden first, so that its marks are numbered alike for every section.
    shared = _shared_values(ground, veil)
    common = fill(shipped_templates()["common"], shared)
    asked = fill(own, {**shared, **_section_values(ground, veil), **extra})
    return Prompt((Message("system", common), Message("user", asked)), own.label, veil)


def _template_for(heading: str) -> Template:
    templates = shipped_templates()
    suited = (one for one in templates.values() if any(word in heading for word in one.headings))
    return next(suited, templates["section"])


def _shared_values(ground: Ground, veil: Veil) -> dict[str, str]:
    """The same for every section of a report: nothing here may depend on `ground.index`."""
    brief = ground.brief
    basis = "\n".join(f"- {_told(one.text, veil)}{_source(one.source, one.date, veil)}" for one in brief.basis)
    return {
        "标题": _told(brief.title, veil),
        "单位": _told(brief.unit, veil) or "本单位",
        "时期": _told(brief.period, veil) or "素材没有写明",
        "对象": _told(brief.task.audience, veil) or "素材没有写明",
        "场合": _occasion(brief, veil),
        "要求": _demands(brief, veil),
        "提纲": _fenced("提纲", _outline(ground, veil)),
        "依据": _fenced("依据", basis),
    }


def _section_values(ground: Ground, veil: Veil) -> dict[str, str]:
    sent = _sent_points(ground.section)
    return {
        "章节": _told(ground.section.heading, veil) or "开头（称谓之后、第一节之前）",
        "范文": _fenced("范文", references.escape(ground.passage)),
        "文风": _style(ground.passage),
        "指标": _fenced("指标", _figures(ground, veil)),
        "要点": _fenced("要点", "\n".join(_point(number, point, ground, veil) for number, point in sent)),
        "字数": _length(ground.section.length),
    }


def _occasion(brief: Brief, veil: Veil) -> str:
    """How long the report may take is no fact of it, and stays."""
    occasion = _told(brief.task.occasion, veil) or "素材没有写明"
    return f"{occasion}，全文口头汇报约{_user(brief.task.minutes)}分钟" if brief.task.minutes else occasion


def _demands(brief: Brief, veil: Veil) -> str:
    must = "；".join(_told(one, veil) for one in brief.task.must)
    avoid = "；".join(_told(one, veil) for one in brief.task.avoid)
    return f"必须回应（写在有这方面素材的那一节）：{must or '无'}\n不宜涉及：{avoid or '无'}"


def _outline(ground: Ground, veil: Veil) -> str:
    """Which section owns which figures and points, by name only."""
    lines = []
    for index, section in enumerate(ground.brief.sections):
        sent = _sent_points(section)
        names = "、".join(_told(one.name, veil) for one in _own_figures(ground.figures, index) if not one.pending)
        heads = "；".join(_head(point, veil) for _, point in sent)
        asked = f"（约{section.length}字）" if section.length else ""
        lines.append(f"{'　' * max(section.level - 1, 0)}{_told(section.heading, veil) or '开头'}{asked}")
        lines += [f"　　指标：{names}"] if names else []
        lines += [f"　　要点：{heads}"] if heads else []
    return "\n".join(lines)


def _head(point: Point, veil: Veil) -> str:
    words = _line(veil.hide(references.REFERENCE.sub("…", point.bound)))
    return words if len(words) <= HEAD_CHARACTERS else words[:HEAD_CHARACTERS].rstrip("〔数0123456789") + "…"


def _sent_points(section: SectionBrief) -> tuple[tuple[int, Point], ...]:
    """Numbered as the writer sees them; private and reserve points never leave."""
    numbered = enumerate(section.points, 1)
    return tuple((number, one) for number, one in numbered if not one.private and one.use is not Use.RESERVE)


def _own_figures(figures: FigureSet, index: int) -> tuple[Figure, ...]:
    """Figures of the section to list by themselves: one that comes from a point stands with its point."""
    return tuple(
        one for one in figures.of_section(index) if one.use is not Use.RESERVE and one.origin is not Origin.POINT
    )


def _figures(ground: Ground, veil: Veil) -> str:
    own = _own_figures(ground.figures, ground.index)
    lines = [_figure(one, ground, veil) for one in own if not one.pending]
    pending = "、".join(_told(one.name, veil) for one in own if one.pending)
    return "\n".join([*lines, f"尚未报来，正文不写：{pending}"] if pending else lines)


def _figure(figure: Figure, ground: Ground, veil: Veil) -> str:
    """One line: name, how binding, then every form of reference with what it shows as, and the note."""
    marks = "，".join(mark for mark in (figure.use.value, figure.polarity.value) if mark)
    listed = "；".join(_form(one) for one in forms(figure, veil.private))
    spoken = figure.note and (figure.value or figure.comparisons or figure.rank)
    note = f"；说明：{_cited(figure.bound or references.escape(figure.note), ground, veil)}" if spoken else ""
    return f"- {_told(figure.name, veil)}（{marks}）：{listed or '没有数'}{note}"


def _point(number: int, point: Point, ground: Ground, veil: Veil) -> str:
    marks = "，".join(mark for mark in (point.use.value, point.state.value) if mark)
    return f"{number}.（{marks}）{_cited(point.bound, ground, veil)}"


def _cited(bound: str, ground: Ground, veil: Veil) -> str:
    """Bound words, and what the references show as that the list of figures doesn't have."""
    listed = {one.key for one in _own_figures(ground.figures, ground.index)}
    cited = {str(one): ground.figures.get(one.key) for one in references.find(bound) if one.key not in listed}
    shown = "；".join(
        _form(one)
        for reference, figure in cited.items()
        for one in (forms(figure, veil.private) if figure else ())
        if one.reference == reference
    )
    return _line(veil.hide(bound)) + (f"（显示：{shown}）" if shown else "")


def _form(shown: Shown) -> str:
    return f"{shown.reference}＝{_user(shown.words)}" + (f"（{_user(shown.meaning)}）" if shown.meaning else "")


def _length(asked: int | None) -> str:
    if asked is None:
        return "字数：有多少料写多少，不凑字数。"
    low, high = round(asked * (1 - LENGTH_TOLERANCE)), round(asked * (1 + LENGTH_TOLERANCE))
    return (
        f"字数：{low}—{high}字，引用按显示出来的字数算。"
        "写多了，依次舍去修饰、可用的要点、可用的指标，必用的不舍；材料不够就写短，不注水。"
    )


def _style(passage: str) -> str:
    """Paragraphs and sentence length of the passage, the part of its manner that can be counted."""
    paragraphs = [one for one in passage.splitlines() if one.strip()]
    sentences = [one for one in _SENTENCE_END.split(passage) if one.strip()]
    if not sentences:
        return "平实、简洁，陈述语气"
    average = round(sum(len(one.strip()) for one in sentences) / len(sentences))
    return f"范文这一段共{len(paragraphs)}个自然段，一句平均{average}字；层次标记照范文的样式"


def _quoted(text: str, finding: Finding, ground: Ground, veil: Veil) -> str:
    """The sentence of the stored text a finding points at, so that a value is quoted as its reference."""
    if finding.end <= finding.start:
        return f"（“{_told(finding.text, veil, quoting=True)}”）" if finding.text else ""
    start, end = references.stored_span(text, ground.figures, finding.start, finding.end)
    head = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    tail = min((at for at in (text.find(mark, end) for mark in _ENDS) if at >= 0), default=len(text))
    return f"（在“{_line(veil.hide(text[head:tail]))}”一句）"


def _advice(finding: Finding, veil: Veil) -> str:
    return f"建议：{_told(finding.suggestion, veil, quoting=True)}" if finding.suggestion else ""


def _fenced(name: str, material: str) -> str:
    """Material between markers it can't close itself."""
    body = "\n".join(_safe(line).rstrip() for line in material.splitlines()).strip("\n")
    return f"<<<{name}\n{body or NOTHING}\n{name}>>>"


def _safe(text: str) -> str:
    return _FENCE.sub(lambda match: "＜＞"[match[0][0] == ">"] * len(match[0]), text)


def _line(text: str) -> str:
    """Text with references on one line, without fence markers."""
    return _safe(" ".join(text.split()))


def _user(text: str) -> str:
    """The same for text that may hold no reference."""
    return _line(references.escape(text))


def _told(text: str, veil: Veil, quoting: bool = False) -> str:
    """User text without the quantities that may not be seen."""
    return _user(veil.hide(text, quoting))


def _source(source: str, date: str, veil: Veil) -> str:
    words = "，".join(_told(one, veil) for one in (source, date) if one)
    return f"（{words}）" if words else ""
