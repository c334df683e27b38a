"""How people say where an action item stands: in words of several languages, with signs, with boxes."""

import re

_STATES = {
    "in-progress": (
        "in progress", "in-progress", "doing", "started", "wip", "under way", "進行中", "対応中", "em andamento",
        "in corso", "в роботі", "🔄",
    ),
    "done": (
        "done", "complete", "completed", "resolved", "closed", "fixed", "finished", "shipped", "merged", "完了", "済",
        "対応済", "対応済み", "concluído", "concluido", "feito", "fatto", "completato", "виконано", "✅", "✔", "☑",
    ),
    "blocked": ("blocked", "on hold", "waiting"),
    "open": (
        "todo", "to do", "to-do", "open", "pending", "backlog", "planned", "not started", "new", "未着手", "未対応",
        "pendente", "a fazer", "da fare", "не виконано", "❌", "⏳",
    ),
}  # fmt: skip
SIGN = re.compile("^([✅✔☑❌⏳🔄])\ufe0f?\\s*")
"""A sign in front of an action item that says its state."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")


def action_state_of(text: str) -> str:
    """Return the state that a cell is, or that stands in front of or in brackets behind an item; empty for none."""
    bare = text.strip().strip("*_.").replace("\ufe0f", "").casefold()
    sign, behind = SIGN.match(bare), _BRACKETS.search(bare)
    said = [bare, SIGN.sub("", bare), sign[1] if sign else "", behind[1].strip() if behind else ""]
    return next((key for one in said if one for key, names in _STATES.items() if one in names), "")
