#!/usr/bin/python3
"""Measures the promises of the design side by side with what a user would take instead, and writes
bench/RESULTS.md. Called by `./dev bench`, which builds the programs and installs the yardsticks.

Usage: run.py BUILD_FOLDER WORK_FOLDER RESULTS_FILE [--large] [--only PART,…] [--seconds N]
Every figure is the median of interleaved runs, so that a noisy minute hits all sides alike.
--large: the imports of a million rows too, some ten minutes and 15 GB of disk.
--only: measures these parts and leaves the others as they stand in the file.
--seconds: how long registration day lasts, 60 without.
"""

import datetime
import os
import pathlib
import re
import shutil
import subprocess

from measure import (BUILD, HERE, ONLY, RESULTS, SLOW_RUNS, WORK, Run, cpu, inner, interleaved,
                     made, median, peak, program, table, verdict, wall)
from pages import pages
from record import NAMES, import_record, list_students, query_students, review_editions
from server import server


def sheetjs():
    """Where SheetJS stands, fetched once from the npm registry; None without npm."""
    folder = WORK / "node"
    if not shutil.which("npm"):
        return None
    if not (folder / "node_modules" / "xlsx").exists():
        folder.mkdir(exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "xlsx@0.18.5"],
                       check=True)
    script = folder / "read.cjs"
    script.write_text("const book = require('xlsx').readFile(process.argv[2], {dense: true});\n"
                      "console.log(book.SheetNames.length);\n")
    return ["node", "--max-old-space-size=8192", script]


def read_xlsx():
    book = made("xlsx", "rows-200k.xlsx", 200_000)
    ways = interleaved({way: [program("read_xlsx"), book, way]
                        for way in ("inflate", "one", "two", "strict")})
    openpyxl = ("import openpyxl, sys\n"
                "sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]\n"
                "print(sum(1 for row in sheet.iter_rows(values_only=True) for cell in row))\n")
    others = {"openpyxl 3.0, read-only": ["/usr/bin/python3", "-c", openpyxl, book],
              "xlsx2csv 0.8": ["xlsx2csv", book, "/dev/null"]}
    script = sheetjs()
    if script:
        others["SheetJS 0.18.5, dense"] = script + [book]
    slow = interleaved(others, SLOW_RUNS)
    floor = inner(ways["inflate"])
    names = {"inflate": "inflate alone, isa-l, nothing checked", "one": "**one thread**",
             "two": "**two threads**", "strict": "the strict path alone (expat)"}
    rows = [(names[way], f"{inner(runs):.3f}", f"{inner(runs) / floor:.1f}",
             f"{peak(runs):.0f}") for way, runs in ways.items()]
    rows += [(name, f"{cpu(runs):.2f}", f"{cpu(runs) / floor:.0f}", f"{peak(runs):.0f}")
             for name, runs in slow.items()]
    one, two = inner(ways["one"]) / floor, inner(ways["two"]) / floor
    faster = cpu(slow["openpyxl 3.0, read-only"]) / inner(ways["one"])
    return (["## Read XLSX: 200,000 rows × 20 columns", "",
             "Seconds of the reading itself for ours, of the processor for the others.", ""]
            + table(["reader", "seconds", "× inflate", "peak MB"], rows),
            [("read XLSX, one thread", "≤ 3.2 × inflate", f"{one:.1f} ×", verdict(one <= 3.2)),
             ("read XLSX, two threads", "≤ 2.2 × inflate", f"{two:.1f} ×", verdict(two <= 2.2)),
             ("read XLSX, memory", "≤ 100 MB", f"{peak(ways['two']):.0f} MB",
              verdict(peak(ways["two"]) <= 100)),
             ("read XLSX beside openpyxl", "≥ 40 × faster", f"{faster:.0f} ×",
              verdict(faster >= 40))])


