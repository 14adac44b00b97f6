"""Figures of the record: whole intakes imported, imported again, judged and taken back; pages and
searches. Each on a SQLite file and on a PostgreSQL cluster of its own, both on the disk."""

import re

from measure import (HERE, LARGE, SLOW_RUNS, WORK, interleaved, made, median, peak, program, table,
                     verdict)

INTAKE = "2026-ug"
SIZE_ROWS = (50_000, 200_000) + ((1_000_000,) if LARGE else ())
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
# `say NAME COMMAND…` prints the last line of a command behind its name.
SAY = 'say() { printf "%s " "$1"; shift; "$@" | tail -n 1; }\n'


def script(database, lines):
    """A command that runs shell lines; $folder is a new record's."""
    folder = WORK / f"record-{database}"
    url = '"$MINGCE_TEST_POSTGRES"' if database == "postgres" else ""
    text = (f"set -e\n{SAY}folder={folder}\nrm -rf $folder $folder.key\n"
            f"{program('import_record')} new $folder {url}\n{lines}\n")
    if database == "sqlite":
        return ["sh", "-c", text]
    return ["env", f"TMPDIR={WORK}", HERE.parent / "tools" / "with_postgres", "sh", "-c", text]


def work(rows):
    """An intake's whole life, and the yardstick between."""
    bench = program("import_record")
    first, changed = (made(kind, f"{kind}-{rows}.csv", rows) for kind in ("intake", "changed"))
    plain = {"sqlite": f"rm -f $folder-plain*; say plain {bench} plain $folder $folder-plain.db",
             "postgres": 'psql="psql -q $MINGCE_TEST_POSTGRES"\n'
                         f"$psql -c '\\copy student to {WORK}/students.copy binary'\n"
                         "$psql -c 'CREATE TABLE plain (LIKE student INCLUDING ALL)'\n"
                         "say plain $psql -c '\\timing on'"
                         f" -c '\\copy plain from {WORK}/students.copy binary'\n"
                         "$psql -c 'DROP TABLE plain'"}
    steps = [f"say import {bench} import $folder {INTAKE} {first}", "PLAIN",
             f"say same {bench} import $folder {INTAKE} {first}",
             f"say changed {bench} import $folder {INTAKE} {changed}",
             f"say check {bench} check $folder {INTAKE}",
             f"say undo {bench} undo $folder 1"]
    return {database: script(database, "\n".join(steps).replace("PLAIN", plain[database]))
            for database in NAMES}


def seconds_of(runs, step):
    def seconds(run):
        timing = re.search(rf"^{step} Time: ([0-9.]+) ms", run.said, re.MULTILINE)
        return float(timing.group(1)) / 1_000 if timing else run.number("seconds", step + " ")
    return median(runs, seconds)


def sizes():
    """Memory of one import by its rows, and the million's seconds."""
    rows, promises = [], []
    for count in SIZE_ROWS:
        file = made("intake", f"intake-{count}.csv", count)
        one = f"{program('import_record')} import $folder {INTAKE} {file}"
        line = f"say import {one}\nsay same {one}"
        for database, runs in interleaved({name: script(name, line) for name in NAMES}, 1).items():
            seconds = runs[0].number("seconds", "import ")
            rows.append((NAMES[database], f"{count:,}", f"{seconds:.1f}",
                         f"{runs[0].number('cpu', 'import '):.1f}",
                         f"{runs[0].number('peak_mb', 'import '):.0f}",
                         f"{runs[0].number('peak_mb', 'same '):.0f}"))
            if count == 1_000_000:
                promises.append((f"import 1,000,000 rows, {NAMES[database]}", "≤ 120 s",
                                 f"{seconds:.0f} s", verdict(seconds <= 120)))
                for step, what, most in (("import", "", 400), ("same", " again", 600)):
                    peak_mb = runs[0].number("peak_mb", step + " ")
                    promises.append((f"import 1,000,000 rows{what}, memory, {NAMES[database]}",
                                     f"≤ {most} MB", f"{peak_mb:.0f} MB",
                                     verdict(peak_mb <= most)))
    return rows, promises


