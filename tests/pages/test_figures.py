"""Pictures in prose and their captions."""

import pytest
from markupsafe import Markup

from generator.pages.figures import captioned
from generator.pages.prose import to_html


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        pytest.param(
            '![Errors <by> "region"](graph.png)',
            '<figure class="rb-figure"><img src="graph.png" alt="Errors &lt;by&gt; &quot;region&quot;">'
            '<figcaption aria-hidden="true">Errors &lt;by&gt; &quot;region&quot;</figcaption></figure>',
            id="its words, heard once",
        ),
        pytest.param(
            'Before.\n\n![A red line climbs](graph.png "Errors")\n\nAfter.',
            '<p>Before.</p>\n<figure class="rb-figure"><img src="graph.png" alt="A red line climbs" title="Errors">'
            "<figcaption>Errors</figcaption></figure>\n<p>After.</p>",
            id="its title, and its words for those who do not see it",
        ),
        pytest.param(
            "See ![a graph](graph.png) here",
            '<p>See <img src="graph.png" alt="a graph"> here</p>',
            id="in a sentence it has none",
        ),
        pytest.param("![](graph.png)", '<p><img src="graph.png" alt=""></p>', id="no words"),
        pytest.param("Plain words.", "<p>Plain words.</p>", id="no picture"),
    ],
)
def test_a_picture_by_itself_has_a_caption(prose: str, html: str) -> None:
    """What the sanitizer made stays as it is, but for a box around the picture and words below it."""
    assert captioned(to_html(prose)) == html


def test_what_comes_out_is_escaped_once() -> None:
    """Nothing of a caption becomes markup."""
    made = captioned(to_html("![<script>alert(1)</script>](graph.png)"))
    assert isinstance(made, Markup)
    assert "<script" not in made
