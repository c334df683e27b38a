"""Broken letters are found in whatever encoding they were read, and right ones of many languages are left alone."""

# ruff: noqa: RUF001 - broken letters look like others

import pytest

from generator.library.mojibake import broken_letters

RIGHT = [
    "café crème",
    "« dégradé » et « là »",
    "À bientôt !",
    "CAFÉ »",
    "„Spaß“ im „MENÜ“ – ß… „CAFÉ“",
    "SMÅ” och ”ÖL”",
    "IRMÃ” e MAÇÃ",
    "CAFÉ™ CAFÉ®",
    "İstanbul, ağaç, ŞİŞLİ",
    "日本語テスト",
    "Ελληνικά",
    "по-русски",
    "┌──┐ │ └──┘",
    "½ ³ 20 °C 5 µs ≤ 3 Å³",
    "→ ✅ ⚠️ 🔥 🚨 👩‍🚒",
    "‚einfache‘ Anführung, ‚Ärger‘",
    "√2 ≈ 1,41",
    "€5 £5",
    "naïve façade",
    "Łódź, žluťoučký kůň",
    "ĐẶNG Ấn",
    "ไทย",
    "हिन्दी",
    "עברית",
]
WRONG_ENCODINGS = ("cp1252", "cp1254", "mac_roman")
WORDS = ["Größe", "café", "façade", "ağaç", "日本語テスト", "🔥 and 🚨", "“quoted”", "по-русски"]


@pytest.mark.parametrize("text", RIGHT)
def test_right_letters_are_left_alone(text: str) -> None:
    """Quotes and marks stand behind capitals and accents in right texts, too."""
    assert list(broken_letters(text)) == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("é", "cp1252", id="a Latin letter"),
        pytest.param("ü", "mac_roman", id="the same from a Macintosh"),
        pytest.param("ş", "cp1254", id="a Turkish letter"),
        pytest.param("’", "cp1252", id="an apostrophe"),
        pytest.param("→", "cp1252", id="an arrow"),
        pytest.param("✅", "cp1252", id="a tick"),
        pytest.param("🔥", "cp1252", id="a picture"),
        pytest.param("🚨", "cp1254", id="a picture, read as Turkish"),
        pytest.param("🚨", "mac_roman", id="a picture from a Macintosh"),
        pytest.param("⚠️", "mac_roman", id="a picture of two parts"),
        pytest.param("┌──┐"[:3], "cp1252", id="a box"),
        pytest.param("при", "cp1252", id="Russian"),
        pytest.param("μετά", "cp1252", id="Greek"),
        pytest.param("日本語", "cp1252", id="Japanese"),
    ],
)
def test_broken_letters_are_found_and_read_back(text: str, encoding: str) -> None:
    """As they come from bytes of UTF-8 that were read in a wrong encoding: the whole of them, and what they were."""
    broken = text.encode().decode(encoding)
    assert list(broken_letters(f"It is {broken}.")) == [(6, broken, text)]


@pytest.mark.parametrize("encoding", WRONG_ENCODINGS)
@pytest.mark.parametrize("text", WORDS)
def test_whole_words_are_found(text: str, encoding: str) -> None:
    """In each of the encodings that text is read in by mistake, where these have a letter for every byte."""
    broken = text.encode().decode(encoding, errors="ignore")
    assert list(broken_letters(broken)) != []


def test_a_lost_letter_is_found() -> None:
    """What a program wrote for a byte that it could not read."""
    assert list(broken_letters("Caf\ufffd\ufffd")) == [(3, "\ufffd\ufffd", "")]
