from drafting.references import render
from drafting.report import Brief, Figure, FigureSet, Finding, Origin, Point, SectionBrief, Severity, Status
from drafting.ui.marking import counts, marked, points_of_figures, told, worst_first

HOVER = "总面积｜来源：县自然资源局｜必用"
FIGURES = FigureSet((Figure("F1", "总面积", 0, value="2318", unit="平方公里", source="县自然资源局"),))


def test_a_figure_tells_its_source_on_hover() -> None:
    assert marked(render("总面积[[F1]]。", FIGURES), FIGURES, ()) == (
        f'<p>总面积<mark title="{HOVER}">2318平方公里</mark>。</p>'
    )


def test_a_finding_across_a_figure_marks_both_pieces() -> None:
    found = Finding("direction", Severity.ERROR, "方向反了", 0, 2, 7, "")
    assert marked(render("总面积[[F1]]。", FIGURES), FIGURES, [found]) == (
        '<p>总面<span class="nigao-error" id="nigao-finding-0" title="错误：方向反了">积</span>'
        f'<span class="nigao-error" title="错误：方向反了"><mark title="{HOVER}">2318</mark></span>'
        f'<mark title="{HOVER}">平方公里</mark>。</p>'
    )


def test_everything_the_writer_typed_is_escaped() -> None:
    figures = FigureSet((Figure("F1", '<b>"名"', 0, value="1", source="<i>"),))
    found = Finding("x", Severity.WARN, '"><script>', 0, 0, 1, "")
    shown = marked(render("<script>[[F1]]", figures), figures, [found])
    assert "<script>" not in shown
    assert '<b>"' not in shown
    assert "<i>" not in shown


def test_each_line_is_a_paragraph_and_blank_lines_are_none() -> None:
    assert marked(render("一\n\n二", FIGURES), FIGURES, ()) == "<p>一</p><p>二</p>"


def test_a_span_past_the_end_is_left_unmarked() -> None:
    found = Finding("x", Severity.WARN, "过期", 0, 90, 99, "")
    assert marked(render("一", FIGURES), FIGURES, [found]) == "<p>一</p>"


def test_an_estimate_says_so_on_hover() -> None:
    assert told(Figure("F2", "产值", 0, value="1", status=Status.ESTIMATE)) == "产值｜未注明来源｜必用｜预计"


def test_a_figure_of_a_point_tells_the_point() -> None:
    figure = Figure("F3", "经费", 0, value="300", unit="万元", origin=Origin.POINT)
    point = "安排重大项目前期经费300万元，已拨付到位"
    assert told(figure, point) == "来自要点：安排重大项目前期经费300万元，已拨付到……"


def test_each_figure_of_a_point_is_traced_to_it() -> None:
    points = (Point("甲12个", "甲[[F1]]"), Point("乙3个、丙同比增长4%", "乙[[F2]]、丙[[F3.change:同比]]"))
    brief = Brief("标题", sections=(SectionBrief("一、甲", points=points),))
    assert points_of_figures(brief) == {"F1": "甲12个", "F2": points[1].text, "F3": points[1].text}


def test_findings_are_counted_in_three_words_and_waiting_figures_apart() -> None:
    graves = [Severity.INFO, Severity.ERROR, Severity.WARN, Severity.ERROR]
    found = [Finding("x", grave, "") for grave in graves]
    found += [Finding("figure-pending", Severity.WARN, "")] * 3
    assert [words for _, words in counts(found)] == ["2处错误", "1处提醒", "1处提示", "3个指标待填"]
    assert counts([]) == []


def test_errors_come_before_warnings_before_hints() -> None:
    graves = {"i": Severity.INFO, "w": Severity.WARN, "e": Severity.ERROR}
    found = [Finding(name, grave, "", 0, 0, 1) for name, grave in graves.items()]
    assert [one.rule for one in worst_first(found)] == ["e", "w", "i"]
