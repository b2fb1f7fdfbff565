"""JPEG photos of noise, with and without what a camera writes into them."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile


def picture(size: int = 64, seed: int = 1) -> Image.Image:
    chance = random.Random(seed)  # noqa: S311 - noise
    return Image.frombytes("RGB", (size, size), chance.randbytes(size * size * 3))


def jpeg(size: int = 64, seed: int = 1, **options: object) -> bytes:
    out = BytesIO()
    picture(size, seed).save(out, "JPEG", **options)
    return out.getvalue()


def with_gps(**options: object) -> bytes:
    """A photo that tells its place in EXIF, a comment, a second picture and behind its end."""
    exif = Image.Exif()
    exif[0x010F] = "secret maker"
    exif.get_ifd(0x8825)[2] = (39.0, 54.0, 20.0)
    data = jpeg(exif=exif, comment=b"secret words", **options)
    second = b"\xff\xe2" + (2 + 4 + 6).to_bytes(2) + b"MPF\0" + b"secret"
    return data[:2] + second + data[2:] + b"secret trailer with Exif"


def pixels(data: bytes) -> bytes:
    with JpegImageFile(BytesIO(data)) as image:
        return image.convert("RGB").tobytes()
