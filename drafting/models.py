"""Endpoints that speak OpenAI chat completions, the chat model over one, and what a prompt costs in tokens."""

import hashlib
import ipaddress
import math
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from drafting.errors import ConfigurationError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

OPENAI_URL = "https://api.openai.com/v1"
UNUSED_KEY = "unused"

# tiktoken names a cached rank file by the sha1 of its address and checks the sha256 of its content.
_RANKS_URL = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_RANKS_SHA256 = {
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
}
# Measured on the shipped exemplar with o200k_base; the margin covers other vocabularies and references.
TOKENS_PER_CHARACTER = 0.74
ESTIMATE_MARGIN = 1.15


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`timeout`: seconds to connect and between two pieces of the stream; `max_tokens` None: the endpoint's."""

    model: str
    base_url: str = OPENAI_URL
    key: str = field(default=UNUSED_KEY, repr=False)
    temperature: float | None = 0.3
    timeout: float = 120.0
    stream_usage: bool = True
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class TokenCount:
    """`exact` is False for an estimate, which errs on the high side."""

    count: int
    exact: bool


def endpoint_from_environment(model: str, base_url: str = "") -> Endpoint:
    """`base_url` goes before OPENAI_BASE_URL; `ConfigurationError` when a key is needed and OPENAI_API_KEY not set."""
    if not model.strip():
        raise ConfigurationError("没有写模型名称", hint="请用--model或NIGAO_MODEL写明模型名称")
    url = (base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI_URL).strip().rstrip("/")
    _check_url(url)
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if not key and not is_local(url):
        raise ConfigurationError(
            "没有接口密钥", place=url, hint="请先设置环境变量OPENAI_API_KEY，或不写--model，用不需要模型的规则写手"
        )
    if not key.isascii() or not key.isprintable():
        raise ConfigurationError("接口密钥里有不该有的字符", place="OPENAI_API_KEY", hint="请重新复制密钥")
    return Endpoint(model=model.strip(), base_url=url, key=key or UNUSED_KEY)


def is_local(base_url: str) -> bool:
    """True on this machine or network: loopback, private or link-local address, .local, or a bare host name."""
    host = (urlsplit(base_url).hostname or "").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".internal", ".lan")) or _bare(host)
    return address.is_loopback or address.is_private or address.is_link_local


def chat_model(endpoint: Endpoint) -> "BaseChatModel":
    """Safe to share between threads; retries are the caller's, who knows whether text has already arrived."""
    from langchain.chat_models import init_chat_model

    # Only OpenAI itself knows max_completion_tokens; every compatible server knows max_tokens.
    limit: dict[str, Any] = {}
    if endpoint.max_tokens is not None:
        own = urlsplit(endpoint.base_url).hostname == urlsplit(OPENAI_URL).hostname
        limit = {"max_tokens": endpoint.max_tokens} if own else {"extra_body": {"max_tokens": endpoint.max_tokens}}
    model: BaseChatModel = init_chat_model(
        endpoint.model,
        model_provider="openai",
        base_url=endpoint.base_url,
        api_key=endpoint.key,
        temperature=endpoint.temperature,
        timeout=endpoint.timeout,
        max_retries=0,
        stream_usage=endpoint.stream_usage,
        use_responses_api=False,
        **limit,
    )
    return model


def count_tokens(text: str, encoding: str = "o200k_base") -> TokenCount:
    """Exact when the encoding's rank file is already in tiktoken's cache, else estimated; never over the network."""
    if not _ranks_at_hand(encoding):
        return TokenCount(math.ceil(len(text) * TOKENS_PER_CHARACTER * ESTIMATE_MARGIN), exact=False)
    import tiktoken

    return TokenCount(len(tiktoken.get_encoding(encoding).encode(text, disallowed_special=())), exact=True)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(
            "接口地址不对", place=url[:100], hint="请写成http://主机:端口/v1或https://主机/v1的形式"
        )
    if parts.username or parts.password:
        raise ConfigurationError(
            "接口地址里不能带账号密码", place=str(parts.hostname), hint="请把密钥放进环境变量OPENAI_API_KEY"
        )


def _bare(host: str) -> bool:
    """A one-word name is looked up on this network; digits only would be an address in disguise."""
    return host[:1].isalpha() and "." not in host


def _ranks_at_hand(encoding: str) -> bool:
    """tiktoken fetches missing or damaged ranks without a timeout, so the file is verified before it is asked."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder == "" or encoding not in _RANKS_SHA256:
        return False
    root = Path(folder) if folder is not None else Path(tempfile.gettempdir()) / "data-gym-cache"
    name = hashlib.sha1(_RANKS_URL.format(encoding).encode(), usedforsecurity=False).hexdigest()
    try:
        data = (root / name).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == _RANKS_SHA256[encoding]
