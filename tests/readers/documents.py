"""The documents under test: made twice from each record, by the command that users have."""

import json
import os
from pathlib import Path

FOLDER = Path(os.environ["SELFCHECK_DOCUMENTS"])


def records():
    """The saved self-checks, by the name of their file."""
    found = {path.stem: path for path in sorted((FOLDER / "records").glob("*.json"))}
    if not found:
        raise AssertionError(f"no records in {FOLDER / 'records'}")
    return found


def saved(name):
    """The record as its users saved it."""
    return json.loads(records()[name].read_text(encoding="utf-8"))


def made(name, extension, run="first"):
    """The document of that kind; `run` is first or second."""
    return FOLDER / run / f"{name}.{extension}"
