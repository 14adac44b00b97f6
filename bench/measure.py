"""What every figure is measured with: runs of programs, medians, tables."""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

BUILD, WORK, RESULTS = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
LARGE = "--large" in sys.argv[4:]


def option(name, without):
    """The word behind an option."""
    words = sys.argv[4:]
    return words[words.index(name) + 1] if name in words else without


ONLY = option("--only", "").split(",")  # parts by name, "" for all
SECONDS = int(option("--seconds", "60"))  # of the registration day
RUNS, SLOW_RUNS = 7, 3
HERE = pathlib.Path(__file__).resolve().parent


class Run:
    """One run of a program: wall and processor seconds, peak memory, and what it printed."""

    def __init__(self, command):
        with tempfile.TemporaryFile() as out:
            start = os.times().elapsed
            process = subprocess.Popen([str(word) for word in command], stdout=out,
                                       stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = os.times().elapsed - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                raise SystemExit(f"{command[0]} ended with {process.returncode}")
            self.cpu = usage.ru_utime + usage.ru_stime
            self.peak_mb = usage.ru_maxrss / 1024
            out.seek(0)
            self.said = out.read(16384).decode("utf-8", "replace")

    def number(self, name, line=""):
        found = re.search(rf"^{line}.*\b{name} ([0-9.]+)", self.said, re.MULTILINE)
        return float(found.group(1))


def interleaved(commands, runs=RUNS):
    """{name: [Run]} of every command, run in turns."""
    made = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            made[name].append(Run(command))
    return made


def median(runs, value):
    return statistics.median(value(run) for run in runs)


def inner(runs):
    return median(runs, lambda run: run.number("seconds"))


def wall(runs):
    return median(runs, lambda run: run.wall)


def cpu(runs):
    return median(runs, lambda run: run.cpu)


def peak(runs):
    return max(run.peak_mb for run in runs)


def program(name):
    return BUILD / f"bench_{name}"


def made(kind, name, rows, first=0):
    """An input file of made-up people; made once, as it is always the same."""
    path = WORK / name
    if not path.exists():
        subprocess.run([program("make_inputs"), kind, path, str(rows), str(first)], check=True)
    return path


def verdict(met):
    return "met" if met else "**missed**"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]