def read_csv():
    utf8 = made("csv", "rows-1m.csv", 1_000_000)
    chinese = made("csv_gb18030", "rows-1m-gb18030.csv", 1_000_000)
    count = ("import csv, sys\n"
             "with open(sys.argv[1], newline='', encoding=sys.argv[2]) as file:\n"
             "    print(sum(len(row) for row in csv.reader(file)))\n")
    python = ["/usr/bin/python3", "-c", count]
    ours = interleaved({"UTF-8": [program("read_csv"), utf8],
                        "GB18030": [program("read_csv"), chinese],
                        "wc": ["wc", "-l", utf8]})
    theirs = interleaved({"UTF-8": python + [utf8, "utf-8-sig"],
                          "GB18030": python + [chinese, "gb18030"]}, SLOW_RUNS)
    rows = [("`wc -l`, UTF-8", f"{cpu(ours['wc']):.3f}", "", f"{peak(ours['wc']):.0f}")]
    for encoding in ("UTF-8", "GB18030"):
        mine, other = inner(ours[encoding]), cpu(theirs[encoding])
        rows += [(f"**ours, {encoding}**", f"{mine:.3f}", "1", f"{peak(ours[encoding]):.0f}"),
                 (f"python csv, {encoding}", f"{other:.2f}", f"{other / mine:.0f}",
                  f"{peak(theirs[encoding]):.0f}")]
    return (["## Read CSV: 1,000,000 rows × 20 columns", "",
             "Ours is the whole reader: encoding found and every byte judged. Its peak counts the"
             " mapped file.", ""]
            + table(["reader", "seconds", "× ours", "peak MB"], rows), [])


def check():
    book = made("students", "students-100k.xlsx", 100_000)
    mingce = BUILD / "mingce"
    runs = interleaved({"check": ["taskset", "-c", "0", mingce, "check", book, "--today",
                                  "2026-09-01"]})["check"]
    seconds, memory = wall(runs), peak(runs)
    return (["## Check: 100,000 rows × 25 columns of an XLSX", "",
             "The whole program on one core: read, normalised, every rule; no finding, as every row"
             " is clean.", ""]
            + table(["", "wall s", "processor s", "peak MB"],
                    [("`mingce check`", f"{seconds:.2f}", f"{cpu(runs):.2f}", f"{memory:.0f}")]),
            [("check", "≤ 1.5 s on one core", f"{seconds:.2f} s", verdict(seconds <= 1.5)),
             ("check, memory", "≤ 250 MB", f"{memory:.0f} MB", verdict(memory <= 250))])


def roster():
    runs = interleaved({"roster": [program("write_roster"), "50000", WORK]})["roster"]
    values = {kind: median(runs, lambda run, k=kind: run.number("seconds", k))
              for kind in ("compile", "pdf", "xlsx")}
    pages = runs[0].number("pages", "pdf")
    openpyxl = ("import openpyxl, sys\n"
                "book = openpyxl.Workbook(write_only=True)\n"
                "sheet = book.create_sheet()\n"
                "for row in range(50000):\n"
                "    sheet.append([str(row), '2026010101', '欧阳若曦', '女', '汉族', '0566',"
                " '湖北', '共青团员', ''])\n"
                "book.save(sys.argv[1])\n")
    others = {"openpyxl": ["/usr/bin/python3", "-c", openpyxl, WORK / "openpyxl.xlsx"]}
    if shutil.which("soffice"):
        others["office"] = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", WORK,
                            WORK / "roster.xlsx"]
    slow = interleaved(others, SLOW_RUNS)
    rows = [("order, group, mask, fingerprint", f"{values['compile']:.3f}", "", ""),
            ("**PDF**", f"{values['pdf']:.2f}", f"{pages:.0f}", f"{pages / values['pdf']:.0f}"),
            ("**XLSX**", f"{values['xlsx']:.2f}", "", ""),
            ("openpyxl, write-only, cells without format", f"{cpu(slow['openpyxl']):.2f}", "", "")]
    if "office" in slow:
        info = subprocess.run(["pdfinfo", WORK / "roster.pdf"], capture_output=True, text=True,
                              check=True).stdout
        count = int(re.search(r"Pages:\s+(\d+)", info).group(1))
        spent = cpu(slow["office"])
        rows.append(("LibreOffice, our XLSX to PDF", f"{spent:.1f}", count,
                     f"{count / spent:.0f}"))
    speed = pages / values["pdf"]
    return (["## Roster out: 50,000 students, 25 departments", "",
             f"Peak of the whole process {peak(runs):.0f} MB.", ""]
            + table(["", "seconds", "pages", "pages/s"], rows),
            [("roster as XLSX", "≤ 2 s", f"{values['xlsx']:.2f} s", verdict(values["xlsx"] <= 2)),
             ("roster as PDF", "≥ 250 pages/s", f"{speed:.0f} pages/s", verdict(speed >= 250))])


