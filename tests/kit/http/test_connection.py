"""Proxy, TLS, cookies and what an answer carries."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from roterfaden.kit.http import (
    Answer,
    FetchError,
    GuardedClient,
    GuardedTransport,
    Question,
    RefusedError,
    UnreachableError,
)
from roterfaden.kit.http.addresses import Policy
from tests.kit.http.servers import plain, serving

OPEN = Policy.of(["127.0.0.1"])


def ask(client: GuardedClient, url: str, **headers: str) -> Answer:
    try:
        return client.ask(Question(url, headers=headers))
    finally:
        client.close()


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(plain(b"proxy")) as proxy, serving(plain(b"direct")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(GuardedClient(OPEN), server.url).body == b"direct"
        assert proxy.connections == 0


def test_the_proxy_of_the_settings_is_used() -> None:
    with serving(plain(b"by proxy")) as proxy:
        client = GuardedClient(
            Policy(), proxy=proxy.url, resolver=lambda host, port: ["93.184.216.34"] if host != "127.0.0.1" else [host]
        )
        assert ask(client, "http://ris.example.org/x").body == b"by proxy"
    assert proxy.heads[0].startswith("GET http://ris.example.org/x HTTP/1.1")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "169.254.169.254", "localhost", "intranet", "ris.stadt.local", "2130706433", "inside.example.org"],
)
def test_a_proxy_opens_no_way_to_the_inside(host: str) -> None:
    with serving(plain()) as proxy:
        client = GuardedClient(Policy(), proxy=proxy.url, resolver=lambda host, port: ["10.0.0.7"])
        with pytest.raises(RefusedError):
            ask(client, f"http://{host}/")
        assert proxy.connections == 0


def test_a_proxy_may_know_names_that_we_do_not() -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise OSError("unknown")

    with serving(plain(b"by proxy")) as proxy:
        assert ask(GuardedClient(Policy(), proxy=proxy.url, resolver=resolver), "http://ris.example.org/").status == 200


def make_certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return path


def make_tls_client(certificate: Path) -> GuardedClient:
    trust = ssl.create_default_context(cafile=certificate)
    policy = Policy.of(["ris.test", "other.test"])
    return GuardedClient(
        policy, transport=GuardedTransport(policy, resolver=lambda host, port: ["127.0.0.1"], tls=trust)
    )


def test_tls_is_checked_against_the_name_and_not_the_pinned_address(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path, "ris.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(plain(b"safe"), context) as server:
        assert ask(make_tls_client(certificate), f"https://ris.test:{server.port}/").body == b"safe"
        with pytest.raises(UnreachableError, match=r"certificate|CERTIFICATE"):
            ask(make_tls_client(certificate), f"https://other.test:{server.port}/")
    assert "Host: ris.test" in server.heads[0].replace("host:", "Host:")


def test_https_is_not_left_for_http(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path, "ris.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    downgrade = plain(b"", "302 Found", "Location: http://ris.test/")
    with serving(downgrade, context) as server, pytest.raises(RefusedError, match="https auf http"):
        ask(make_tls_client(certificate), f"https://ris.test:{server.port}/")


def test_cookies_are_not_kept() -> None:
    client = GuardedClient(OPEN)
    with serving(plain(b"x", "200 OK", "Set-Cookie: a=b")) as server:
        client.ask(Question(server.url))
        client.ask(Question(server.url))
        client.close()
        assert len(server.heads) == 2
        assert server.connections == 1
        assert "cookie" not in server.heads[1].lower()


def test_headers_are_lower_case_and_sent_as_given() -> None:
    with serving(plain(b"\xe4", "200 OK", "ETag: abc", "Content-Type: text/plain; charset=latin-1")) as server:
        answer = ask(GuardedClient(OPEN), server.url, **{"If-None-Match": '"1"'})
        assert 'if-none-match: "1"' in server.heads[0]
    assert answer.headers["etag"] == "abc"
    assert answer.text() == "ä"


@pytest.mark.parametrize("charset", ["nonsense", "base64", "utf-8\x00"])
def test_an_unknown_charset_is_read_as_utf8(charset: str) -> None:
    assert Answer("", 200, {"content-type": f"text/html; charset={charset}"}, "ä".encode()).text() == "ä"


def test_an_unused_port_is_unreachable() -> None:
    with serving(plain()) as server:
        pass
    with pytest.raises(UnreachableError) as caught:
        ask(GuardedClient(OPEN), server.url)
    assert not caught.value.permanent
    assert isinstance(caught.value, FetchError)


def test_an_answer_that_breaks_off_is_unreachable() -> None:
    def respond(connection, head):  # type: ignore[no-untyped-def]
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
        connection.close()

    with serving(respond) as server, pytest.raises(UnreachableError):
        ask(GuardedClient(OPEN), server.url)


@pytest.mark.parametrize("value", ['"ä\N{SNOWMAN}"', "a\r\nx-injected: yes", "\x00", "\ud800"])
def test_a_strange_etag_can_be_sent_back(value: str) -> None:
    with serving(plain(b"fine")) as server:
        assert ask(GuardedClient(OPEN), server.url, **{"If-None-Match": value}).body == b"fine"
        assert "\r\nx-injected" not in server.heads[0]
