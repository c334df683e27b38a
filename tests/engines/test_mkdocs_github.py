"""The repository as mkdocs' settings name it, and what a page's link begins there."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from mkdocs.config.base import load_config

from generator.authoring.blank import blank_incident
from generator.cli import cli
from generator.engines.mkdocs_github import github_links
from generator.library.project import open_project
from generator.library.repository import Repository

DAY = date(2026, 11, 22)
HERE = Repository("https://github.com/acme/harbour")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the root of a new site."""
    said = ("--name", "Harbour", "--repository", HERE.address)
    assert CliRunner().invoke(cli, ["init", str(tmp_path / "site"), *said]).exit_code == 0
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        pytest.param({}, HERE, id="as it was begun"),
        pytest.param({"edit_uri": ""}, None, id="no address"),
        pytest.param({"edit_uri": "https://gitlab.com/acme/harbour/-/edit/main/content/"}, None, id="elsewhere"),
        pytest.param({"repo_url": HERE.address, "edit_uri": "edit/main/content/"}, HERE, id="below the repository"),
    ],
)
def test_repository_of_the_settings(site: Path, settings: dict[str, str], found: Repository | None) -> None:
    """Whole, or below `repo_url`; of another host nothing is made up."""
    config = load_config(str(site / "mkdocs.yml"), **settings)
    links = github_links(open_project(site, DAY), config)
    assert (links.repository, "incident.yml" in links.forms, sorted(links.incidents)) == (
        found,
        found is not None,
        ["harbour"] if found else [],
    )


@pytest.mark.parametrize("handbook", ["example", "proofi", "vlossom"])
def test_form_of_each_handbook_fits_into_a_link(root: Path, handbook: str) -> None:
    """The whole form is there, and what is left of it is found by the check."""
    project = open_project(root, DAY)
    draft = blank_incident(project, handbook)
    links = github_links(project, load_config(str(root / "mkdocs.yml")))
    new = links.new_incident(handbook)
    assert new is not None
    assert new.text == ""
    said = parse_qs(urlsplit(new.address).query)
    assert said == {"filename": ["YYYY-MM-DD-what-happened.yaml"], "value": [draft.text]}


def test_record_that_nobody_filled_in_is_found(site: Path) -> None:
    """Its name and its title are none yet."""
    draft = blank_incident(open_project(site, DAY), "harbour")
    draft.write(site)
    assert [problem.code for problem in open_project(site, DAY).problems] == ["not-an-id"]
    (site / draft.path).rename(site / "incidents/harbour/2026-11-21-pier-flooded.yaml")
    assert [problem.code for problem in open_project(site, DAY).problems] == ["placeholder-left"]