def whole_path():
    demo, mingce = WORK / "demo", BUILD / "mingce"
    if not demo.exists():
        subprocess.run([mingce, "demo", "make", demo, "--students", "3842"], check=True,
                       capture_output=True)
    out = WORK / "roster"
    out.mkdir(exist_ok=True)
    runs = interleaved({
        "`check` on the demo of 31 provinces": [mingce, "check", demo],
        "`roster compile`, a PDF and an XLSX a department":
            [mingce, "roster", "compile", "--from", demo, "--definition", "by_department", "-o",
             out]}, SLOW_RUNS)
    return (["## The whole path: 3,842 students, 31 provinces", ""]
            + table(["", "wall s", "processor s", "peak MB"],
                    [(name, f"{wall(r):.2f}", f"{cpu(r):.2f}", f"{peak(r):.0f}")
                     for name, r in runs.items()]), [])


KEEPING = r"""set -ef
timed() { # NAME COMMAND…
    local from=${EPOCHREALTIME/./} name=$1 code=0
    shift
    "$@" >$folder/said 2>&1 || code=$?
    [ $code -le 1 ] || { cat $folder/said; exit $code; } # 1: done, with findings
    echo "$name seconds $(((${EPOCHREALTIME/./} - from) / 1000))"
}
place() { # DATABASE, on the server where there is one
    [ -z "$MINGCE_TEST_POSTGRES" ] || echo "--db ${MINGCE_TEST_POSTGRES/\/\?/\/$1?}"
}
rm -rf $folder/data $folder/data.key $folder/copy $folder/backup.age $folder/backup.age.keys
[ -z "$MINGCE_TEST_POSTGRES" ] ||
    psql -q "$MINGCE_TEST_POSTGRES" -c 'CREATE DATABASE record' -c 'CREATE DATABASE copy'
timed init $mingce --data $folder/data init --institution Bench $(place record)
timed intake $mingce --data $folder/data intake add 2026-ug
timed import $mingce --data $folder/data import $folder/demo --intake 2026-ug --commit
timed backup $mingce --data $folder/data backup $folder/backup.age
timed restore $mingce --data $folder/copy --key $folder/data.key restore $folder/backup.age \
    $(place copy)
timed rotate $mingce --data $folder/data key rotate
timed reseal $mingce --data $folder/data key reseal
"""


def keeping():
    """Backup, restore and changes of keys, on a record of 100,000 rows with photos, imported by the
    program; on both databases."""
    folder, mingce = WORK / "keeping", BUILD / "mingce"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    subprocess.run([mingce, "demo", "make", folder / "demo", "--students", "100000", "--errors",
                    "0"], check=True, capture_output=True)
    steps = {"import": ("import, its photos too", None), "backup": ("backup, read back", 60),
             "restore": ("restore", 300), "rotate": ("change of the root key", 5),
             "reseal": ("every student sealed anew", 120)}
    spent, size = {}, 0.0
    for database, name in NAMES.items():
        text = f"folder={folder} mingce={mingce}\n{KEEPING}"
        server = [] if database == "sqlite" else [
            "env", f"TMPDIR={WORK}", HERE.parent / "tools" / "with_postgres"]
        run = Run([*server, "bash", "-c", text])
        spent[name] = {step: run.number("seconds", step + " ") / 1_000 for step in steps}
        size = (folder / "backup.age").stat().st_size / 1e6
    shutil.rmtree(folder)
    return (["## Backup and keys: 100,000 made-up students, photos of one in twelve", "",
             f"Undergraduates alone are imported. The backup has {size:.0f} MB.", ""]
            + table(["seconds", *NAMES.values()],
                    [(text, *(f"{spent[name][step]:.2f}" for name in spent))
                     for step, (text, _) in steps.items()]),
            [(f"{text}, 100,000 students, {name}", f"≤ {most} s", f"{spent[name][step]:.1f} s",
              verdict(spent[name][step] <= most))
             for step, (text, most) in steps.items() if most for name in spent])


