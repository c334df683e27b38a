"""Links in hand-written pages, in real builds: led to what is published, and words where that is internal."""

import re

import pytest

from tests.engines.conftest import CONFIG, Project

SLUGS = "toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}"
PICTURE = "\x89PNG\r\n"
INCIDENT = "title: {}\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:00\nsummary: It jammed.\n"
RUNBOOK = "title: Vault\nvisibility: internal\nsymptoms: [x]\nresolution: [x]\n"
FILES = {
    "mkdocs.yml": f"{CONFIG}strict: true\nmarkdown_extensions: [{SLUGS}]\n",
    "content/shop/runbooks/vault.yaml": RUNBOOK,
    "content/shop/runbooks/till.yaml": "title: Till\nresolution:\n  - {do: Open, runbook: vault}\nprevention: [Wait]\n",
    "content/shop/contacts.yaml": "- {id: boss, role: Boss}\n- {id: desk, role: Desk, visibility: public}\n",
    "content/shop/calm.png": PICTURE,
    "content/hidden/handbook.yaml": "format: 1\ntitle: Hidden\nvisibility: internal\n",
    "content/hidden/notes.md": "# Notes\n\n## More\n",
    "content/hidden/plan.png": PICTURE,
    "incidents/shop/2025-02-11-jam/incident.yaml": INCIDENT.format("Jam"),
    "incidents/shop/2025-02-11-jam/graph one.png": PICTURE,
    "incidents/shop/2025-02-11-jam/note.md": "# N\n\n[jam](incident.yaml) [words](../../../content/shop/words.md)\n",
    "incidents/shop/2025-02-12-theft/incident.yaml": f"{INCIDENT.format('Theft')}visibility: internal\n",
    "incidents/shop/2025-02-12-theft/plan.png": PICTURE,
}
DEFINITIONS = """\
[t]: runbooks/till.yaml
[v]: <runbooks/vault.yaml>
[vault V]: runbooks/vault.yaml "T"
[calm]: calm.png
"""
LINKS = [
    pytest.param(
        "[a *till*](runbooks/till.yaml)", '<a href="../runbooks/till/">a <em>till</em></a>', None, id="record"
    ),
    pytest.param("[a](./runbooks/vault.yaml)", '<a href="../runbooks/vault/">a</a>', "a", id="internal record"),
    pytest.param("[`a`](runbooks/vault.yaml 'T')", None, "<code>a</code>", id="internal, code and a title"),
    pytest.param("`[a](runbooks/vault.yaml)`", "<code>[a](runbooks/vault.yaml)</code>", None, id="code"),
    pytest.param("[a](contacts.yaml#desk)", '<a href="../contacts/#desk">a</a>', None, id="row"),
    pytest.param("[a](contacts.yaml#boss)", '<a href="../contacts/#boss">a</a>', "a", id="internal row"),
    pytest.param("[a](../hidden/handbook.yaml)", '<a href="../../hidden/">a</a>', "a", id="internal handbook"),
    pytest.param("[a](../hidden/notes.md)", '<a href="../../hidden/notes/">a</a>', "a", id="its page"),
    pytest.param("[a](../hidden/notes.md#more)", '<a href="../../hidden/notes/#more">a</a>', "a", id="a place on it"),
    pytest.param("![a](../hidden/plan.png)", '<img src="../../hidden/plan.png" alt="a">', "a", id="its picture"),
    pytest.param(
        "[![a](calm.png)](runbooks/vault.yaml)",
        '<a href="../runbooks/vault/"><img src="../calm.png" alt="a"></a>',
        '<img src="../calm.png" alt="a">',
        id="a picture in an internal link",
    ),
    pytest.param(
        "![a](<../../incidents/shop/2025-02-11-jam/graph one.png>)",
        '<img src="../incidents/2025-02-11-jam/graph%20one.png" alt="a">',
        None,
        id="picture of an incident",
    ),
    pytest.param(
        "[a][t] [b][v]",
        '<a href="../runbooks/till/">a</a> <a href="../runbooks/vault/">b</a>',
        '<a href="../runbooks/till/">a</a> b',
        id="defined",
    ),
    pytest.param(
        "[Vault v][]", '<a href="../runbooks/vault/" title="T">Vault v</a>', "Vault v", id="internal, defined"
    ),
    pytest.param("![a][calm]", '<img src="../calm.png" alt="a">', None, id="a picture, defined"),
    pytest.param("[a](#gr%C3%B6%C3%9Fe)", '<a href="#größe">a</a>', None, id="letters in percent"),
    pytest.param("[a](more.md#gr%C3%B6%C3%9Fe)", '<a href="../more/#größe">a</a>', None, id="letters on another page"),
    pytest.param(
        "![a](../../incidents/shop/2025-02-12-theft/plan.png)",
        '<img src="../incidents/2025-02-12-theft/plan.png" alt="a">',
        "a",
        id="picture of an internal incident",
    ),
]


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_links_lead_to_what_the_edition_has(project: Project, edition: str) -> None:
    """One build of a page with all of them: each is a link, an image or its words."""
    for path, text in FILES.items():
        project.write(path, text)
    parameters = [param.values for param in LINKS]
    lines = "\n\n".join(str(written) for written, *_ in parameters)
    project.write("content/shop/words.md", f"# Words\n\n{lines}\n\n{DEFINITIONS}\n## Größe\n")
    project.write("content/shop/more.md", "# More\n\n## Größe\n")
    project.built("--edition", edition)
    shown = re.findall(r"<p>(.*?)</p>", project.page("shop/words").partition("<article")[2])
    for (written, internal, public), line in zip(parameters, shown, strict=True):
        expected = (public or internal) if edition == "public" else internal
        if expected is not None:
            assert (written, line) == (written, expected)
    note = project.page("shop/incidents/2025-02-11-jam/note")
    assert '<a href="../">jam</a> <a href="../../../words/">words</a>' in note


