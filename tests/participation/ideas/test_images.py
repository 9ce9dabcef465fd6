"""Pictures: what the child process makes of hostile ones."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image as Pillow

from roterfaden.participation.modules.ideas.images import Limits, Unusable, make


def jpeg(size: tuple[int, int] = (400, 200), **more: object) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "green").save(out, "JPEG", **more)
    return out.getvalue()


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG by hand: its head may promise any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows or b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def test_place_camera_and_comment_are_gone() -> None:
    exif = Pillow.Exif()
    exif[0x010F] = "Kamera von Amira"
    exif[0x8825] = {1: "N", 2: (52.0, 22.0, 0.0)}
    made = make(jpeg(exif=exif, comment=b"geheim"))
    assert (made.width, made.height) == (400, 200)
    assert b"Amira" not in made.body
    assert b"geheim" not in made.body
    assert not Pillow.open(io.BytesIO(made.body)).getexif()


def test_a_picture_stands_as_the_camera_held_it() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    made = make(jpeg(exif=exif))
    assert (made.width, made.height) == (200, 400)


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    assert b"<script>" not in make(jpeg() + b"<script>alert(1)</script>").body


def test_large_ones_are_made_smaller() -> None:
    assert make(jpeg((4000, 1000))).width == 1600


def test_a_transparent_picture_stands_on_white() -> None:
    out = io.BytesIO()
    Pillow.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    made = Pillow.open(io.BytesIO(make(out.getvalue()).body))
    assert made.getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (png(60_000, 60_000), "large"),
        (png(12_001, 20), "large"),
        (png(2_147_483_647, 2_147_483_647), "large"),
        (png(3, 3, b"\x00" * 30), "small"),
        (png(500, 500), "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format"),
        (b"GIF89a" + b"\x00" * 100, "format"),
        (b"\xff\xd8\xff", "format"),
        (b"", "broken"),
        (b"x" * (8 * 1024 * 1024 + 1), "heavy"),
    ],
)
def test_bombs_and_strange_files_are_refused_in_words(body: bytes, code: str) -> None:
    with pytest.raises(Unusable) as problem:
        make(body)
    assert problem.value.code == code
    assert problem.value.words


def test_a_picture_that_needs_too_much_memory_ends_its_process_and_not_ours() -> None:
    with pytest.raises(Unusable) as problem:
        make(png(6000, 6000, b"\x00" * (6000 * 3 + 1) * 6000), Limits(memory=120 * 1024 * 1024))
    assert problem.value.code in ("large", "broken")


def test_a_picture_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Unusable) as problem:
        make(jpeg(), patience=0.001)
    assert problem.value.code == "large"