def match():
    runs = interleaved({"match": [program("match_people")]})["match"]
    seconds = inner(runs)
    return (["## Match people: 50,000 incoming against 60,000 known", "",
             "Scored candidates by blocks; the matcher's own start is counted.", ""]
            + table(["seconds", "pairs compared", "proposed", "peak MB"],
                    [(f"{seconds:.3f}", f"{runs[0].number('compared'):.0f}",
                      f"{runs[0].number('proposed'):.0f}", f"{peak(runs):.0f}")]),
            [("match 50,000 against 60,000", "≤ 1.5 s", f"{seconds:.2f} s",
              verdict(seconds <= 1.5))])


def verify_audit():
    """Offline, on one core; an audit with a checkpoint for every hundred entries, and one for each
    ten, as many people's small acts leave it."""
    runs = interleaved({
        per: ["taskset", "-c", "0", program("verify_audit"), WORK / f"audit-{per}.txt",
              "1000000", per] for per in ("100", "10")}, SLOW_RUNS)
    seconds, memory = inner(runs["100"]), max(peak(made) for made in runs.values())
    rows = [(f"a checkpoint for each {per}", f"{inner(made):.2f}",
             f"{1_000_000 / inner(made):,.0f}", f"{peak(made):.0f}")
            for per, made in runs.items()]
    return (["## Verify an exported audit: 1,000,000 entries, one core", ""]
            + table(["", "seconds", "entries/s", "peak MB"], rows),
            [("audit, 1,000,000 entries offline", "≤ 10 s on one core", f"{seconds:.1f} s",
              verdict(seconds <= 10)),
             ("audit, memory", "one path of the tree", f"{memory:.0f} MB", "")])


