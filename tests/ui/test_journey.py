"""The desk in a real browser, from the first page to a Word file: nothing typed is lost on the way."""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.shipped import shipped
from drafting.ui.config import arguments

playwright_api = pytest.importorskip("playwright.sync_api", reason="没有装playwright；playwright is not installed")

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), "")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60
EDITOR = "textarea.nigao-text"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not CHROMIUM, reason="没有找到系统的chromium（apt-get install chromium）；no system chromium"),
]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the desk did not start")


class Server:
    def __init__(self, home: Path) -> None:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._command = [sys.executable, "-m", "streamlit", "run", str(shipped("app.py")), *arguments(port)]
        self._environment = os.environ | {"NIGAO_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
        self.start()

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, env=self._environment, stdout=quiet, stderr=quiet)
        _wait_for(self.address)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)


@pytest.fixture
def server(clean_environment: Path) -> Iterator[Server]:
    running = Server(clean_environment)
    yield running
    running.kill()


@pytest.fixture
def browser() -> Iterator[playwright_api.Browser]:
    with playwright_api.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture
def page(browser: playwright_api.Browser, server: Server) -> playwright_api.Page:
    """The example, opened and drafted."""
    tab = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True).new_page()
    tab.set_default_timeout(30_000)
    tab.goto(server.address)
    tab.get_by_role("button", name="打开示例报告").click()
    tab.get_by_text("基本信息").first.wait_for()
    go(tab, "起草")
    tab.get_by_role("button", name="起草全部").click()
    tab.get_by_text("上次起草").wait_for()
    go(tab, "修改")
    tab.locator(EDITOR).wait_for()
    return tab


def go(tab: playwright_api.Page, name: str) -> None:
    tab.get_by_role("link", name=name, exact=True).click()


def section(tab: playwright_api.Page, name: str) -> None:
    tab.locator("[class*=st-key-outline] [data-testid=stRadioOption]").filter(has_text=name).click()


def type_at_end(tab: playwright_api.Page, words: str) -> None:
    tab.locator(EDITOR).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(words)


def editor_has(tab: playwright_api.Page, words: str) -> None:
    playwright_api.expect(tab.locator(EDITOR)).to_have_value(re.compile(re.escape(words)), timeout=15_000)


def saved(tab: playwright_api.Page) -> None:
    tab.locator(".nigao-state").filter(has_text="已保存").wait_for()


def test_typing_is_saved_without_a_click(page: playwright_api.Page) -> None:
    type_at_end(page, "新添的一句。")
    saved(page)
    playwright_api.expect(page.locator(".nigao-page").first).to_contain_text("新添的一句。")


def test_words_typed_right_before_leaving_the_page_are_there_on_the_next_one(page: playwright_api.Page) -> None:
    type_at_end(page, "离开前的一句。")
    go(page, "导出")
    playwright_api.expect(page.locator(".nigao-page")).to_contain_text("离开前的一句。", timeout=15_000)
    go(page, "修改")
    editor_has(page, "离开前的一句。")


def test_a_reload_in_mid_word_loses_nothing(page: playwright_api.Page) -> None:
    type_at_end(page, "刷新前的一句。")
    page.reload()
    page.locator(EDITOR).wait_for()
    editor_has(page, "刷新前的一句。")
    saved(page)


def test_another_section_opened_in_mid_word_gets_its_own_text(page: playwright_api.Page) -> None:
    type_at_end(page, "第一节的一句。")
    section(page, "四、")
    playwright_api.expect(page.locator(EDITOR)).not_to_have_value(re.compile("第一节的一句"))
    section(page, "一、")
    editor_has(page, "第一节的一句。")


def test_an_input_method_is_left_alone_until_it_is_done(page: playwright_api.Page) -> None:
    area = page.locator(EDITOR)
    area.click()
    area.dispatch_event("compositionstart")
    page.keyboard.type("nihao")
    page.wait_for_timeout(1500)
    assert "已保存" not in page.locator(".nigao-state").inner_text()
    area.dispatch_event("compositionend")
    saved(page)


def test_redrafting_a_text_of_ones_own_makes_a_proposal(page: playwright_api.Page) -> None:
    type_at_end(page, "亲手写的一句。")
    page.get_by_role("button", name="重写本节").click()
    page.get_by_text("建议稿（1）").wait_for()
    editor_has(page, "亲手写的一句。")
    page.get_by_text("建议稿（1）").click()
    page.get_by_role("button", name="采用").click()
    playwright_api.expect(page.locator(EDITOR)).not_to_have_value(re.compile("亲手写的一句"))


