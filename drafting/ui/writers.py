"""Which writer drafts: the rules, or a model behind an endpoint. The key is never shown and never stored."""

import os
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from drafting.errors import ConfigurationError
from drafting.models import OPENAI_URL, Endpoint, endpoint_from_environment, is_local
from drafting.storage.records import StoredReport
from drafting.ui import session
from drafting.writing.writer import Writer

PLAIN, MODEL = "规则写手（不联网）", "模型"
_CHOICE = "writer-choice"


@dataclass(slots=True)
class Choice:
    """Kept for the session; the widgets only show it. `private` None: decided by where the model is."""

    kind: str = PLAIN
    model: str = ""
    base_url: str = ""
    private: bool | None = None

    @property
    def is_private(self) -> bool:
        return not is_local(self.base_url or OPENAI_URL) if self.private is None else self.private


def choice() -> Choice:
    if _CHOICE not in st.session_state:
        model = os.environ.get("NIGAO_MODEL", "").strip()
        named = bool(model) and model != "plain"
        url = os.environ.get("OPENAI_BASE_URL", "").strip()
        st.session_state[_CHOICE] = Choice(MODEL if named else PLAIN, model if named else "", url)
    kept: Choice = st.session_state[_CHOICE]
    return kept


def show_choice() -> None:
    """A line to choose the writer on."""
    kept = choice()
    kind = st.segmented_control("写手", (PLAIN, MODEL), default=kept.kind, required=True, key="writer-kind")
    kept.kind = kind or PLAIN
    if kept.kind == PLAIN:
        st.caption("按素材和固定句式成文：不联网、不花钱，同样的素材总写出同样的文字。")
        return
    name, url = st.columns([1, 1.6])
    kept.model = name.text_input("模型名称", kept.model, key="writer-model", placeholder="例：deepseek-chat").strip()
    kept.base_url = url.text_input("接口地址", kept.base_url, key="writer-url", placeholder=OPENAI_URL).strip()
    kept.private = st.toggle(
        "数据不出门",
        kept.is_private,
        key=f"writer-private-{is_local(kept.base_url or OPENAI_URL)}",
        help="打开后，发给模型的文字里没有一个数值，只有指标名称和升降关系；数由本机填入。",
    )
    where = "有" if _key() else "没有"
    st.caption(f"密钥只从环境变量OPENAI_API_KEY或.streamlit/secrets.toml读取，当前{where}设置，不会显示、不会存盘。")


def writer() -> Writer:
    """Raises `ConfigurationError`."""
    kept = choice()
    if kept.kind == PLAIN:
        from drafting.writing.plain_writer import PlainWriter

        return PlainWriter()
    if not kept.model:
        raise ConfigurationError("没有写模型名称", hint="请填上模型名称，或改用规则写手")
    from drafting.writing.model_writer import ModelWriter

    return ModelWriter(_endpoint(kept))


def _endpoint(kept: Choice) -> Endpoint:
    if not os.environ.get("OPENAI_API_KEY", "").strip() and _secret():
        return Endpoint(kept.model, (kept.base_url or OPENAI_URL).rstrip("/"), _secret())
    return endpoint_from_environment(kept.model, kept.base_url)


def _key() -> str:
    return os.environ.get("OPENAI_API_KEY", "").strip() or _secret()


def _secret() -> str:
    try:
        return str(st.secrets.get("OPENAI_API_KEY", "")).strip()
    except StreamlitSecretNotFoundError:
        return ""


def start(report: StoredReport, positions: list[int]) -> None:
    """Drafts in the background; raises `StorageError` while one of the sections is being drafted."""
    kept = choice()
    private = kept.kind == MODEL and kept.is_private
    session.desk().runner.start(report.id, positions, writer(), private=private)
