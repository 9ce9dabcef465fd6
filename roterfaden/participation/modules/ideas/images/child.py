"""Makes a picture anew: `python -I child.py LIMITS < upload > answer`; run as a file, so that nothing else is loaded.

This is the process that touches hostile images: no database, no settings, little memory, little time, no files. Only
the picture leaves it: turned as the camera held it, without place, camera, thumbnail, comment or colour profile.

Answer: a line of JSON, {"width", "height"} or {"problem": code}, then the JPEG.
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from io import BytesIO
from typing import Any

FORMATS = ("JPEG", "PNG", "WEBP")


class Refused(Exception):
    """The image is not taken; `str()` is the code of the reason."""


def main() -> None:
    """Limit this process, read standard input, answer on standard output."""
    limits = json.loads(sys.argv[1])
    confine(limits)
    try:
        width, height, body = made_anew(sys.stdin.buffer.read(), limits)
        head: dict[str, Any] = {"width": width, "height": height}
    except Refused as problem:
        head, body = {"problem": str(problem)}, b""
    except MemoryError:
        head, body = {"problem": "large"}, b""
    except Exception:
        head, body = {"problem": "broken"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def confine(limits: dict[str, int]) -> None:
    """Set the limits for good: soft and hard, no core dump, no files."""
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["answer"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def made_anew(upload: bytes, limits: dict[str, int]) -> tuple[int, int, bytes]:
    """Width, height and JPEG. The size in pixels is read from the head, before anything is unpacked."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own limit is stricter, and asked first
    try:
        found = Image.open(BytesIO(upload), formats=FORMATS)
    except UnidentifiedImageError:
        raise Refused("format") from None
    width, height = found.size
    if width * height > limits["pixels"] or max(width, height) > limits["side"]:
        raise Refused("large")
    if min(width, height) < limits["smallest"]:
        raise Refused("small")
    edge = limits["edge"]
    found.draft("RGB", (edge, edge))
    turned = ImageOps.exif_transpose(found)
    turned.thumbnail((edge, edge))
    flat = on_white(turned)
    out = BytesIO()
    flat.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return flat.width, flat.height, out.getvalue()


def on_white(image: Any) -> Any:
    """Without transparency; a new picture, so that nothing hangs on it any more."""
    from PIL import Image

    bare = Image.new("RGB", image.size, "white")
    shown = image.convert("RGBA")
    bare.paste(shown, mask=shown.getchannel("A"))
    return bare


if __name__ == "__main__":
    main()
