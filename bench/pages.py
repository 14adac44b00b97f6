"""The pages in Chromium: the grid over 100,000 rows, and 50,000 rows imported as a clerk does it."""

import json
import os
import pathlib
import subprocess

from measure import BUILD, SLOW_RUNS, made, table, verdict

WEB = pathlib.Path(__file__).resolve().parent.parent / "web"


def said(package, *words):
    """The JSON that a package's own bench prints; a missed gate of its own is told, not fatal."""
    done = subprocess.run(["node", "bench/run.mjs", *map(str, words)], cwd=WEB / package,
                          env={**os.environ, "MINGCE": str(BUILD / "mingce")},
                          capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout[done.stdout.index("{"):])


def middle(runs, figure):
    return sorted(run[figure] for run in runs)[len(runs) // 2]


def grid():
    figures = said("grid")["figures"]
    gates = (("tti_ms", "grid of 100,000 rows, first usable", "≤ 400 ms", "{:.0f} ms",
              lambda value: value <= 400),
             ("fps_reading", "grid, frames a second while reading", "≥ 45", "{:.0f}",
              lambda value: value >= 45),
             ("long_tasks_reading", "grid, tasks above 50 ms while reading", "0", "{:.0f}",
              lambda value: value == 0),
             ("elements", "grid, elements", "≤ 600", "{:.0f}", lambda value: value <= 600))
    return (["## The grid in Chromium: 100,000 rows × 24 columns", "",
             "`web/grid/bench`, medians of three; headless, drawn by software.", ""]
            + table(["figure", "measured"], [(f"`{name}`", f"{value:.4g}")
                                             for name, value in figures.items()]),
            [(promise, bound, shape.format(figures[name]), verdict(holds(figures[name])))
             for name, promise, bound, shape, holds in gates])


def pages():
    lines, promises = grid()
    book = made("intake", "intake-50000.csv", 50_000)
    runs = [said("app", book) for _ in range(SLOW_RUNS)]
    compare, write = (middle(runs, name) for name in ("compare_s", "write_s"))
    frame, task = (middle(runs, name) for name in ("longest_frame_ms", "longest_task_ms"))
    lines += (["## Through the pages: 50,000 rows in Chromium", "",
               "From the press of a button to what it leads to, server and browser on one machine."
               " *Compare* sends the file, reads, checks and compares it; *write* writes it with its"
               " findings, seals and audit.", ""]
              + table(["", "seconds"], [("compare", f"{compare:.2f}"), ("write", f"{write:.2f}")])
              + table(["the page meanwhile", "ms"],
                      [("longest without a frame", f"{frame:.0f}"),
                       ("longest task of its script", f"{task:.0f}")]))
    promises += [("import 50,000 rows through the pages, written", "≤ 5 s", f"{write:.1f} s",
                  verdict(write <= 5)),
                 ("import through the pages, longest task of the page", "≤ 100 ms",
                  f"{task:.0f} ms", verdict(task <= 100))]
    return lines, promises
