"""The outermost edge: whatever goes wrong on a page becomes one Chinese sentence; the details go to the log."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from drafting.errors import NigaoError
from drafting.ui.marking import plain

UNEXPECTED = "页面出了意外的问题：已保存的内容都在，请刷新页面再试；还不行，请把运行窗口里的日志发给管理员。"
_FAULT = "fault"
# The keys of a brief file, （name）, mean nothing on a page; what is quoted is the writer's own and stays.
_FILE_KEY = re.compile(r"“[^”]*”|（[a-z]+(?:: [a-z]+)?）")

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")


def page(render: Callable[_P, None]) -> Callable[_P, None]:
    """For what draws: the sentence stands where the page or fragment would."""
    return _shielded(render, show)


def action(act: Callable[_P, None]) -> Callable[_P, None]:
    """For widget callbacks, which run before anything is drawn: the sentence waits for `show_fault`."""
    return _shielded(act, _keep_fault)


def show_fault() -> None:
    """What went wrong in the last callback, once."""
    sentence = st.session_state.pop(_FAULT, "")
    if sentence:
        show(sentence)


def show(sentence: str) -> None:
    st.error(plain(without_keys(sentence)))


def without_keys(sentence: str) -> str:
    return _FILE_KEY.sub(lambda found: found[0] if found[0].startswith("“") else "", sentence)


def _keep_fault(sentence: str) -> None:
    st.session_state[_FAULT] = sentence


def _shielded(run: Callable[_P, None], tell: Callable[[str], object]) -> Callable[_P, None]:
    @wraps(run)
    def shielded(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            run(*args, **kwargs)
        except NigaoError as fault:
            tell(str(fault))
        except Exception:  # noqa: BLE001 - nothing may reach Streamlit, which would show English
            _log.exception("unexpected fault on a page")
            tell(UNEXPECTED)

    return shielded
