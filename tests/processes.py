"""Processes: whether one is still there, and whether it outlives the one that began it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def goes_with(folder: Path, script: str, how: signal.Signals) -> bool:
    """Run ``script``, which prints the number of a process that it began, end it by ``how``; tell if that one goes."""
    file = folder / "busy.py"
    file.write_text(script, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    with subprocess.Popen(
        [sys.executable, str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as first:
        assert first.stdout is not None
        begun = int(first.stdout.readline())
        first.send_signal(how)
        first.wait()
        return ends(begun)


def children() -> set[int]:
    """Return the numbers of the processes that this one began and that have not ended."""
    lists = [path.read_text().split() for path in Path("/proc/self/task").glob("*/children")]
    return {int(number) for numbers in lists for number in numbers if _lives(int(number))}


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
