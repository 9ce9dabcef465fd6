"""The shapes in which systems send lists and objects, right ones and others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roterfaden.council.sources.base import Json
from roterfaden.kit.http import Answer
from roterfaden.kit.json import JsonError


@dataclass(frozen=True)
class ListData:
    """A page of a list. `findings` are (code, detail)."""

    objects: tuple[Json, ...]
    next_url: str = ""
    total: int | None = None
    findings: tuple[tuple[str, str], ...] = ()
    is_list: bool = True


def read_list(answer: Answer) -> ListData | None:
    """A page of an external list (OParl 1.1, section 2.5.2), or None where the answer is none."""
    value = _parsed(answer)
    if isinstance(value, list):
        return ListData(_objects(value), findings=(("bare-list", f"{len(value)} items"),))
    if not isinstance(value, dict) or is_error(value):
        return None
    data = value.get("data")
    if isinstance(data, dict):
        return ListData((data,), _next(value), _total(value), (("object-for-list", "data"),))
    if not isinstance(data, list):
        return None
    odd = len(data) - len(_objects(data))
    findings = (("no-object", f"{odd} items of a list"),) if odd else ()
    return ListData(_objects(data), _next(value), _total(value), findings)


def one_object(answer: Answer) -> Json | None:
    """A single object, or None where the answer is an error (also one sent with HTTP 200)."""
    value = _parsed(answer)
    if isinstance(value, dict) and isinstance(value.get("data"), list) and len(value["data"]) == 1:
        value = value["data"][0]
    if not isinstance(value, dict) or is_error(value) or not (value.get("id") or value.get("type")):
        return None
    return value


def is_error(value: Json) -> bool:
    """Whether an object is OParl's Error, or an error of another shape."""
    kind = value.get("type")
    return (isinstance(kind, str) and kind.rstrip("/").lower().endswith("/error")) or (
        "error" in value and "data" not in value and "id" not in value
    )


def _parsed(answer: Answer) -> Any:
    try:
        return answer.json()
    except JsonError:
        return None


def _objects(items: list[Any]) -> tuple[Json, ...]:
    return tuple(item for item in items if isinstance(item, dict))


def _next(value: Json) -> str:
    links = value.get("links")
    found = links.get("next") if isinstance(links, dict) else None
    if isinstance(found, dict):
        found = found.get("href")
    return found.strip() if isinstance(found, str) else ""


def _total(value: Json) -> int | None:
    pagination = value.get("pagination")
    total = pagination.get("totalElements") if isinstance(pagination, dict) else None
    return total if isinstance(total, int) and total >= 0 else None
