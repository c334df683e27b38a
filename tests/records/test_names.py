"""Ids and other names that become addresses, and references to them."""

import pytest
from pydantic_core import PydanticCustomError

from generator.records.names import AlertName, LevelId, Slug, VariableName, is_slug, slugify
from generator.records.reading import Scalar
from generator.records.refs import ContactRef, Key, PersonRef, RunbookRef, SeverityRef


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("API Down!", "api-down", id="words"),
        pytest.param("  a__b  ", "a-b", id="underlines"),
        pytest.param("Größe", "gr-e", id="letters that cannot be"),
        pytest.param("日本", "", id="nothing left"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    """The id nearest to some words."""
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["a", "api-down", "2025-02-11-x", "a" * 100])
def test_is_slug(text: str) -> None:
    """Lower-case letters, digits and single hyphens."""
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "A", "a_b", "a b", "a.b", "../a", "a/b", "é", "a" * 101, "a\n"]
)
def test_is_no_slug(text: str) -> None:
    """Nothing that could leave its folder or be two addresses."""
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        pytest.param(
            Slug, "API Down", 'is not an id of lower-case letters, digits and hyphens; write "api-down"', id="id"
        ),
        pytest.param(Slug, "日本", "is not an id of lower-case letters, digits and hyphens", id="id without a way out"),
        pytest.param(LevelId, "SEV 1", 'is not a level of letters, digits and hyphens; write "SEV-1"', id="level"),
        pytest.param(
            AlertName,
            "Api/Down",
            'cannot stand in an address; an alert\'s name has letters, digits, _ . and - only; write "Api-Down"',
            id="alert",
        ),
        pytest.param(
            AlertName,
            "日本",
            "cannot stand in an address; an alert's name has letters, digits, _ . and - only",
            id="alert without a way out",
        ),
        pytest.param(VariableName, "Region Name", 'is not a variable\'s name; write "region_name"', id="variable"),
        pytest.param(VariableName, "2", 'is not a variable\'s name; write "name"', id="variable without letters"),
        pytest.param(
            RunbookRef, "A/b", "is not an id; write one of this handbook, or other-handbook/id", id="reference"
        ),
        pytest.param(
            ContactRef,
            "@ann",
            'is not a contact\'s id; write "ann" if there is such a contact',
            id="handle for a contact",
        ),
        pytest.param(
            PersonRef,
            "Ann Smith",
            'is not a contact\'s id; write "ann-smith" if there is such a contact, or a handle in quotes: "@ann-smith"',
            id="a name for a person",
        ),
        pytest.param(PersonRef, "@ann smith", 'is not a handle; write it without spaces, as "@name"', id="handle"),
    ],
)
def test_text_that_is_no_name(kind: type[Scalar], text: str, sentence: str) -> None:
    """The nearest name is written out."""
    with pytest.raises(PydanticCustomError) as refused:
        kind.read(text)
    assert refused.value.message() == f'"{text}" {sentence}'


def test_references_name_a_record() -> None:
    """In the handbook of the file, or in another one."""
    assert RunbookRef.within("shop", "api-down").key == Key("runbook", "shop", "api-down")
    assert SeverityRef.within("shop", "harbour/SEV1").key == Key("severity", "harbour", "SEV1")
    assert PersonRef.within("shop", "payments").key == Key("contact", "shop", "payments")
    assert PersonRef.within("shop", "@ann").is_handle
    assert PersonRef.not_public().hidden
