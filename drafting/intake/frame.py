"""What a report says around its sections: heading levels and the opening sentence when the writer gave none."""

import re
from dataclasses import replace

from drafting.report import Brief

_NUMBERING = (
    (1, re.compile(r"^[一二三四五六七八九十百]{1,4}、")),
    (2, re.compile(r"^[（(][一二三四五六七八九十百]{1,4}[）)]")),
    (3, re.compile(r"^\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"^[（(]\d{1,2}[）)]")),
)
_TAILS = ("街道", "公司", "集团", *"县市区州旗省乡镇村局委厅办院校")
_SELF = {**dict.fromkeys(("中学", "小学", "学校", "大学", "学院"), "我校"), **{tail: f"我{tail}" for tail in _TAILS}}


def heading_level(heading: str) -> int:
    """GB/T 9704 numbering: 一、 1, （一） 2, 1. 3, （1） 4; 0 for the front matter, 1 without numbering."""
    text = heading.strip()
    if not text:
        return 0
    return next((level for level, pattern in _NUMBERING if pattern.match(text)), 1)


def heading_words(heading: str) -> str:
    """The heading without its number and closing 。."""
    text = heading.strip()
    for _, pattern in _NUMBERING:
        text = pattern.sub("", text, count=1) if pattern.match(text) else text
    return text.removesuffix("。").strip()


def own_name(unit: str, otherwise: str = "我单位") -> str:
    """How the unit calls itself: 青岚县 → 我县, 市交通运输局 → 我局; committees and unknown forms are not guessed."""
    if unit.endswith(("党工委", "党委", "党组")):
        return otherwise
    return next((said for tail, said in _SELF.items() if unit.endswith(tail)), otherwise)


def default_lead(brief: Brief) -> Brief:
    """Brief with a lead sentence, unless the writer gave one or wrote a front section."""
    if brief.lead or any(section.level == 0 for section in brief.sections):
        return brief
    return replace(brief, lead=f"{_occasion(brief)}现将{_matter(brief)}如下。")


def _occasion(brief: Brief) -> str:
    occasion = re.sub(r"(?:安排|要求)$", "", brief.task.occasion.strip())
    return f"根据{occasion}安排，" if occasion else ""


def _matter(brief: Brief) -> str:
    who = own_name(brief.unit) if brief.unit else ""
    subject = brief.title
    for known in (brief.unit, brief.period):
        subject = subject.replace(known, "") if known else subject
    subject = re.sub(r"^(?:关于|的)+", "", subject.strip())
    if re.search(r"(?:汇报|报告)$", subject):
        return f"{who}{brief.period}{subject.removesuffix('汇报').removesuffix('报告')}{subject[-2:]}"
    if subject.endswith("总结"):
        return f"{who}{brief.period}{subject.removesuffix('总结')}总结"
    return f"{who}{brief.period}有关情况汇报"
