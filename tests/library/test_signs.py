"""Signs are found just where their patterns find something, whatever stands around them and however it is written."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.library.secrets import _SIGNS, _TABLES
from generator.library.signs import Plain

PATTERNS = [[sign for signs in table.values() for sign in signs] for table in _TABLES]
AROUND = st.text(st.sampled_from("aAgGjkqxyzTX05 \n.-_=/:@[]{$é東"), max_size=12)


@given(before=AROUND, behind=AROUND, data=st.data())
def test_what_is_left_hides_no_sign(before: str, behind: str, data: st.DataObject) -> None:
    """What a pattern finds in the whole text is found."""
    pattern = data.draw(st.sampled_from([*PATTERNS[0], *PATTERNS[1]]))
    plain = Plain(before + data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)) + behind)
    texts = zip(PATTERNS, (plain.text, plain.lower), strict=True)
    assert _SIGNS.found_in(plain) == [one for patterns, text in texts for one in patterns if re.search(one, text)]
