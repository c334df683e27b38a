"""The last that is done to a page: the theme's part of it is made compact, and says what the page may load."""

from generator.engines.mkdocs_compact import compact
from generator.engines.mkdocs_policy import with_policy


def finished(output: str, content: str, *, has_policy: bool) -> str:
    """Return a page of the theme as it is written. Its content stays: that is ours, or what somebody wrote."""
    # Cut once: some pages have a million characters of content.
    before, found, after = output.partition(content) if content else (output, "", "")
    before, after = compact(before), compact(after)
    return f"{with_policy(before, after) if has_policy else before}{found}{after}"
