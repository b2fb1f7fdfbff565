"""Metadata out, pixels the same; hostile bytes are unreadable and nothing else."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server.domain.problems import PhotoUnreadable
from server.sync.jpeg import jpeg_size, without_metadata
from tests.factories.photos import jpeg, picture, pixels, with_gps

GOOD = jpeg()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30, "optimize": True}])
def test_the_pixels_stay_bit_for_bit_and_the_metadata_goes(options):
    data = with_gps(**options)
    clean = without_metadata(data)
    assert pixels(clean) == pixels(data)
    assert b"secret" not in clean and b"Exif" not in clean
    assert without_metadata(clean) == clean


def test_a_photo_without_metadata_is_left_as_it_is():
    assert without_metadata(GOOD) == GOOD


def test_restart_markers_within_a_scan_are_data():
    out = BytesIO()
    picture().save(out, "JPEG", restart_marker_rows=1)
    assert b"\xff\xd0" in out.getvalue()
    assert without_metadata(out.getvalue()) == out.getvalue()


def test_the_colour_profile_stays():
    data = jpeg(icc_profile=b"a profile")
    with Image.open(BytesIO(without_metadata(data))) as image:
        assert image.info["icc_profile"] == b"a profile"


def test_the_size_is_width_and_height():
    out = BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG")
    assert jpeg_size(out.getvalue()) == (30, 20)


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: GOOD[:25] + tail))
def test_hostile_bytes_are_unreadable_and_nothing_else(data):
    for read in (jpeg_size, without_metadata):
        try:
            read(data)
        except PhotoUnreadable:
            continue


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_wrong_byte_is_read_or_refused(at, value):
    broken = GOOD[:at] + bytes([value]) + GOOD[at + 1 :]
    try:
        jpeg_size(broken)
        without_metadata(broken)
    except PhotoUnreadable:
        return


@given(st.integers(0, len(GOOD) - 20))
def test_a_photo_cut_short_is_refused(length):
    with pytest.raises(PhotoUnreadable):
        jpeg_size(GOOD[:length])
