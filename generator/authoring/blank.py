"""A record that nobody has said anything of yet: what a text box in a browser begins with."""

from generator.authoring.asked import asked_by
from generator.authoring.request import Draft
from generator.authoring.samples import PLACEHOLDER, Samples
from generator.authoring.skeleton import Skeleton
from generator.library.project import Project
from generator.records import KINDS
from generator.records.post_mortem_form import PostMortemForm

_NAME = "YYYY-MM-DD-what-happened"
"""No id, so that the check finds it when it is left."""


def blank_incident(project: Project, handbook: str) -> Draft:
    """Return the record of an incident that is over, with what the handbook's post-mortem form asks for.

    Where there is a form, keys that it does not ask for are left out: an address on GitHub has no room for them.
    """
    path = f"{project.settings.incidents}/{handbook}/{_NAME}.yaml"
    form = next(iter(project.library.of(PostMortemForm, handbook)), None)
    facts = {"title": PLACEHOLDER, "status": "resolved"}
    samples = Samples(project.library, handbook)
    return Draft(
        path, Skeleton(KINDS["incident"], facts, samples, asked_by(form), is_brief=form is not None).text(path)
    )