def store_writes():
    """Rows into both databases; then small durable writes on a disk whose every flush takes 3 ms
    more, in memory so that this machine's own disk adds nothing."""
    postgres = [HERE.parent / "tools" / "with_postgres", "sh", "-c"]
    bench, preload = program("store_writes"), BUILD / "libslow_fsync.so"
    memory = pathlib.Path("/dev/shm")
    rows_in = 200_000
    commands = {f"SQLite {way}": ["sh", "-c", f"rm -f {WORK}/store.db*; exec {bench}"
                                  f" {WORK}/store.db {way} {rows_in}"]
                for way in ("raw", "bulk", "many", "single")}
    for way in ("bulk", "many", "single"):
        commands[f"PostgreSQL {way}"] = postgres + [
            f"exec {bench} $MINGCE_TEST_POSTGRES {way} {rows_in}"]
    table_file = f"{memory if memory.is_dir() else WORK}/mingce-bench-person"
    commands["PostgreSQL psql"] = postgres + [
        f"{bench} $MINGCE_TEST_POSTGRES bulk {rows_in} >/dev/null;"
        f" psql -q $MINGCE_TEST_POSTGRES -c '\\copy person to {table_file} binary'"
        " -c 'TRUNCATE person' -c '\\timing on'"
        f" -c '\\copy person from {table_file} binary'; rm {table_file}"]
    runs = interleaved(commands, SLOW_RUNS)
    spent = {name: inner(made) for name, made in runs.items() if name != "PostgreSQL psql"}
    spent["PostgreSQL psql"] = median(runs["PostgreSQL psql"],
                                      lambda run: run.number("Time:") / 1000)
    names = {"raw": "the bare library, one statement", "bulk": "**bulk_insert**",
             "many": "**run_many**", "single": "run, row by row",
             "psql": "psql, `\\copy` of a binary file"}
    rows = [(f"{name.split()[0]}: {names[name.split()[1]]}", f"{seconds:.2f}",
             f"{rows_in / seconds:,.0f}") for name, seconds in sorted(spent.items())]

    slow_file = f"{memory if memory.is_dir() else WORK}/mingce-bench-store.db"
    small = interleaved(
        {f"SQLite, {writers}": ["sh", "-c", f"LD_PRELOAD={preload} {bench} {slow_file} small"
                                f" {writers}; rm {slow_file}*"] for writers in (1, 64)}
        | {f"PostgreSQL, {writers}": ["env", f"POSTGRES_PRELOAD={preload}"] + postgres
           + [f"exec {bench} $MINGCE_TEST_POSTGRES small {writers}"] for writers in (1, 64)},
        SLOW_RUNS)
    rates = {name: median(made, lambda run: run.number("per_second"))
             for name, made in small.items()}
    waits = [(name, f"{rates[name]:,.0f}",
              *(f"{median(made, lambda run, k=k: run.number(k)):.1f}"
                for k in ("median_ms", "p99_ms"))) for name, made in small.items()]
    promises = []
    for name, rate in rates.items():
        least = 250 if name.endswith(" 1") else 3_000
        promises.append((f"small durable writes, {name} at once", f"≥ {least:,}/s",
                         f"{rate:,.0f}/s", verdict(rate >= least)))
    return ([f"## Rows into the record: {rows_in:,} of 8 columns, a sealed box of 320 bytes", "",
             "One transaction, on the disk at its end; a key and an index in no order.", ""]
            + table(["way", "seconds", "rows/s"], rows)
            + ["## Small durable writes, 3 ms injected into each fsync", ""]
            + table(["database, writers at once", "writes/s", "median ms", "p99 ms"], waits),
            promises)


def machine():
    model = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text()).group(1)
    compiler = subprocess.run(["g++", "--version"], capture_output=True, text=True,
                              check=True).stdout.splitlines()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB; Debian 12, {compiler}, -O2"


PROMISE_HEAD = ["promise", "figure", "measured", ""]
PARTS = (read_xlsx, read_csv, check, roster, match, verify_audit, whole_path, store_writes,
         import_record, list_students, query_students, review_editions, pages, keeping,
         server)


def merged(parts, promises):
    """What stands in the file, with what was measured anew in its place."""
    head, *sections = RESULTS.read_text(encoding="utf-8").split("\n## ")
    sections = {text.split("\n", 1)[0]: text.rstrip() for text in sections}
    kept = sections.pop("Promises").splitlines()[4:]
    kept = {line.split(" | ")[0].removeprefix("| "): line for line in kept}
    kept |= {row[0]: line for row, line in zip(promises, table([], promises)[2:])}
    new = "\n" + "\n".join(parts)
    for text in new.split("\n## ")[1:]:
        sections[text.split("\n", 1)[0]] = text.rstrip()
    all_promises = "\n".join(["Promises", "", *table(PROMISE_HEAD, [])[:2], *kept.values()])
    return "\n\n## ".join([head.rstrip(), all_promises, *sections.values()])


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    parts, promises = [], []
    for part in PARTS:
        if ONLY != [""] and part.__name__ not in ONLY:
            continue
        print(part.__name__, flush=True)
        lines, kept = part()
        parts += lines
        promises += kept
    if ONLY != [""]:
        RESULTS.write_text(merged(parts, promises).rstrip() + "\n", encoding="utf-8")
        return
    head = ["# Results", "",
            "Written by `./dev bench` (`bench/run.py`); do not edit. Medians of interleaved runs;"
            " compare ratios within a table, not seconds between machines.", "",
            f"{datetime.date.today().isoformat()}. {machine()}.", "", "## Promises", ""]
    head += table(PROMISE_HEAD, promises)
    RESULTS.write_text("\n".join(head + parts).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
