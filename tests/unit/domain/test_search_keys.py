"""Search keys: pinyin that fits the word, and the letters that are there already."""

import pytest

from server.domain.search_keys import fold, pinyin_keys, search_keys, search_words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("多媒体计算机", "dmtjsj duomeitijisuanji"),
        ("音乐教室", "yyjs yinyuejiaoshi"),
        ("教学楼Ａ-301", "jxla301 jiaoxueloua301"),
        ("绿色植物", "lszw lvsezhiwu"),
        ("TY-2019-001", ""),
        ("①", ""),
    ],
)
def test_a_name_is_found_by_its_initials_and_its_pinyin(text, keys):
    assert pinyin_keys(text) == keys


def test_search_keys_hold_each_text_once_and_its_pinyin():
    assert search_keys(["TY-001", "课桌", None, "", "课桌"]) == "ty-001 课桌 kz kezhuo"


def test_width_case_and_blanks_make_no_difference():
    assert fold(" ＴＹ－００１\u3000 课桌 ") == "ty-001 课桌"
    assert search_words("课桌  KZ") == ["课桌", "kz"]
