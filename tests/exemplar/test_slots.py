"""How well blanks are named, measured against annotations made before the labeller was written."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from drafting.exemplar import Slot, parse_exemplar
from drafting.report import Kind

HERE = Path(__file__).parent
EXEMPLAR = HERE.parents[1] / "examples" / "2023年某县工作情况汇报.txt"
MARKED = re.compile(r"\{\{([^|{}]*)\|([^|{}]*)\|([^|{}]*)\|([^|{}]*)\}\}")


@dataclass(frozen=True)
class Wanted:
    offset: int
    kind: str
    labels: tuple[str, ...] = ()
    unit: str = ""
    direction: str | None = None

    def fits(self, slot: Slot) -> bool:
        return slot.label in self.labels and slot.unit == self.unit and slot.direction == self.direction


def slots_of(text: str) -> dict[int, Slot]:
    return {slot.offset: slot for section in parse_exemplar(text, "范文").sections for slot in section.slots}


@cache
def annotated(group: str) -> tuple[Wanted, ...]:
    rows = yaml.safe_load((HERE / "slots.yaml").read_text("utf-8"))[group]
    return tuple(
        Wanted(
            row["offset"],
            row["kind"],
            (row.get("label", ""), *row.get("also", [])),
            row.get("unit", ""),
            row.get("direction"),
        )
        for row in rows
    )


@cache
def exemplar_slots() -> dict[int, Slot]:
    return slots_of(EXEMPLAR.read_text("utf-8-sig"))


def test_the_annotation_covers_every_mask() -> None:
    masks = [match.start() for match in re.finditer(r"\*+", EXEMPLAR.read_text("utf-8-sig"))]

    assert [one.offset for one in annotated("masks")] == masks
    assert len(masks) == 139


def test_every_mask_has_its_kind() -> None:
    slots = exemplar_slots()

    assert [(one.offset, one.kind) for one in annotated("masks") if slots[one.offset].kind.value != one.kind] == []


def test_numbers_of_the_exemplar_are_named_with_unit_and_direction() -> None:
    slots = exemplar_slots()
    wanted = [one for one in (*annotated("masks"), *annotated("literals")) if one.kind == "number"]

    assert len(wanted) == 93
    assert [(one, slots[one.offset]) for one in wanted if not one.fits(slots[one.offset])] == []


def report(name: str) -> tuple[str, list[Wanted]]:
    marked = yaml.safe_load((HERE / "reports.yaml").read_text("utf-8"))[name]
    text, wanted, position = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[position : match.start()]
        wanted.append(Wanted(len(text), "number", tuple(match[2].split("/")), match[3], match[4] or None))
        text += match[1]
        position = match.end()
    return text + marked[position:], wanted


@pytest.mark.parametrize("name", ["招商局总结", "纪委汇报", "街道汇报", "卫健局总结"])
def test_most_numbers_of_an_unmasked_report_of_another_kind_are_named(name: str) -> None:
    text, wanted = report(name)
    slots = slots_of(text)
    found = [(one, slots.get(one.offset)) for one in wanted]
    wrong = [(one, slot) for one, slot in found if slot is None or not one.fits(slot)]

    assert len(wrong) <= len(wanted) * 0.05, wrong


LABELS = [
    ("全县金融机构存贷款余额*亿元、*亿元，分别增长*％、*％。",
     ["金融机构存款余额", "金融机构贷款余额", "金融机构存款余额增速", "金融机构贷款余额增速"]),
    ("城镇、农村居民人均可支配收入分别增长4.6%、6.9%。", ["城镇居民人均可支配收入增速", "农村居民人均可支配收入增速"]),
    ("三次产业增加值分别为1.5亿元、2.5亿元和3.5亿元。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
    ("辖*镇*乡*街道。", ["镇数", "乡数", "街道数"]),
    ("共谋划项目*个，其中省市重点项目*个，总投资*亿元，年度计划投资*亿元。",
     ["谋划项目数", "省市重点项目数", "省市重点项目总投资", "省市重点项目年度计划投资"]),
    ("立案*件*人，移送司法机关*人。", ["立案件数", "立案人数", "移送司法机关人数"]),
    ("排查矛盾纠纷*件、已化解*件。", ["排查矛盾纠纷数", "化解矛盾纠纷数"]),
    ("选聘*名大学生、选派*名事业工作人员下沉到村。", ["选聘大学生数", "选派事业工作人员数"]),
    ("规上工业增加值下降3.1%，降幅较一季度收窄1.2个百分点。", ["规模以上工业增加值增速", "规模以上工业增加值降幅收窄"]),
    ("GDP完成86.4亿元，增速居全市第4位。", ["地区生产总值", "地区生产总值增速位次"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), LABELS)
def test_heads_are_shared_and_carried(text: str, labels: list[str]) -> None:
    assert [slot.label for slot in slots_of(text).values()] == labels


KINDS = [
    ("尊敬的*书记：", [Kind.NAME]),
    ("*年*月以来，", [Kind.DATE, Kind.DATE]),
    ("位列*类县区第*位。", [Kind.NAME, Kind.NUMBER]),
    ("*县位于*中部", [Kind.NAME, Kind.NAME]),
    ("20XX年完成投资XX亿元。", [Kind.DATE, Kind.NUMBER]),
    ("城镇新增就业*万余人", [Kind.NUMBER]),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_the_kind_of_a_mask_is_told_by_its_words(text: str, kinds: list[Kind]) -> None:
    assert [slot.kind for slot in slots_of(text).values()] == kinds


def test_a_number_inside_a_name_is_no_slot() -> None:
    assert slots_of("落实国发2号文件，500万元以上固定资产投资增长3%。").keys() == {24}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("words", ["由从", "占", "分别均各实际", "比较", "排查化解", "*亿元、", "项目问题"])
def test_a_clause_without_end_is_read_quickly(words: str) -> None:
    assert slots_of(words * 2000 + "增长5%")
