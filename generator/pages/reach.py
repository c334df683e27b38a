"""The address that calls, writes to or opens a way to reach a contact: one tap on a phone."""

import re
from urllib.parse import quote

from generator.records.contact import Reach

_NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]*[0-9]")
_MAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def address_of(reach: Reach) -> str:
    """Return the address behind a way to reach somebody, nothing where a browser has none for it.

    A number with more in it than a number ("0800 1234, then 2") has no address: a phone would call something else.
    """
    value = str(reach.value or "")
    if reach.by in {"phone", "sms"} and _NUMBER.fullmatch(value):
        scheme = "tel" if reach.by == "phone" else "sms"
        return f"{scheme}:{re.sub(r'[^0-9+]', '', value)}"
    if reach.by == "email" and _MAIL.fullmatch(value):
        return f"mailto:{quote(value, safe='@+')}"
    return value if _WEB.fullmatch(value) else ""
