"""Text is escaped as everywhere else on the site, only without asking what it is."""

from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup, escape

from generator.pages.safe import escaped, safe


@given(some.text(some.sampled_from("a&<>\"'é\n;#&amp")))
def test_text_is_escaped_as_markupsafe_does(text: str) -> None:
    """Every sign, in any order."""
    assert escaped(text) == str(escape(text))


def test_what_is_safe_stays() -> None:
    """It is not escaped a second time, here or by whoever joins it to something else."""
    html = safe("<b>&amp;</b>")
    assert type(html) is Markup
    assert escaped(html) == "<b>&amp;</b>"
    assert Markup("{}").format(html) == "<b>&amp;</b>"