def test_a_place_that_is_internal_leads_to_the_page(project: Project) -> None:
    """A section that the public edition has no words for: the link to its page stays."""
    project.write("content/shop/procedures/vault.yaml", "title: Vault\nvisibility: internal\nsteps: [x]\n")
    project.write("content/shop/words.md", "# Words\n\n[a](handbook.yaml#procedures)\n")
    project.built()
    assert '<a href="../#procedures">a</a>' in project.page("shop/words")
    project.built("--edition", "public")
    assert '<a href="../">a</a>' in project.page("shop/words")


def test_a_record_leads_to_no_place_that_is_internal(project: Project) -> None:
    """Its prose is treated as the words of a page are: to the top of the other page; on its own page the words stay."""
    places = "See [a](../handbook.yaml#procedures), [b](../contacts.yaml#boss), [c](../handbook.yaml#runbooks)"
    for path, text in {
        "content/shop/procedures/vault.yaml": "title: Vault\nvisibility: internal\nsteps: [x]\n",
        "content/shop/contacts.yaml": FILES["content/shop/contacts.yaml"],
        "content/shop/handbook.yaml": "format: 1\ntitle: Shop\nsummary: See [d](#procedures), [e](#runbooks).\n",
        "content/shop/runbooks/till.yaml": f"title: Till\nsummary: {places}\nresolution: [x]\nx-own: {places!r}\n",
    }.items():
        project.write(path, text)
    internal = (
        '<a href="../../#procedures">a</a>, <a href="../../contacts/#boss">b</a>, <a href="../../#runbooks">c</a>'
    )
    public = '<a href="../../">a</a>, b, <a href="../../#runbooks">c</a>'
    project.built()
    assert project.page("shop/runbooks/till").count(internal) == 2
    assert 'See <a href="#procedures">d</a>, <a href="#runbooks">e</a>.' in project.page("shop")
    project.built("--edition", "public")
    assert project.page("shop/runbooks/till").count(public) == 2
    assert 'See d, <a href="#runbooks">e</a>.' in project.page("shop")


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        pytest.param("content/shop/runbooks/down.yaml", f"{RUNBOOK}alerts: [X]\n", (False, True), id="record"),
        pytest.param(
            "content/other/handbook.yaml", "format: 1\ntitle: O\nvisibility: internal\n", (True, False), id="handbook"
        ),
    ],
)
def test_what_becomes_internal_does_not_end_the_public_build(
    project: Project, path: str, text: str, left: tuple[bool, bool]
) -> None:
    """A page that links to it stays as it was written: only that link becomes words."""
    project.write("content/other/handbook.yaml", "format: 1\ntitle: Other\n")
    project.write("content/shop/words.md", "# Words\n\n[a](runbooks/down.yaml) [b](../other/handbook.yaml)\n")
    project.built("--edition", "public")
    project.write(path, text)
    project.built("--edition", "public")
    assert (">a</a>" in project.page("shop/words"), ">b</a>" in project.page("shop/words")) == left
