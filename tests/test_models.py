import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from drafting import models
from drafting.errors import ConfigurationError
from drafting.models import Endpoint, TokenCount, chat_model, count_tokens, endpoint_from_environment, is_local


def test_the_environment_gives_key_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example.gov.cn/v1/")
    assert endpoint_from_environment("qwen") == Endpoint("qwen", "https://models.example.gov.cn/v1", "k-secret")


def test_an_address_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example.gov.cn/v1")
    assert endpoint_from_environment("qwen", "http://127.0.0.1:8000/v1").base_url == "http://127.0.0.1:8000/v1"


def test_a_local_endpoint_needs_no_key() -> None:
    assert endpoint_from_environment("qwen", "http://localhost:11434/v1").key == models.UNUSED_KEY


@pytest.mark.parametrize(
    ("model", "url", "key", "message"),
    [
        (" ", "", "k", "没有写模型名称，请用--model或NIGAO_MODEL写明模型名称。"),
        (
            "m",
            "",
            "",
            "https://api.openai.com/v1：没有接口密钥，请先设置环境变量OPENAI_API_KEY，或不写--model，用不需要模型的规则写手。",
        ),
        (
            "m",
            "models.example.cn/v1",
            "k",
            "models.example.cn/v1：接口地址不对，请写成http://主机:端口/v1或https://主机/v1的形式。",
        ),
        ("m", "http://", "k", "http:：接口地址不对，请写成http://主机:端口/v1或https://主机/v1的形式。"),
        (
            "m",
            "http://a:99999/v1",
            "k",
            "http://a:99999/v1：接口地址不对，请写成http://主机:端口/v1或https://主机/v1的形式。",
        ),
        ("m", "ftp://a/v1", "k", "ftp://a/v1：接口地址不对，请写成http://主机:端口/v1或https://主机/v1的形式。"),
        ("m", "https://u:pw@a.cn/v1", "k", "a.cn：接口地址里不能带账号密码，请把密钥放进环境变量OPENAI_API_KEY。"),
        ("m", "", "密钥", "OPENAI_API_KEY：接口密钥里有不该有的字符，请重新复制密钥。"),
        ("m", "", "a\nb", "OPENAI_API_KEY：接口密钥里有不该有的字符，请重新复制密钥。"),
    ],
)
def test_unusable_settings_are_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, model: str, url: str, key: str, message: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(ConfigurationError) as caught:
        endpoint_from_environment(model, url)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://10.2.3.4/v1", True),
        ("http://192.168.1.20:11434/v1", True),
        ("http://172.16.0.9/v1", True),
        ("http://vllm:8000/v1", True),
        ("http://gpu.local/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://172.32.0.1/v1", False),
        ("https://8.8.8.8/v1", False),
        ("http://134744072/v1", False),
        ("http://0x08080808/v1", False),
        ("https://localhost.evil.com/v1", False),
        ("https://127.0.0.1.nip.io/v1", False),
        ("https://[2001:4860:4860::8888]/v1", False),
        ("", False),
    ],
)
def test_local_means_this_machine_or_this_network(url: str, local: bool) -> None:
    assert is_local(url) is local


def test_the_key_never_shows() -> None:
    endpoint = Endpoint("m", key="k-secret")
    assert "k-secret" not in repr(endpoint)
    assert "k-secret" not in repr(chat_model(endpoint))


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("http://127.0.0.1:1/v1", {"extra_body": {"max_tokens": 700}}),
        ("https://api.openai.com/v1", {"max_completion_tokens": 700}),
    ],
)
def test_the_limit_of_tokens_is_named_as_the_endpoint_knows_it(url: str, sent: dict[str, object]) -> None:
    payload = chat_model(Endpoint("qwen2.5:7b", url, max_tokens=700))._get_request_payload("好")  # type: ignore[attr-defined]
    assert {name: value for name, value in payload.items() if "tokens" in str((name, value))} == sent


def test_a_gateway_or_proxy_service_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "ls-key")
    monkeypatch.setenv("OPENAI_API_BASE", "https://elsewhere.example/v1")
    model = chat_model(Endpoint("m", "http://127.0.0.1:1/v1"))
    assert str(model.root_client.base_url) == "http://127.0.0.1:1/v1/"  # type: ignore[attr-defined]


def test_without_ranks_tokens_are_estimated_on_the_high_side(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert count_tokens("青" * 1000) == TokenCount(851, exact=False)


@pytest.mark.parametrize("folder", ["", "/nowhere/at/all"])
def test_no_cache_means_an_estimate(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", folder)
    assert count_tokens("").exact is False


def test_damaged_ranks_are_not_asked_for_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = hashlib.sha1(models._RANKS_URL.format("o200k_base").encode()).hexdigest()
    assert name == "fb374d419588a4632f3f557e76b4b70aebbca790"
    (tmp_path / name).write_bytes(b"damaged")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert count_tokens("青岚县").exact is False
    assert (tmp_path / name).read_bytes() == b"damaged"


def test_no_heavy_module_is_loaded_before_a_model_is_made() -> None:
    code = (
        "import sys, drafting.models, drafting.templates, drafting.writing.model_writer, drafting.writing.settling;"
        "print([m for m in ('langchain', 'langchain_core', 'openai', 'langsmith', 'tiktoken') if m in sys.modules])"
    )
    root = Path(models.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout == "[]\n"
