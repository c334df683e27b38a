"""Whatever people wrote, an import does not stop, loses no line, and writes files that load."""

import re
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.authoring.all_files import write_all
from generator.authoring.importers import IMPORTERS
from generator.authoring.importers.bring_in import Asked, bring_in
from generator.authoring.importers.decoding import Decoded, decoded
from generator.library.project import open_project
from generator.today import today

CONFIG = "site_name: Any\ndocs_dir: content\nplugins: [search, runbook-site]\n"
ROWS = (
    "",
    "# Incident Response Runbook",
    "## Severity Levels",
    "### P0 - Critical (Stop)",
    "### SEV-2",
    "| Severity | Description | Response Time | Example |",
    "|---|---|---|---|",
    "| P1 - High | [what] | 1 hour | {thing} is off |",
    "| L1 | Gate | #gate | TBD |",
    "| Role | Name | Contact | When |",
    "| Week | Primary | Secondary |",
    "| 1 | @one | |",
    "| D+1 | Meet | x | y |",
    "| T+0 | Ring | |",
    "## 2.1 Gate stuck",
    "## P0 INCIDENT: All dark",
    "### Symptoms",
    "**Symptoms:**",
    "**Investigation:** look at it",
    "**Resolution:**",
    "**\u26a0\ufe0f CAUTION: it falls**",
    "**Severity:** P1",
    "- [ ] Press it OR",
    "- [ ] Leave it (if P0/P1)",
    "1. **Acknowledge** (T+0)",
    "   - If dark: light it",
    "   ```",
    "2. `ctl go <name>`",
    "```bash",
    "# Look",
    "ctl look [lane] --x {a}",
    "```",
    "~~~",
    "    indented code",
    "> Subject: [Title]",
    "> **Warning:** hot",
    "## Communication Templates",
    "### First (internal)",
    '{Title} since {Time}, {A | B} {"x": 1} [P{X}]',
    "## Rollback Procedure",
    "## Incident Commander Checklist",
    "### Phase 1: See (0-5 min)",
    "## Post-Mortem Template",
    "### Timeline",
    "- HH:MM - First alert",
    "- **Date:**",
    "### Action Items",
    "## Meaning",
    "## Mitigation",
    "TODO",
    "---",
    "Setext",
    "===",
    "<details>",
    "[a]: https://example.com/",
    "- x\u2028y \u202e",
    "\u969c\u5bb3: *\u505c\u6b62*",
    "Last updated: March 2025",
    "Post in #incidents: every 30 minutes an update",
    "| | |",
    "-",
    "null",
    "## Root cause",
    "## What went well",
    "Date: 2025-03-04 14:05 - 15:10 PST",
    "| Date | 03/04/2025 |",
    "- **Status:** Resolved",
    "- 14:05 UTC Alert fired",
    "~2:30 pm - Service restored",
    "#### 00:10 Second try",
    "| Time (CET) | Event |",
    "| 2025-03-04 23:50 | Dark |",
    "[14:05] <gate> dark",
    "gate  2:05 PM",
    "| Action | Owner | Due | Status |",
    "- [x] Light it (@gate-team), due 2025-04-01",
    "<table>",
    "<tr><th>Time</th><th>Event</th></tr>",
    "<tr><td>14:05 PST</td><td>dark<br>again</td></tr>",
    "</table>",
    "<h2>Timeline</h2>",
    "<ul><li>one</li></ul>",
    "</details>",
    "see [a] and [b][a]",
    "**Timeline**",
    "**Root cause**",
    "**Summary:** dark",
    "At 14:05 UTC it broke. By 15:00 it stood.",
    "- Mar 4, 2:05 PM: dark",
    "_7/5/23_",
    "25/03/2025 14:05 dark",
    "- 03.04.2025 09:00-10:00 dark",
    "- 10:00 IST dark",
    "## Timeline (all times CET, about)",
    "## Commander",
    "@one",
    "APP  2:05 PM",
    "<p><b>Symptoms</b></p>",
    "one <b>two</b><br>three <code>a b</code> <name>",
    "<!-- not yet -->",
    "<!-- begin",
    "end -->",
    "<pre>",
    "- **Impact**:",
    "  - Resolved 2025-03-04 15:00",
    "## Incident on 2025-03-05 10:00 - Dark",
)
FORMS = ("", *(name for name in IMPORTERS if name != "slack-export"))
"""An export is no document: what is none is refused, which its cases show."""


@settings(max_examples=60)
@example("---\n---", "", "")
@example("## Severity Levels\n### P0 - Critical (Stop)\n-", "", "")
@example("\xa0", "", "incident-response")
@example("\u00c2\x9d", "", "incident-response")
@example("===\n---\n- [ ] Press it", "", "")
@given(
    st.lists(st.sampled_from(ROWS), max_size=40).map("\n".join)
    | st.text(st.characters(codec="utf-8"), max_size=200)
    | st.lists(st.sampled_from(ROWS) | st.text(max_size=30), max_size=25).map("\n".join),
    st.sampled_from(("", "", "", "---\ntitle: One\ntags: [a, {b: c}]\n---\n", "+++\na = 1\n+++\n", "---\n- x\n---\n")),
    st.sampled_from(FORMS),
)
def test_any_document_is_imported_whole(text: str, front: str, form: str) -> None:
    """No form of reading stops at any text; every telling line has its fate, and what is written has no errors."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
        (root / "content").mkdir()
        document = root / "document.md"
        document.write_bytes(f"{front}{text}".encode())
        brought = bring_in(open_project(root, today()), [document], "harbour", Asked(form))
        read = decoded(document.read_bytes(), "document.md")
        assert isinstance(read, Decoded)
        telling = {number for number, row in enumerate(read.text.split("\n"), 1) if re.search(r"\w", row)}
        assert telling - brought.outcomes[0].taken() == set()
        write_all(root, brought.files)
        errors = [problem for problem in open_project(root, today()).problems if problem.level == "error"]
        assert errors == []
