from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.report import Brief, Figure, FigureSet, SectionBrief
from drafting.storage.records import StoredReport
from drafting.storage.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'nigao.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store(url) as opened:
        yield opened


@pytest.fixture
def brief() -> Brief:
    figures = (
        Figure("F1", "地区生产总值", 0, value="71.30", unit="亿元"),
        Figure("F2", "粮食总产量", 1, value="12万吨"),
    )
    sections = (SectionBrief("一、基本情况", length=400), SectionBrief("二、主要工作"), SectionBrief("三、下步打算"))
    return Brief("2024年工作汇报", unit="青岚县", period="2024年", sections=sections, figures=FigureSet(figures))


@pytest.fixture
def report(store: Store, brief: Brief) -> StoredReport:
    return store.load(store.create_report(brief, "范文.txt", "一、基本情况\n去年……"))
