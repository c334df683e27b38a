"""A page is its face and its sections."""

from dataclasses import replace

from markupsafe import Markup

from generator.pages.page import Page, Section, described

FACE = Page("shop/incidents/a.md", "Payments <fail>", (), "incidents/shop/a.yaml", tags=("Incident",), boost=0.4)
SECTIONS = (
    Section("title", 1, FACE.title, Markup("")),
    Section("impact", 2, "Impact & more", Markup("<p>a</p>")),
    Section("impact", 3, "Impact & more", Markup("<p>b</p>")),
)


def test_a_leaf_is_its_face_with_its_sections() -> None:
    """Nothing else of the face changes, and it is made anew each time."""
    leaf = described(FACE, lambda _face: iter(SECTIONS))
    assert leaf.page() == replace(FACE, sections=SECTIONS)
    assert leaf.page() is not leaf.page()
    assert leaf.face.sections == ()


def test_a_heading_has_its_own_level_and_anchor() -> None:
    """Headings with the same words on different levels stay apart; a page's own title has no link to itself."""
    link = '<a class="headerlink" href="#impact" title="Permanent link" aria-label="Link to Impact &amp; more">¶</a>'
    assert replace(FACE, sections=SECTIONS).html == (
        '<h1 id="title">Payments &lt;fail&gt;</h1>\n\n'
        f'<h2 id="impact">Impact &amp; more{link}</h2>\n<p>a</p>\n'
        f'<h3 id="impact">Impact &amp; more{link}</h3>\n<p>b</p>'
    )
