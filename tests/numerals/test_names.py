"""Names with digits are left alone."""

import pytest

from drafting.numerals import find, names_with_digits

NAMES = """5A级景区 4A级景区 3A级旅游厕所 G75兰海高速 S207省道 X105线 210国道 国发〔2022〕2号 国发[2022]2号 国发2号文件 黔府发〔2023〕15号
“十四五” “十四五”规划 “1345” “1+N” “1+6+N” “六个一批” “三区三线” “双百” “四改” “两委” “两会” “三农” 两会 三农 1+N体系 3+2模式
三大攻坚战 一二三产 一二三产融合 三次产业 一产 二产 三产 二十大 十九大 党的二十大精神 第十九届 十九届历次全会 二十届三中全会 第一书记 一把手
两不愁三保障 110千伏变电站 220千伏输变电工程 35千伏线路 5G 4K 5G基站 3D打印 PM2.5 PM10 H7N9 C919 12345热线 12345平台 120急救 119消防
315晚会 500万元以上固定资产投资 2000万元以上工业企业 500万元及以上项目 一是 二是 三是 （一） （1） ① ⑩ 《2023年工作要点》 《“十四五”规划》
第1批 第3次 第二批 第三产业 第三季度 第一梯队 第一方阵 第2期 三季度 前三季度 十分重要 百分百 四面八方 五湖四海 千方百计 千家万户 一五一十
五一期间 五一假期 八一建军节 90年代 21世纪 7×24小时 中央一号文件 1号文件 第12号令 3号楼 2号线 三重一大 三位一体 五位一体 八项规定
四好农村路 四个意识 两个维护 一网通办 一带一路 三公 六稳 六保 三级 二级 CO2 SO2 A4 Q3 1.2.3版 13912345678 0851-1234567
三峡 九江 十堰 五粮液 百姓 万众一心 万无一失 三令五申""".split()


def test_the_table_holds_eighty_names() -> None:
    assert len(set(NAMES)) >= 80


@pytest.mark.parametrize("name", NAMES)
def test_a_name_holds_no_quantity(name: str) -> None:
    text = f"推进{name}，落实"
    assert find(text) == ()
    assert find(name) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("建成4A级景区2个", ["4A级"]),
        ("落实国发〔2022〕2号文件", ["国发〔2022〕2号文件"]),
        ("“十四五”时期建设5G基站300个", ["“十四五”", "5G"]),
        ("一、基本情况\n（一）抓工业\n1.建设\n2、管理\n（1）一是抓", ["一、", "（一）", "1.", "2、", "（1）", "一是"]),
        ("500万元以上固定资产投资5亿元", ["500万元以上"]),
        ("3.5%增长", []),
        ("GDP512.3亿元", []),
        ("“确保增长5%”", []),
        ("“*”溶洞音乐节", []),
        ("近千家企业、数百户群众", []),
        ("", []),
    ],
)
def test_the_spans_of_names(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in names_with_digits(text)] == names
