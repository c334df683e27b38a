"""The one clock: which day it is, and what time."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day of `SOURCE_DATE_EPOCH`, else the day it is now in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def now() -> datetime:
    """Return the time it is, in UTC: for what a person writes now, never for what is built."""
    return datetime.now(UTC)
