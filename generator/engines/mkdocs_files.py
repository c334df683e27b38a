"""Which files mkdocs gets of us, and which of its own it does without: records go out, what we make comes in."""

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.engines.mkdocs_pages import edit_page
from generator.engines.mkdocs_theme import ASSETS
from generator.engines.mkdocs_withheld import is_withheld
from generator.engines.published import Published, published_files
from generator.engines.ways_on import ways_on
from generator.library.project import Project
from generator.library.repository import Repository
from generator.pages.addresses import Addresses
from generator.pages.page import DataFile, NavItem, Redirect
from generator.pages.redirects import stub, with_lower_case
from generator.pages.search.engine import ADDRESS, engine_script


class SiteFiles:
    """The files of one build."""

    def __init__(self, files: Files, project: Project, config: MkDocsConfig) -> None:
        """`files` are those that mkdocs has found; they change."""
        self._files = files
        self._project = project
        self._config = config

    def take_records_out(self) -> Published:
        """Take out what is not published, put in what is beside incidents, and return what stays of hand-written."""
        folder = self._config.docs_dir
        for file in list(self._files):
            is_theirs = file.generated_by is None and file.src_dir == folder
            if is_theirs and is_withheld(file, self._project, self._config):
                self._files.remove(file)
        kept = [file.src_uri for file in self._files if file.src_dir == folder]
        own = published_files(self._project, self._project.root / folder, kept)
        for uri, path in own.beside_incidents.items():
            self._files.append(
                File.generated(self._config, uri, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV)
            )
        return own

    def add_ways(self, redirects: tuple[Redirect, ...], addresses: Addresses, *, policy: bool) -> None:
        """Add the pages that lead elsewhere, and what helps at an address that nobody has."""
        for redirect in with_lower_case(redirects):
            self._add(*stub(redirect, addresses, policy=policy))
        content = self._project.settings.content
        edited = edit_page(content, self._config, self._project.root) or ""
        ways = ways_on(self._project.library, addresses, content, Repository.of_edit_link(edited, content))
        self._add(ways.address, ways.content)

    def add_data(self, made: Iterable[DataFile], *, are_loose: bool) -> list[DataFile]:
        """Add files for programs, and return those that mkdocs need not know, if they may be loose."""
        loose = []
        for file in made:
            if are_loose and self._files.get_file_from_path(file.address) is None:
                loose.append(file)
            else:
                self._add(file.address, file.content)
        return loose

    def add_assets(self) -> None:
        """Add our scripts and styles."""
        for asset in sorted(ASSETS.rglob("*")):
            if asset.is_file():
                uri = f"assets/runbook-site/{asset.relative_to(ASSETS).as_posix()}"
                self._files.append(File.generated(self._config, uri, abs_src_path=str(asset)))
        self._files.append(File.generated(self._config, ADDRESS, content=engine_script()))

    def keep_out_of_nav(self, nav: Iterable[NavItem]) -> None:
        """Leave pages out of the navigation that ours does not name."""
        listed = {uri for item in nav for uri in item.uris()}
        for file in self._files.documentation_pages():
            if file.src_uri not in listed:
                file.inclusion = InclusionLevel.NOT_IN_NAV

    def _add(self, address: str, content: str) -> None:
        file = File.generated(self._config, address, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        self._files.append(file)
