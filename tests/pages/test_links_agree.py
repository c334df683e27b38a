"""What the check takes for a link is what a page shows as one: two readers of Markdown, one meaning."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.prose import links
from generator.records.link_syntax import inlined, targets_in

TARGETS = (
    "b.yaml",
    "../c/d.yaml#e",
    "<f g.png>",
    "mailto:h(i)@x.example",
    "j&amp;k.md",
    "l\\_m.md",
    "#n",
    "javascript:o",
)
NAMES = ("one", "Two words", "3")
inline = st.one_of(
    st.sampled_from(("word", "`[a](code.md)`", "``[a](`code.md)``", "\\[a](b.md)", "\\`", "[ERROR]", "*a*", "!")),
    st.builds("{}[{}]({}{})".format, st.sampled_from(("", "!")), st.sampled_from(("a", "a [b] c", "`d`")),
              st.sampled_from(TARGETS), st.sampled_from(("", ' "T"', " 'U'"))),
    st.builds("[![a]({})]({})".format, st.sampled_from(TARGETS), st.sampled_from(TARGETS)),
    st.builds("{}[a][{}]".format, st.sampled_from(("", "!")), st.sampled_from((*NAMES, "unknown"))),
    st.builds("[{}]{}".format, st.sampled_from(NAMES), st.sampled_from(("", "[]", " (c)", ": d"))),
)  # fmt: skip
line = st.lists(inline, min_size=1, max_size=5).map(" ".join)
code = st.lists(line, min_size=1, max_size=2).map("\n".join)
block = st.one_of(
    st.lists(line, min_size=1, max_size=3).map("\n".join),
    st.builds("## {}".format, line),
    st.builds("> {}\n> {}".format, line, line),
    st.builds("- {}\n- {}\n\n    {}\n\n        {}".format, line, line, line, line),
    st.builds("1. {}\n2. {}".format, line, line),
    st.builds("|{}|b|\n|-|-|\n|c|{}|".format, line, line),
    st.builds("!!! note\n    {}\n\n    {}".format, line, line),
    st.builds("```\n{}\n```".format, code),
    st.builds("~~~ sh\n{}\n\n{}\n~~~".format, code, code),
    st.builds("> ```\n> {}\n> ```".format, line),
    st.builds("words\n\n    {}\n\nwords".format, line),
    st.builds("[{}]: {}{}".format, st.sampled_from(NAMES), st.sampled_from(TARGETS), st.sampled_from(("", " 'T'"))),
)


@settings(max_examples=400)
@given(st.lists(block, max_size=6).map("\n\n".join))
def test_the_check_and_the_page_find_the_same_links(text: str) -> None:
    """Every target, and whether it is an image; that of a definition where it is used."""
    assert {(one.meant, one.is_image) for one in targets_in(text)} == set(links(text))


@settings(max_examples=400)
@given(st.lists(block, max_size=6).map("\n\n".join))
def test_a_text_without_definitions_has_the_same_links(text: str) -> None:
    """Written out where they are used; a second time changes nothing."""
    once = inlined(text)
    assert {(one.meant, one.is_image) for one in targets_in(once)} == {
        (one.meant, one.is_image) for one in targets_in(text)
    }
    assert inlined(once) == once