def import_record():
    runs = interleaved(work(50_000), SLOW_RUNS)
    steps = {"import": "**import**: read, checked, compared, sealed, written, audited",
             "plain": "the yardstick: its students alone into the same table, by the bare library"
                      " or `\\copy`",
             "same": "the same file again: nothing changes",
             "changed": "the file with one row in a hundred changed",
             "check": "every student judged again", "undo": "the batch taken back"}
    rows = [(text, *(f"{seconds_of(runs[database], step):.2f}" for database in NAMES))
            for step, text in steps.items()]
    promises = []
    for database, most in (("sqlite", 2.5), ("postgres", 4)):
        seconds = seconds_of(runs[database], "import")
        promises.append((f"import 50,000 rows, {NAMES[database]}", f"≤ {most} s",
                         f"{seconds:.1f} s", verdict(seconds <= most)))
    by_size, more = sizes()
    return (["## Imports: 50,000 rows × 25 columns of a CSV, one in a hundred with an error", "",
             "Sealing and the search for doubles run beside the writing, so the processor's seconds"
             " are more than one core's share of the wall's.", ""]
            + table(["seconds", *NAMES.values()], rows)
            + table(["database", "rows", "wall s", "processor s", "peak MB", "again, peak MB"],
                    by_size),
            promises + more)


def lists(kind, files):
    """Milliseconds of pages and searches in a record of some intakes."""
    lines = [f"say import {program('import_record')} import $folder {intake} {file}"
             for intake, file in files]
    lines.append(f"{program('list_students')} $folder {files[-1][0]}")
    runs = interleaved({name: script(name, "\n".join(lines)) for name in NAMES}, 1)
    measured = {name: {found[0]: (float(found[1]), float(found[2])) for found in re.findall(
        r"^(\w+) p50 ([0-9.]+) p99 ([0-9.]+)", runs[name][0].said, re.MULTILINE)}
        for name in NAMES}
    rows = [(f"`{what}`", *(f"{value:.2f}" for name in NAMES for value in measured[name][what]))
            for what in measured["sqlite"]]
    promises = []
    for name, text in NAMES.items():
        pages = [spent for what, spent in measured[name].items() if what.startswith("page")]
        filters = [spent for what, spent in measured[name].items() if what.startswith("filter")]
        rest = [spent for what, spent in measured[name].items()
                if not what.startswith(("page", "filter"))]
        p50, p99 = (max(spent[at] for spent in pages) for at in (0, 1))
        search = max(spent[0] for spent in rest)
        promises += [(f"list pages, {kind}, {text}", "p50 ≤ 5 ms, p99 ≤ 20 ms",
                      f"{p50:.1f} ms, {p99:.1f} ms", verdict(p50 <= 5 and p99 <= 20)),
                     (f"other filters, {kind}, {text}", "≤ 200 ms",
                      f"{max(p99 for _, p99 in filters):.0f} ms (p99)",
                      verdict(max(p99 for _, p99 in filters) <= 200)),
                     (f"search, {kind}, {text}", "≤ 10 ms", f"{search:.1f} ms (p50)",
                      verdict(search <= 10))]
    return table([kind, "SQLite p50 ms", "p99", "PostgreSQL p50 ms", "p99"], rows), promises


def list_students():
    text, promises = lists("60,000 in one intake",
                           [(INTAKE, made("enrolled", "enrolled-60000.csv", 60_000))])
    if LARGE:
        files = [(f"{2021 + i}-ug",
                  made("enrolled", f"enrolled-50000-{i}.csv", 50_000, i * 50_000))
                 for i in range(20)]
        more, kept = lists("1,000,000 in 20 intakes", files)
        text, promises = text + more, promises + kept
    return (["## Pages and searches", "",
             "The slowest of all orders, first pages and middle ones, of an intake and of one of"
             " its 25 departments, of a hundred each.", ""] + text, promises)