def test_two_tabs_never_overwrite_each_other(page: playwright_api.Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(EDITOR).wait_for()
    type_at_end(page, "甲写的一句。")
    saved(page)
    type_at_end(other, "乙写的一句。")
    other.locator(".nigao-state").filter(has_text="建议稿").wait_for()
    editor_has(other, "甲写的一句。")
    other.get_by_text("建议稿（1）").click()
    playwright_api.expect(other.locator(".nigao-diff").first).to_contain_text("乙写的一句。")


def test_a_server_killed_while_one_types_loses_nothing(page: playwright_api.Page, server: Server) -> None:
    type_at_end(page, "先存下的一句。")
    saved(page)
    page.keyboard.type("断开前的一句。")
    server.kill()
    page.keyboard.type("断开后的一句。")
    page.locator(".nigao-state").filter(has_text="正在重试").wait_for()
    server.start()
    page.locator(".nigao-state").filter(has_text="已保存").wait_for(timeout=60_000)
    page.reload()
    editor_has(page, "先存下的一句。断开前的一句。断开后的一句。")


def edit_cell(tab: playwright_api.Page, row: int, column: int, words: str) -> None:
    """By keyboard, as in a spreadsheet; the first row and column count 0."""
    table = tab.get_by_test_id("stDataFrame").first
    box = table.bounding_box()
    assert box is not None
    tab.mouse.click(box["x"] + 60, box["y"] + 48)

    def stands_at(across: int, down: int) -> None:
        """The grid is a canvas; the table it draws for screen readers says where the cursor is."""
        here = table.locator(f"[data-testid=glide-cell-{across + 1}-{down}][aria-selected=true]")
        here.wait_for(state="attached")

    stands_at(0, 0)
    for down in range(1, row + 1):
        tab.keyboard.press("ArrowDown")
        stands_at(0, down)
    for across in range(1, column + 1):
        tab.keyboard.press("ArrowRight")
        stands_at(across, row)
    tab.keyboard.type(words, delay=50)
    tab.keyboard.press("Enter")
    table.locator(f"[data-testid=glide-cell-{column + 1}-{row}]").filter(has_text=words).wait_for(state="attached")


def test_a_figure_edited_changes_the_text_and_keeps_what_was_typed(page: playwright_api.Page) -> None:
    type_at_end(page, "亲手写的一句。")
    saved(page)
    assert "2318平方公里" in page.locator(EDITOR).input_value()
    go(page, "素材")
    page.get_by_test_id("stDataFrame").first.wait_for()
    page.wait_for_timeout(1500)
    edit_cell(page, 2, 1, "2319.50")
    page.get_by_text("已保存").first.wait_for()
    go(page, "修改")
    editor_has(page, "2319.50平方公里")
    editor_has(page, "亲手写的一句。")


def test_a_locked_section_is_read_only_and_keeps_its_figures(page: playwright_api.Page) -> None:
    page.get_by_role("button", name="锁定").click()
    playwright_api.expect(page.locator(EDITOR)).not_to_be_editable()
    page.locator("[class*=st-key-outline] [data-testid=stRadioCaption]").filter(has_text="lock").wait_for()
    go(page, "素材")
    page.get_by_test_id("stDataFrame").first.wait_for()
    page.wait_for_timeout(1500)
    edit_cell(page, 2, 1, "2319.50")
    page.get_by_text("1节锁定，没有更新").wait_for()
    go(page, "修改")
    editor_has(page, "2318平方公里")
    page.get_by_role("button", name="更新", exact=True).click()
    editor_has(page, "2319.50平方公里")
    page.get_by_role("button", name="解锁").click()
    playwright_api.expect(page.locator(EDITOR)).to_be_editable()


def test_the_report_leaves_as_a_word_file(page: playwright_api.Page) -> None:
    type_at_end(page, "亲手写的一句。")
    go(page, "导出")
    playwright_api.expect(page.locator(".nigao-page")).to_contain_text("亲手写的一句。", timeout=15_000)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word 文件").click()
    download = waiting.value
    assert download.suggested_filename == "2024年上半年青岚县工作情况汇报.docx"
    with zipfile.ZipFile(io.BytesIO(Path(download.path()).read_bytes())) as package:
        document = package.read("word/document.xml").decode()
    assert "亲手写的一句。" in re.sub(r"<[^>]+>", "", document)


def test_a_new_section_asks_for_material_and_blames_nobody(page: playwright_api.Page) -> None:
    go(page, "素材")
    section(page, "四、")
    page.get_by_role("button", name="add").first.click()
    page.locator("label[data-selected]").filter(has_text="新的一节").wait_for()
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    page.wait_for_timeout(1500)
    box = table.bounding_box()
    assert box is not None
    for down in (48, 80):
        page.mouse.click(box["x"] + 60, box["y"] + down)
        page.wait_for_timeout(1000)
    assert page.get_by_text("没有保存").count() == 0
    go(page, "起草")
    page.get_by_text("已起草 10/10 节 · 1节没有素材").wait_for()
    page.get_by_role("button", name="去填素材").click()
    playwright_api.expect(page.get_by_label("标题")).to_have_value("新的一节")


def test_a_finding_leads_to_its_place_in_the_text(page: playwright_api.Page) -> None:
    type_at_end(page, "另有项目987个。")
    page.locator(".nigao-findings div").filter(has_text="987个").click()
    playwright_api.expect(page.locator(".nigao-page .nigao-pointed")).to_have_text("987个")
    playwright_api.expect(page.locator(".nigao-page .nigao-pointed")).to_be_in_viewport()


@pytest.fixture
def inviting(clean_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Started as `nigao ui --example` does."""
    monkeypatch.setenv("NIGAO_EXAMPLE", "1")
    running = Server(clean_environment)
    yield running
    running.kill()


def test_the_example_is_made_once_however_many_tabs_are_opened(
    browser: playwright_api.Browser, inviting: Server
) -> None:
    addresses = []
    for _ in range(2):
        tab = browser.new_context().new_page()
        tab.goto(inviting.address)
        tab.get_by_text("基本信息").first.wait_for(timeout=30_000)
        tab.wait_for_url(re.compile("report="))
        addresses.append(tab.url)
    assert addresses[0] == addresses[1]
    go(tab, "报告")
    playwright_api.expect(tab.get_by_text("2024年上半年青岚县工作情况汇报")).to_have_count(1)
