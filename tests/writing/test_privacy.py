"""Private mode: no quantity of the writer's in any message, whatever way it may be written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from drafting import numerals
from drafting.checking import Context, check_section
from drafting.intake.brief_file import read_brief
from drafting.intake.build import RawBrief, RawFigure, RawPoint, RawSection, assemble
from drafting.numerals import CALENDAR, Form, Quantity
from drafting.references import Rendered, part_text, render
from drafting.report import Basis, Brief, Finding, Severity, Task
from drafting.writing.plain_writer import PlainWriter
from drafting.writing.prompting import Message, prompt_repair, prompt_section
from drafting.writing.writer import Ground

ROOT = Path(__file__).parents[2]
BRIEFS = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted((ROOT / "tests/briefs").glob("*.yaml"))]
_DIGITS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_SCALES = ("", "万", "亿")


def hostile() -> Brief:
    """Quantities in every field a prompt is made of."""
    figures = (
        RawFigure(
            "亿元以上项目36个投资",
            value="12.37",
            unit="亿元",
            change="同比增长8.19%，高于全市1.27个百分点",
            rank="全市第7位",
            prev="11.43",
            note="其中专项债券4.61亿元，较上年增加1.19亿元",
            compare=(("占年度任务53.7亿元", "23.03%"),),
        ),
        RawFigure("信访", note="只说37件"),
        RawFigure("某比", value="2.87∶1", note="上年近三成"),
    )
    points = (
        RawPoint("城镇、农村居民人均可支配收入分别增长5.71%、7.93%，由２３.４５万元提高到三万两千元"),
        RawPoint("对剩余47个楼盘，计划9月底前化解十七个，翻两番", state="拟办"),
    )
    sections = (RawSection("一、38件实事办理情况", figures=figures, points=points), RawSection("二、下步打算"))
    fields = {"title": "投入58.6亿元办好实事的汇报", "unit": "某县", "period": "2024年上半年"}
    task = Task("市委", "听取61个项目汇报会", "15", must=("完成投资72.4亿元",), avoid=("欠款83.5万元",))
    basis = (Basis("到2025年建成94个示范点", "下达19.28亿元的文件", "2024-02"),)
    return replace(assemble(RawBrief(fields, "素材", sections=sections)), task=task, basis=basis)


def quantities(brief: Brief) -> Iterator[Quantity]:
    texts = [brief.title, *(one.heading for one in brief.sections), brief.task.occasion, *brief.task.must]
    texts += [*brief.task.avoid, *(f"{one.text}，{one.source}" for one in brief.basis)]
    texts += [point.text for section in brief.sections for point in section.points]
    for figure in brief.figures:
        parts = [part_text(figure, part) for part in ("value", "prev", "rank")]
        texts += [figure.name, figure.note, *(one for one in parts if one)]
        texts += [f"{one.typed}，{one.value}" for one in figure.comparisons]
    for text in texts:
        yield from (one for one in numerals.find(text) if one.form not in CALENDAR and one.form is not Form.MASK)


def chinese(number: Decimal) -> str:
    """Below 10 000, decimals digit by digit."""
    whole, _, decimals = f"{number:f}".partition(".")
    read = "".join(
        _DIGITS[int(digit)] + place if digit != "0" else "零"
        for digit, place in zip(whole.zfill(4), "千百十 ", strict=True)
    )
    read = re.sub("零+", "零", read.replace(" ", "")).strip("零") or "零"
    read = read.removeprefix("一") if read.startswith("一十") else read
    return read + ("点" + "".join(_DIGITS[int(digit)] for digit in decimals) if decimals else "")


def renderings(quantity: Quantity) -> Iterator[str]:
    """Patterns of the number with its unit in other scales, widths and numerals."""
    typed = numerals.normal(quantity.text)
    yield re.escape(typed)
    yield re.escape(typed.translate(_WIDE))
    unit = re.escape(quantity.unit)
    if quantity.form in (Form.RATIO, Form.DOUBLING, Form.RANK) or not unit:
        return
    for number in {quantity.low, quantity.high}:
        for power, scale in zip((0, 4, 8), _SCALES, strict=True):
            scaled = number.scaleb(-power).normalize()
            if scaled == 0 or scaled >= 10_000 or scaled.as_tuple().exponent < -4:  # type: ignore[operator]
                continue
            digits = re.escape(f"{scaled:f}") + (r"0*" if "." in f"{scaled:f}" else r"(?:\.0+)?")
            yield rf"(?<![\d.]){digits}{scale}{unit}"
            yield (
                rf"(?<![{_DIGITS}十百千万亿点])(?:百分之)?{chinese(scaled)}{scale}{'' if unit == '%' else unit}"
                if (
                    scaled >= 10 or scaled.as_tuple().exponent  # type: ignore[operator]
                )
                else rf"(?<![\d.]){digits}{scale}{unit}"
            )


def told(messages: tuple[Message, ...], brief: Brief) -> set[str]:
    """Quantities of the brief that stand in the messages, what every message of ours holds and 字数 left out."""
    own = prompt_section(Ground(Brief("汇报", sections=(brief.sections[0],)), 0, brief.figures)).messages[0].content
    text = "\n".join(one.content for one in messages)
    text = re.sub(r"字数：\d+—\d+字|全文口头汇报约\d+分钟|（约\d+字）", "", text)
    spoken = {pattern for quantity in quantities(brief) for pattern in renderings(quantity)}
    return {pattern for pattern in spoken if re.search(pattern, text) and not re.search(pattern, own)}


def literal(ground: Ground) -> tuple[Rendered, tuple[Finding, ...]]:
    """What a section says with its numbers typed out, and every finding on it."""
    source = PlainWriter().write(ground, lambda _: None).text
    shown = render(source, ground.figures)
    found = check_section(f"{shown.text}另投入92.40亿元。", Context(ground.brief, ground.figures), ground.index)
    values = "；".join(one.text for one in quantities(ground.brief))
    return shown, (*found, Finding("any", Severity.ERROR, f"应为{values}", ground.index, 0, 3, values, f"改成{values}"))


@pytest.mark.parametrize("brief", [hostile(), *map(read_brief, BRIEFS)], ids=["hostile", *(one.stem for one in BRIEFS)])
def test_no_message_holds_a_quantity_of_the_writers(brief: Brief) -> None:
    assert len(list(quantities(brief))) > 20
    for index in range(len(brief.sections)):
        ground = Ground(brief, index, brief.figures, private=True)
        shown, findings = literal(ground)
        assert told(prompt_section(ground).messages, brief) == set()
        assert told(prompt_repair(ground, shown.text, findings).messages, brief) == set()


def test_without_private_mode_they_do() -> None:
    ground = Ground(hostile(), 0, hostile().figures)
    assert len(told(prompt_section(ground).messages, hostile())) > 20


def test_the_veil_gives_back_every_quantity_it_took() -> None:
    brief = hostile()
    ground = Ground(brief, 0, brief.figures, private=True)
    prompt = prompt_section(ground)
    shared = prompt.veil.lift(prompt.messages[0].content)
    for words in ("投入58.6亿元办好实事的汇报", "一、38件实事办理情况", "完成投资72.4亿元", "到2025年建成94个示范点"):
        assert words in shared


@pytest.mark.parametrize("private", [True, False])
def test_a_note_is_told_with_references_and_what_they_show_as(private: bool) -> None:
    figure = RawFigure("征收户数", value="44", unit="户", note="另有3户未签，年度任务50户")
    brief = assemble(RawBrief({"title": "汇报"}, "素材", sections=(RawSection("一、征收", figures=(figure,)),)))
    asked = prompt_section(Ground(brief, 0, brief.figures, private=private)).messages[1].content
    three, fifty = ("…户", "…户") if private else ("3户", "50户")
    assert f"；说明：另有[[F2]]未签，年度任务[[F3]]（显示：[[F2]]＝{three}；[[F3]]＝{fifty}）" in asked


def test_the_digits_of_dates_stay() -> None:
    brief = assemble(
        RawBrief(
            {"title": "2024年上半年汇报", "period": "2024年上半年"}, "素材", sections=(RawSection("2026年工作安排"),)
        )
    )
    shared = prompt_section(Ground(brief, 0, brief.figures, private=True)).messages[0].content
    assert "2024年上半年汇报" in shared
    assert "2026年工作安排" in shared
