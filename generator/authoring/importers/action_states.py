"""How people say where an action item stands: in words of several languages, with signs, with boxes."""

import re

STATES = {
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
"""The states of an action item, and what people call them."""
SIGN = re.compile("^([✅✔☑❌⏳🔄])\ufe0f?\\s*")
"""A sign in front of an action item that says its state."""
_WORDS = "|".join(sorted((re.escape(name) for names in STATES.values() for name in names), key=len, reverse=True))
STATE_IN_FRONT = re.compile(rf"^(?:{_WORDS})\s*[:\uff1a]\s*", re.IGNORECASE)
"""A state with a colon in front of an action item."""
_BEHIND = re.compile(
    r"(?:[(\[\uff08](?P<wrapped>[^()\[\]\uff08\uff09]+)[)\]\uff09]|\s[-\u2013\u2014]\s(?P<bare>[^-\u2013\u2014]+))$"
)


def action_state_of(text: str) -> str:
    """Return the state that a cell is, or that stands in front of or behind an item; empty for none."""
    bare = text.strip().strip("*_.").replace("\ufe0f", "").casefold()
    sign, front, behind = SIGN.match(bare), STATE_IN_FRONT.match(bare), _BEHIND.search(bare)
    said = [bare, SIGN.sub("", bare), sign[1] if sign else "", front[0].strip(" :\uff1a") if front else ""]
    said += [(behind["wrapped"] or behind["bare"]).strip()] if behind else []
    return next((key for one in said if one for key, names in STATES.items() if one in names), "")
