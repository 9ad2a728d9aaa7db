"""Processes: whether one is still there."""

import os
import signal
import time
from pathlib import Path


def ends(process: int) -> bool:
    """Wait up to ten seconds for a process to be gone; one that is not is ended, and False returned."""
    for _ in range(200):
        if not _lives(process):
            return True
        time.sleep(0.05)
    os.kill(process, signal.SIGKILL)
    return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
