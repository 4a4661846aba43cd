from drafting.exemplar import form_json, form_of, parse_exemplar, shipped_exemplar
from drafting.report import Comparison, Kind, Use


def test_value_and_growth_of_one_indicator_are_one_figure() -> None:
    text = "一、情况\n地区生产总值*亿元，增长*％；规上工业增加值增长*％；存贷款余额*亿元、*亿元。\n"
    brief = form_of(parse_exemplar(text, "范文"))

    assert [(one.key, one.name, one.unit, one.value, one.comparisons) for one in brief.figures] == [
        ("F1", "地区生产总值", "亿元", "", (Comparison("", ""),)),
        ("F2", "规模以上工业增加值", "", "", (Comparison("", ""),)),
        ("F3", "金融机构存款余额", "亿元", "", ()),
        ("F4", "金融机构贷款余额", "亿元", "", ()),
    ]
    assert all(one.pending for one in brief.figures)


def test_literals_of_an_unmasked_exemplar_are_the_last_period_never_the_value() -> None:
    (figure,) = form_of(parse_exemplar("一、情况\n财政总收入12.30亿元，增长5％。\n", "范文")).figures

    assert (figure.name, figure.value, figure.prev, figure.comparisons) == (
        "财政总收入", "", "12.30亿元", (Comparison("", ""),),
    )  # fmt: skip


def test_a_change_in_points_belongs_to_its_rate() -> None:
    (figure,) = form_of(parse_exemplar("一、情况\n城镇化率*％，提高*个百分点。\n", "范文")).figures

    assert (figure.name, figure.unit, len(figure.comparisons)) == ("常住人口城镇化率", "%", 1)


def test_names_are_asked_where_the_text_says_what_for_and_are_optional() -> None:
    (figure,) = form_of(parse_exemplar("一、情况\n*县位于*中部。\n", "范文")).figures

    assert (figure.name, figure.kind, figure.use) == ("县名", Kind.NAME, Use.MAY)


def test_the_form_of_the_shipped_exemplar_covers_every_section() -> None:
    brief = form_of(shipped_exemplar())

    assert [section.heading for section in brief.sections][:3] == [
        "一、基本情况", "二、主要工作推进情况", "（一）坚定不移推动“四化”",
    ]  # fmt: skip
    assert [one.key for one in brief.figures] == [f"F{number}" for number in range(1, len(brief.figures) + 1)]
    names = [(one.section, one.name) for one in brief.figures]
    assert len(names) == len(set(names))
    assert (0, "农村居民人均可支配收入") in names
    assert all(one.pending and not one.value for one in brief.figures if not one.prev)


def test_the_json_form_has_the_agreed_shape() -> None:
    assert form_json(parse_exemplar("报告\n一、情况。债务率下降到*％。", "范文")) == {
        "text": "报告\n一、情况。债务率下降到*％。",
        "sections": [
            {"heading": "", "level": 0, "path": [], "slots": []},
            {
                "heading": "一、情况",
                "level": 1,
                "path": ["一、情况"],
                "slots": [{"offset": 14, "kind": "number", "label": "债务率", "unit": "%", "direction": "下降"}],
            },
        ],
    }
