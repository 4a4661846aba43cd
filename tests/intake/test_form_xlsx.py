import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import BriefError
from drafting.exemplar import form_of, shipped_exemplar
from drafting.intake.build import RawBrief, RawFigure, RawPoint, RawSection, assemble
from drafting.intake.form_xlsx import read_form, write_form
from drafting.report import Basis, Brief, Task

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn"))
LINE = st.text(LETTERS, max_size=12).filter(lambda text: text == text.strip() and "\ufeff" not in text)
WORDS = LINE.filter(bool)
ITEMS = st.lists(WORDS, max_size=2).map(tuple)
NOUN = st.sampled_from(["投资", "=产值", "+收入", "-支出", "@税收", "_x0041_量", "“四上”企业数", "人口*"])
RAW_FIGURES = st.builds(
    RawFigure,
    name=NOUN,
    value=st.sampled_from(["", "71.30", "待填", "0123", "3—5", "十几亿", "-2.1"]),
    unit=st.sampled_from(["", "亿元", "%", "人"]),
    compare=st.lists(
        st.tuples(
            st.sampled_from(["", "同比", "较年初", "占年度任务"]),
            st.sampled_from(["增长8.0%", "-10.4%", "持平", "54%"]),
        ),
        max_size=3,
        unique_by=lambda pair: pair[0],
    ).map(tuple),
    rank=LINE,
    prev=st.sampled_from(["", "69.1"]),
    note=LINE,
    source=LINE,
    use=st.sampled_from(["", "必用", "可用", "备查"]),
    polarity=st.sampled_from(["", "升为好", "降为好"]),
    status=st.sampled_from(["", "预计", "核定"]),
)
RAW_POINTS = st.builds(
    RawPoint,
    text=st.sampled_from(["停缓建项目已复工8个", "=1+1", "获评示范县，增长5.6%"]),
    use=st.sampled_from(["", "必用"]),
    state=st.sampled_from(["", "已办", "拟办"]),
    source=LINE,
    private=st.sampled_from(["", "是"]),
)
RAW_SECTIONS = st.builds(
    RawSection,
    heading=st.sampled_from(["", "一、情况", "（一）抓项目", "一、情况", "（开头）情况〔2〕"]),
    length=st.sampled_from(["", "400"]),
    figures=st.lists(RAW_FIGURES, max_size=3).map(tuple),
    points=st.lists(RAW_POINTS, max_size=3).map(tuple),
)
BRIEFS = st.builds(
    RawBrief,
    fields=st.fixed_dictionaries({"title": WORDS, "unit": LINE, "salutation": LINE, "lead": WORDS}),
    place=st.just("素材"),
    task=st.builds(Task, LINE, LINE, LINE, ITEMS, ITEMS),
    basis=st.lists(st.builds(Basis, WORDS, LINE, LINE), max_size=2).map(tuple),
    sections=st.lists(RAW_SECTIONS, max_size=4).map(tuple),
).map(assemble)


@given(BRIEFS)
@settings(max_examples=40, deadline=None)
def test_a_brief_comes_back_without_loss(brief: Brief) -> None:
    assert read_form(write_form(brief), "填报表.xlsx") == brief


def test_the_form_of_the_shipped_exemplar_comes_back_with_its_blanks() -> None:
    brief = form_of(shipped_exemplar())

    assert read_form(write_form(brief), "填报表.xlsx") == brief


def test_the_same_brief_gives_the_same_bytes() -> None:
    brief = form_of(shipped_exemplar())

    assert write_form(brief) == write_form(brief)


SMALL = assemble(
    RawBrief(
        {"title": "汇报"},
        "素材",
        sections=(RawSection("一、情况", figures=(RawFigure(name="=HYPERLINK(1)", value="71.30", unit="亿元"),)),),
    )
)


def book_of(brief: Brief) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_form(brief)))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_cell_is_text_and_none_is_a_formula() -> None:
    cells = [cell for sheet in book_of(SMALL) for row in sheet.iter_rows() for cell in row]

    assert {cell.number_format for cell in cells} == {"@"}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    (name,) = [cell for cell in cells if cell.value == "=HYPERLINK(1)"]
    assert name.quotePrefix


def test_the_form_offers_choices_and_a_frozen_header() -> None:
    sheet = book_of(SMALL)["指标"]

    assert sheet.freeze_panes == "A3"
    assert sorted(choice.formula1 for choice in sheet.data_validations.dataValidation) == [
        '"升为好,降为好,中性"', '"必用,可用,备查"', '"数字,名称,日期"', '"预计,快报,核定,待报"',
    ]  # fmt: skip


def test_columns_in_another_order_and_blank_rows_are_read() -> None:
    book = book_of(SMALL)
    sheet = book["指标"]
    sheet.move_range("B1:B40", cols=20)
    sheet.insert_rows(3, 2)

    assert read_form(saved(book), "填报表.xlsx") == SMALL


NUMBERS = [(0.052, "0.0%", "5.2%"), (71.3, "0.00", "71.30"), (1200, "General", "1200"), (0.5, "General", "0.5")]


@pytest.mark.parametrize(("value", "style", "shown"), NUMBERS)
def test_a_number_typed_into_a_cell_reads_as_the_sheet_shows_it(value: float, style: str, shown: str) -> None:
    book = book_of(replace(SMALL))
    cell = book["指标"]["D3"]
    cell.value, cell.number_format = value, style
    book["指标"]["E3"] = ""

    assert read_form(saved(book), "填报表.xlsx").figures.figures[0].value == shown


def test_an_empty_section_cell_repeats_the_one_above() -> None:
    book = book_of(SMALL)
    book["指标"]["B4"] = "财政总收入"

    assert [(one.section, one.name) for one in read_form(saved(book), "填报表.xlsx").figures] == [
        (0, "=HYPERLINK(1)"), (0, "财政总收入"),
    ]  # fmt: skip


def broken(sheet: str, cell: str, words: str) -> bytes:
    book = book_of(SMALL)
    if sheet not in book.sheetnames:
        book.create_sheet(sheet)
    book[sheet][cell] = words
    return saved(book)


FAULTS = [
    (broken("其他", "A1", "x"), "其他"),
    (broken("指标", "P1", "口径"), "口径"),
    (broken("指标", "P1", "单位"), "单位"),
    (broken("指标", "D3", "abc"), "第3行"),
    (broken("指标", "J3", "必须"), "必须"),
    (broken("基本信息", "A40", "编号"), "编号"),
    (broken("要点", "B3", "没有章节的要点"), "章节"),
    (broken("指标", "Q9", "散落"), "第9行"),
]


@pytest.mark.parametrize(("data", "named"), FAULTS)
def test_a_fault_is_named_with_its_place(data: bytes, named: str) -> None:
    with pytest.raises(BriefError) as caught:
        read_form(data, "/某处/填报表.xlsx")
    assert named in str(caught.value)
    assert str(caught.value).startswith("填报表.xlsx")
