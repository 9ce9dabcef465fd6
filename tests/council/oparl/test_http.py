"""HTTP: no state, caches, methods, files."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from roterfaden.council.models import File, State
from tests.council import factories as make
from tests.council.oparl.city import make_lost

SYSTEM = "/oparl/v1.1/system"


def test_answers_carry_no_cookie_and_vary_by_nothing(city: dict[str, Any]) -> None:
    for url in (SYSTEM, "/oparl/v1.1/body", "/oparl/v1.1/unsinn"):
        answer = Client(headers={"accept-language": "en", "cookie": "sessionid=abc; csrftoken=def"}).get(url)
        assert not answer.cookies
        assert "Vary" not in answer
        assert "Content-Language" not in answer
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Content-Type"] == "application/json; charset=utf-8"


def test_the_language_of_the_visitor_changes_nothing(city: dict[str, Any]) -> None:
    german, english = (Client(headers={"accept-language": code}) for code in ("de", "en"))
    for url in (SYSTEM, "/oparl/v1.1/unsinn", f"/oparl/v1.1/paper/{city['paper'].pk}"):
        assert german.get(url).content == english.get(url).content


@pytest.mark.parametrize("url", [SYSTEM, "/oparl/v1.1/body"])
def test_an_unchanged_answer_is_not_sent_twice(url: str, city: dict[str, Any]) -> None:
    first = Client().get(url)
    assert first["ETag"].startswith('"')
    assert Client().get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert Client().get(url, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert Client().get(url, headers={"if-none-match": '"other"'}).status_code == 200


def test_any_change_renews_the_date_of_all_answers(city: dict[str, Any]) -> None:
    url = f"/oparl/v1.1/meeting/{city['meeting'].pk}"
    before = Client().get(url)["Last-Modified"]
    File.objects.filter(pk=city["main"].pk).update(changed_at="2026-06-30T10:00:00Z")
    answer = Client().get(url, headers={"if-modified-since": before})
    assert answer.status_code == 200
    assert answer["Last-Modified"] != before


def test_a_second_that_is_not_over_is_not_promised(city: dict[str, Any]) -> None:
    from django.utils import timezone

    File.objects.filter(pk=city["main"].pk).update(changed_at=timezone.now())
    assert "Last-Modified" not in Client().get(SYSTEM)


def test_head_says_what_get_says_without_content(city: dict[str, Any]) -> None:
    get, head = Client().get(SYSTEM), Client().head(SYSTEM)
    assert (head.status_code, head["ETag"], head["Content-Type"]) == (200, get["ETag"], get["Content-Type"])
    assert head.content == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "UNSINN"])
def test_it_can_only_be_read(method: str, city: dict[str, Any]) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, SYSTEM)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["type"] == "https://schema.oparl.org/1.1/Error"


def test_browsers_may_ask_conditionally() -> None:
    answer = Client().options(SYSTEM)
    assert answer.status_code == 204
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "url",
    [
        "/oparl/v1.1/",
        "/oparl/v1.1/system/",
        "/oparl/v1.1/paper/0",
        "/oparl/v1.1/paper/0728-2026",
        f"/oparl/v1.1/paper/{2**80}",
        "/oparl/v1.1/unsinn/1",
        "/oparl/v1.1/%00",
    ],
)
def test_what_does_not_exist_is_told_as_an_error_object(url: str, city: dict[str, Any]) -> None:
    answer = Client().get(url)
    assert answer.status_code == 404
    assert answer.json()["type"] == "https://schema.oparl.org/1.1/Error"


# -- files -------------------------------------------------------------------------------------------------------------


def mirror(file: File, content: bytes = b"<script>alert(1)</script>") -> str:
    """Keep a copy of a file; its address there."""
    path = default_storage.save(f"mirror/{file.pk}.bin", ContentFile(content))
    File.objects.filter(pk=file.pk).update(mirror_path=path, mime_type="text/html", file_name='böse".html')
    return f"/oparl/v1.1/file/{file.pk}/download"


def test_only_a_copy_of_ours_can_be_downloaded_here(city: dict[str, Any]) -> None:
    found = Client().get(f"/oparl/v1.1/file/{city['main'].pk}").json()
    assert "downloadUrl" not in found
    assert found["accessUrl"] == "https://ris.example/files/druck.pdf"
    assert Client().get(f"/oparl/v1.1/file/{city['main'].pk}/download").status_code == 404
    url = mirror(city["main"])
    assert Client().get(f"/oparl/v1.1/file/{city['main'].pk}").json()["downloadUrl"] == f"https://rat.example{url}"


def test_a_copy_is_saved_and_never_shown(city: dict[str, Any]) -> None:
    answer = Client().get(mirror(city["main"]))
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_copy_of_what_is_not_public_is_not_given_out(city: dict[str, Any]) -> None:
    lost = make_lost(city)["file"]
    assert Client().get(mirror(lost)).status_code == 404
    hidden = make.make_file(state=State.HIDDEN)
    make.make_file_link(hidden, paper=city["paper"])
    assert Client().get(mirror(hidden)).status_code == 404


def test_a_copy_that_vanished_from_the_disk_is_told(city: dict[str, Any]) -> None:
    File.objects.filter(pk=city["main"].pk).update(mirror_path="mirror/nichts.pdf")
    assert Client().get(f"/oparl/v1.1/file/{city['main'].pk}/download").status_code == 404


def test_the_text_of_a_file_has_an_address(city: dict[str, Any]) -> None:
    url = Client().get(f"/oparl/v1.1/file/{city['main'].pk}").json()["roterfaden:text"]
    answer = Client().get(url.removeprefix("https://rat.example"))
    assert answer.content.decode() == "Drei neue Bänke."
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert Client().get(f"/oparl/v1.1/file/{city['odt'].pk}/text").status_code == 404
