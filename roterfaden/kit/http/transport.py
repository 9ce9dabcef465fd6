"""The guarded transport for httpx: checked connections, no proxy from the environment."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import TracebackType

import certifi
import httpcore
import httpx
from django.utils.translation import gettext as _

from roterfaden.kit.http import budget
from roterfaden.kit.http.addresses import Policy, is_disguised, is_local_name, literal
from roterfaden.kit.http.errors import FetchError, RefusedError, UnreachableError
from roterfaden.kit.http.network import GuardedBackend, Resolver, checked, resolve, system_resolver

KEEP_SECONDS = 15.0


@cache
def tls_context() -> ssl.SSLContext:
    """Certificates are checked against Mozilla's list and the machine's own (for a city's internal authority)."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


@contextmanager
def httpx_errors() -> Iterator[None]:
    """httpcore's errors as httpx's, so that a caller knows one family, also from `httpx.MockTransport`."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise httpx.NetworkError(str(error)) from error


class Body(httpx.SyncByteStream):
    """An answer's body as it comes from the wire."""

    def __init__(self, response: httpcore.Response) -> None:
        self.response = response

    def __iter__(self) -> Iterator[bytes]:
        with httpx_errors():
            yield from self.response.iter_stream()

    def close(self) -> None:
        self.response.close()


class GuardedTransport(httpx.BaseTransport):
    """Sends one request over a checked connection. Through a proxy, names are judged as far as we can."""

    def __init__(
        self,
        policy: Policy,
        *,
        resolver: Resolver = system_resolver,
        proxy: str = "",
        backend: httpcore.NetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.policy, self.resolver, self.proxy = policy, resolver, proxy
        self.pool = self._pool(backend, tls or tls_context())

    def _pool(self, backend: httpcore.NetworkBackend | None, tls: ssl.SSLContext) -> httpcore.ConnectionPool:
        guarded = GuardedBackend(None if self.proxy else self.policy, self.resolver, backend)
        if not self.proxy:
            return httpcore.ConnectionPool(
                ssl_context=tls, keepalive_expiry=KEEP_SECONDS, network_backend=guarded, retries=0
            )
        return httpcore.HTTPProxy(
            self.proxy, ssl_context=tls, keepalive_expiry=KEEP_SECONDS, network_backend=guarded, retries=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send; the body of the response is not read yet."""
        if self.proxy:
            self._judge(request.url.raw_host.decode("ascii"), request.url.port or 443)
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        inner = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.content, extensions=request.extensions
        )
        with httpx_errors():
            response = self.pool.handle_request(inner)
        return httpx.Response(response.status, headers=response.headers, stream=Body(response))

    def _judge(self, host: str, port: int) -> None:
        """What the proxy would reach: a literal is judged; a name too, if this machine can resolve it."""
        if self.policy.names_host(host):
            return
        url = budget.current().url
        if is_disguised(host) or (literal(host) is None and is_local_name(host)):
            raise RefusedError(url, _("{host} ist keine öffentliche Adresse").format(host=host))
        try:
            addresses = resolve(self.resolver, host, port)
        except UnreachableError:
            return  # Behind many proxies only the proxy can resolve public names.
        checked(self.policy, host, addresses)

    def close(self) -> None:
        """Close all kept connections."""
        self.pool.close()

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()


__all__ = ["FetchError", "GuardedTransport", "httpx_errors", "tls_context"]