def review_editions():
    """Milliseconds of sealing, comparing, reviewing and filing an edition of 60,000 students."""
    file = made("enrolled", "enrolled-60000.csv", 60_000)
    lines = (f"say import {program('import_record')} import $folder {INTAKE} {file}\n"
             f"{program('review_editions')} $folder {INTAKE}")
    runs = interleaved({name: script(name, lines) for name in NAMES}, 1)
    measured = {name: {found[0]: (float(found[1]), float(found[2])) for found in re.findall(
        r"^(\w+) p50 ([0-9.]+) most ([0-9.]+)", runs[name][0].said, re.MULTILINE)}
        for name in NAMES}
    rows = [(f"`{what}`", *(f"{value:.0f}" for name in NAMES for value in measured[name][what]))
            for what in measured["sqlite"]]
    promises = []
    for name, text in NAMES.items():
        told = measured[name]
        seal = max(told["seal"][0], told["seal_next"][0]) / 1000
        compare = max(told["compare_few"][0], told["compare_all"][0]) / 1000
        page = max(told["review_page"][0], told["review_page_department"][0])
        promises += [(f"an edition of 60,000 sealed, {text}", "≤ 3 s", f"{seal:.2f} s",
                      verdict(seal <= 3)),
                     (f"two revisions of 60,000 compared, {text}", "≤ 1 s", f"{compare:.2f} s",
                      verdict(compare <= 1)),
                     (f"review page of 60,000, {text}", "≤ 300 ms", f"{page:.0f} ms",
                      verdict(page <= 300)),
                     (f"30 departments (XLSX and PDF) and 10 whole-school XLSX, all locked, {text}",
                      "≤ 60 s", f"{told['copies'][0] / 1000:.1f} s",
                      verdict(told["copies"][0] <= 60_000)),
                     (f"pages of an edition of 60,000 marked and published, {text}", "≤ 10 s",
                      f"{told['publish'][0] / 1000:.2f} s", verdict(told["publish"][0] <= 10_000)),
                     (f"a page of it verified, {text}", "≤ 100 ms", f"{told['verify'][0]:.1f} ms",
                      verdict(told["verify"][0] <= 100)),
                     (f"first page while compiling, of 60,000, {text}", "≤ 1 s",
                      f"{told['first_page'][0] / 1000:.2f} s",
                      verdict(told["first_page"][0] <= 1000))]
    return (["## Editions of 60,000 students in one intake", "",
             "`seal` reads, compiles, seals and writes everybody; `compare_few` is of 2,000 changed rows in"
             " every department, `compare_all` of a revision with none before it; `first_page` lays a"
             " volume out and draws its first page; `report_all` and `pass_all` record an event of"
             " everybody, `file` files the edition and registers everybody, each with its audit entry;"
             " `publish` draws every page with its mark and records it, `verify` asks about one;"
             " `copies` makes the locked files of 40 publications.",
             ""]
            + table(["", "SQLite p50 ms", "most", "PostgreSQL p50 ms", "most"], rows), promises)


def query_students():
    """Milliseconds of blocks of the grid, with what the registry sees of them."""
    file = made("enrolled", "enrolled-60000.csv", 60_000)
    lines = (f"say import {program('import_record')} import $folder {INTAKE} {file}\n"
             f"{program('query_students')} $folder {INTAKE}")
    runs = interleaved({name: script(name, lines) for name in NAMES}, 1)
    measured = {name: {found[0]: (float(found[1]), float(found[2])) for found in re.findall(
        r"^(\w+) p50 ([0-9.]+) p99 ([0-9.]+)", runs[name][0].said, re.MULTILINE)}
        for name in NAMES}
    rows = [(f"`{what}`", *(f"{value:.2f}" for name in NAMES for value in measured[name][what]))
            for what in measured["sqlite"]]
    promises = []
    for name, text in NAMES.items():
        start = max(p50 for what, (p50, _) in measured[name].items()
                    if re.match(r"start_(back_)?[a-z]+$", what))
        anywhere = max(p50 for what, (p50, _) in measured[name].items()
                       if what.startswith("anywhere"))
        promises += [(f"grid blocks near the start, {text}", "p50 ≤ 5 ms", f"{start:.1f} ms",
                      verdict(start <= 5)),
                     (f"grid blocks anywhere, any filter and order, {text}", "p50 ≤ 200 ms",
                      f"{anywhere:.0f} ms", verdict(anywhere <= 200))]
    return (["## Blocks of the grid: 60,000 in one intake", "",
             "Fifty students of eight columns each, where nothing else is said; of 200, the audit is"
             " told. Near the start without the total, which a page asks for once; elsewhere with it.", ""]
            + table(["", "SQLite p50 ms", "p99", "PostgreSQL p50 ms", "p99"], rows), promises)
