"""The repository of a project: read from what people write, and from mkdocs' own setting."""

from pathlib import Path

import pytest

from generator.library.repository import Repository

SHOP = Repository("https://github.com/acme/runbooks")


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/acme/runbooks",
        "https://github.com/acme/runbooks/",
        "https://github.com/acme/runbooks.git",
        "https://token@github.com/acme/runbooks.git",
        "git@github.com:acme/runbooks.git",
        "ssh://git@github.com/acme/runbooks.git",
        "  https://github.com/acme/runbooks ",
    ],
)
def test_repository_is_read_as_browsers_and_git_show_it(text: str) -> None:
    """Whatever the form: one address, and nothing of a password in it."""
    assert Repository.read(text) == SHOP


@pytest.mark.parametrize(
    "text",
    ["acme/runbooks", "https://github.com/acme", "https://gitlab.com/acme/runbooks", "https://github.com/a/b/c", ""],
)
def test_what_is_no_repository_on_github_is_refused(text: str) -> None:
    """With the way out: what to write, and that it may be left out."""
    with pytest.raises(ValueError, match=r"write https://github.com/OWNER/NAME, or leave it out and say later"):
        Repository.read(text)


@pytest.mark.parametrize(
    ("config", "found"),
    [
        pytest.param('[remote "origin"]\n\turl = git@github.com:acme/runbooks.git\n\tfetch = x\n', SHOP, id="cloned"),
        pytest.param(
            '[remote "origin"]\n\tfetch = x\n\turl = https://github.com/acme/runbooks\n', SHOP, id="any order"
        ),
        pytest.param('[remote "fork"]\n\turl = https://github.com/you/runbooks\n', None, id="another remote"),
        pytest.param('[remote "origin"]\n\tfetch = x\n[core]\n\turl = https://github.com/a/b\n', None, id="no address"),
        pytest.param('[remote "origin"]\n\turl = https://gitlab.com/acme/runbooks\n', None, id="elsewhere"),
        pytest.param("", None, id="begun here"),
    ],
)
def test_repository_of_a_checkout(tmp_path: Path, config: str, found: Repository | None) -> None:
    """What git says of where the folder came from; in no other folder anything is said."""
    assert Repository.of_checkout(tmp_path) is None
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text(f"[core]\n\tbare = false\n{config}", "utf-8")
    assert Repository.of_checkout(tmp_path) == found


@pytest.mark.parametrize(
    ("link", "seat"),
    [
        pytest.param("https://github.com/acme/runbooks/edit/main/content/", "main", id="a branch"),
        pytest.param("https://github.com/acme/runbooks/edit/main/content", "main", id="without a slash at the end"),
        pytest.param("https://github.com/acme/runbooks/edit/main/on-call/content/", "main/on-call", id="a folder"),
        pytest.param(
            "https://github.com/acme/runbooks/edit/next/step/content/", "next/step", id="a branch with a slash"
        ),
    ],
)
def test_repository_of_an_edit_link(link: str, seat: str) -> None:
    """What stands before the folder of the records is the branch, and the project's folder."""
    assert Repository.of_edit_link(link, "content") == Repository("https://github.com/acme/runbooks", seat)


@pytest.mark.parametrize(
    "link",
    [
        "https://gitlab.com/acme/runbooks/-/edit/main/content/",
        "https://codeberg.org/acme/runbooks/_edit/main/content/",
        "https://github.com/acme/runbooks/edit/main/docs/",
        "edit/main/content/",
        "",
    ],
)
def test_other_edit_links_are_not_githubs(link: str) -> None:
    """Nothing is made up for a forge that has other addresses, nor for another folder."""
    assert Repository.of_edit_link(link, "content") is None


def test_addresses_of_a_repository() -> None:
    """Files are changed and begun on the branch; what is special in an address is escaped."""
    odd = Repository("https://github.com/acme/runbooks", "next#1/on call")
    assert (
        odd.edit("content/a b?.yaml")
        == "https://github.com/acme/runbooks/edit/next%231/on%20call/content/a%20b%3F.yaml"
    )
    assert odd.new("incidents/shop") == "https://github.com/acme/runbooks/new/next%231/on%20call/incidents/shop"
    assert SHOP.new_issue == "https://github.com/acme/runbooks/issues/new"


@pytest.mark.parametrize(
    ("address", "pages"),
    [
        ("https://github.com/Acme/Runbooks", "https://acme.github.io/Runbooks/"),
        ("https://github.com/Acme/Acme.github.io", "https://acme.github.io/"),
        ("https://github.acme.example/on/call", ""),
    ],
)
def test_address_of_the_published_site(address: str, pages: str) -> None:
    """GitHub's own rule; a GitHub of one's own has another that nobody here knows."""
    assert Repository(address).pages == pages
