"""Our templates say what Jinja's would, wherever both can; where a template is wrong, it fails at once."""

from collections import defaultdict
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, select_autoescape
from markupsafe import Markup, escape

from generator.pages.template_code import DirectEnvironment

PARTS = {
    "list.html": '{% macro all(items, between=", ") %}{% for one in items %}{{ one.name }}'
    "{% if not loop.last %}{{ between }}{% endif %}{% endfor %}{% endmacro %}"
    "{% macro boxed(title) %}<b>{{ title }}: {{ caller() }}</b>{% endmacro %}"
    "{% macro shout(word) %}{{ word|upper }}!{% endmacro %}",
    "word.html": "{% macro say() %}{{ word }}{% endmacro %}",
    "more.html": "<i>{{ one.name }}</i>",
}
ONE = SimpleNamespace(name='<Tom> & "Ann"', of=lambda word, *, again="": f"{word}{again}", items=("a", "<b>"))


def environment(kind: type[Environment]) -> Environment:
    """Return an environment that writes values as our pages do."""
    made = kind(
        loader=DictLoader(PARTS),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        finalize=lambda value: Markup("-") if value is None else value,
    )
    if isinstance(made, DirectEnvironment):
        made.writers = defaultdict(lambda: escape, {type(None): lambda _nothing: "-"})
    return made


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{{ one.name }}<br>{{ nothing }}", id="escaped once, nothing as a dash"),
        pytest.param("{{ safe }}{{ 3 }}{{ 'x' }}", id="constants, and what is safe"),
        pytest.param("{{ one.of('a') }} {{ one.of('<', again='>') }}", id="calls with names"),
        pytest.param("{{ one.of(*['a'], **{'again': 'b'}) }}", id="calls with all of a list"),
        pytest.param("{% for item in one.items %}{{ loop.index }}{{ item }}{% endfor %}", id="a method or a field"),
        pytest.param("{{ 'y' if one.gone is defined else 'n' }}{{ one.name is defined }}", id="is it there"),
        pytest.param("{{ 'y' if one.gone is undefined else 'n' }}{{ gone is defined }}", id="is it not there"),
        pytest.param("{{ one.class is defined }}", id="a word of Python"),
        pytest.param('{% import "list.html" as l %}{{ l.all([one, one]) }}', id="a macro with its default"),
        pytest.param('{% import "list.html" as l %}{{ l.all([one, one], between=" & ") }}', id="a macro, by name"),
        pytest.param('{% import "list.html" as l %}{{ l.all([one, one], safe) }}', id="a macro, by place"),
        pytest.param('{% import "list.html" as l %}{% call l.boxed(one.name) %}{{ one.name }}{% endcall %}', id="call"),
        pytest.param('{% import "list.html" as l with context %}{{ l.shout("a<b") ~ one.name }}', id="joined"),
        pytest.param('{% include "more.html" %}{% set a = 1 %}{{ a + 1 }}', id="included"),
        pytest.param(
            "{% macro said() %}{{ one.name }}{% endmacro %}{{ said() }}{{ one.name }}", id="a word in a macro"
        ),
        pytest.param(
            "{% macro said() %}{% set one = 1 %}{{ one }}{% endmacro %}{{ said() }}{{ one.name }}",
            id="a word of its own",
        ),
        pytest.param(
            "{% for one in one.items %}{{ one }}{% endfor %}{% if safe %}{% set a = 2 %}{% endif %}{{ a }}",
            id="a word in a loop, one below a condition",
        ),
        pytest.param("{% set said %}<u>{{ one.name }}</u>{% endset %}{{ said }}", id="a block that is kept"),
    ],
)
def test_a_page_is_what_jinja_makes_of_it(template: str) -> None:
    """The same text, for everything that our templates do."""
    context = {"one": ONE, "nothing": None, "safe": Markup("<hr>")}
    made = [environment(kind).from_string(template).render(context) for kind in (Environment, DirectEnvironment)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("template", "error", "words"),
    [
        pytest.param("{{ gone.name }}", UndefinedError, "'gone' is undefined", id="a name"),
        pytest.param("{{ one.gone }}", AttributeError, "no attribute 'gone'", id="an attribute"),
        pytest.param(
            '{% import "list.html" as l %}{{ l.all() }}', UndefinedError, "parameter 'items' was not", id="too few"
        ),
        pytest.param('{% import "list.html" as l %}{{ l.shout(1, 2) }}', TypeError, "to 1 positional", id="too many"),
        pytest.param('{% import "list.html" as l %}{{ l.shout(1, x=2) }}', TypeError, "argument 'x'", id="unknown"),
        pytest.param('{% import "list.html" as l %}{{ l.boxed(1) }}', UndefinedError, "No caller", id="no caller"),
    ],
)
def test_a_mistake_of_a_template_is_an_error(template: str, error: type[Exception], words: str) -> None:
    """Nothing on a page is left empty because of a slip."""
    with pytest.raises(error, match=words):
        environment(DirectEnvironment).from_string(template).render(one=ONE)


def test_macros_know_new_words() -> None:
    """What a template may call can change while a site is built."""
    pages = environment(DirectEnvironment)
    assert isinstance(pages, DirectEnvironment)
    page = pages.from_string('{% import "word.html" as l %}{{ l.say() }}')
    said = []
    for word in ("old", "new"):
        pages.know({"word": word})
        said.append(page.render())
    assert said == ["old", "new"]
