"""What mkdocs' settings and the project's files say of its repository on GitHub."""

from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from generator.authoring.blank import blank_incident
from generator.library.project import Project
from generator.library.repository import Repository
from generator.pages.github_links import GitHubLinks

_FORMS = ".github/ISSUE_TEMPLATE"


def github_links(project: Project, config: MkDocsConfig) -> GitHubLinks:
    """Return what leads from pages to the repository that `edit_uri` names; nothing does when it is not on GitHub."""
    repository = _repository(project, config)
    if repository is None:
        return GitHubLinks()
    drafts = {book.key.id: blank_incident(project, book.key.id) for book in project.library.handbooks}
    begun = {name: (draft.path, draft.text) for name, draft in drafts.items()}
    forms = frozenset(file.name for file in (project.root / _FORMS).glob("*.yml"))
    return GitHubLinks(repository, forms, begun)


def _repository(project: Project, config: MkDocsConfig) -> Repository | None:
    if not config.edit_uri:
        return None
    docs = Path(config.docs_dir).relative_to(project.root).as_posix()
    whole = urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri) if config.repo_url else config.edit_uri
    return Repository.of_edit_link(whole, docs)
