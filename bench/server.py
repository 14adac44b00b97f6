"""Figures of the server over TLS 1.3, on SQLite and on PostgreSQL: start, pages, registration day,
idle connections, sign-ins. The loads are in server_load.py."""

import json
import subprocess
import sys

from measure import BUILD, HERE, SECONDS, WORK, made, table, verdict
from record import NAMES

COLUMNS = ("p50", "p95", "p99", "max")


def measured():
    students = made("enrolled", "enrolled-60000.csv", 60_000)
    figures = {}
    for database in NAMES:
        # The database works on the server's core, as on a machine that has one for both.
        command = [] if database == "sqlite" else [
            "env", f"TMPDIR={WORK}", "taskset", "-c", "0", HERE.parent / "tools" / "with_postgres"]
        command += [sys.executable, HERE / "server_load.py", BUILD, WORK, database, students,
                    SECONDS]
        said = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE,
                              text=True).stdout
        figures[database] = json.loads(said)
    return figures


def times(figure, columns=COLUMNS):
    return [f"{figure[column]:.1f}" for column in columns]


def failed(figures):
    """What was answered otherwise than it should have been, or not at all."""
    return int(sum(figure["broken"] + figure["refused"] for name, figure in figures.items()
                   if isinstance(figure, dict) and "broken" in figure and "/" not in name))


def starts(figures):
    seconds = {name: run["start"] for name, run in figures.items()}
    return [], [(f"`mingce serve` answers, 60,000 students, {NAMES[name]}", "≤ 1 s",
                 f"{spent:.2f} s", verdict(spent <= 1)) for name, spent in seconds.items()]


def pages(figures):
    rows, promises = [], []
    labels = [label for label in figures["sqlite"]["pages"] if "/" in label]
    for label in labels:
        rows.append((label.replace("/", ", by ").replace("_", " "),
                     *(cell for run in figures.values()
                       for cell in times(run["pages"][label], ("p50", "p99")))))
    for name, run in figures.items():
        all_of = [run["pages"][label] for label in labels]
        p50, p99 = (max(figure[column] for figure in all_of) for column in ("p50", "p99"))
        promises.append((f"list pages over TLS, 60,000 in one intake, {NAMES[name]}",
                         "p50 ≤ 5 ms, p99 ≤ 20 ms", f"{p50:.1f} ms, {p99:.1f} ms",
                         verdict(p50 <= 5 and p99 <= 20)))
    heads = [f"{text} {column} ms" for text in NAMES.values() for column in ("p50", "p99")]
    more = [(label.replace("/", " by ").replace("_", " "),
             *(cell for run in figures.values()
               for cell in times(run["searches"][label], ("p50", "p99"))))
            for label in figures["sqlite"]["searches"] if "/" in label]
    for name, run in figures.items():
        for group, most, what in (("search", 10, "p50"), ("filter", 200, "p99")):
            worst = max(figure[what] for label, figure in run["searches"].items()
                        if label.startswith(group + "/"))
            promises.append((f"{group} over TLS, 60,000 in one intake, {NAMES[name]}",
                             f"≤ {most} ms", f"{worst:.1f} ms ({what})", verdict(worst <= most)))
    return (["## Pages and searches over TLS: 60,000 students, classes of forty", "",
             "Fifty requests a second of one caller each, first pages and ones half way, of 50"
             " students; the whole way of a request counts. Filters come four a second.", ""]
            + table(["scope, order", *heads], rows) + table(["", *heads], more), promises)


def registration_day(figures):
    rows, promises, parts = [], [], []
    for name, run in figures.items():
        for kind, text in (("mix", ""), ("streams", ", 1,000 event streams beside")):
            mix, server = run[kind]["mix"], run[kind]["server"]
            rows.append((NAMES[name] + text, int(mix["ok"]), failed(run[kind]), *times(mix),
                         f"{server['share']:.0%}", f"{server['others']:.0%}",
                         f"{server['peak']:.0f}"))
            met = mix["p95"] <= 200 and not failed(run[kind]) and server["peak"] <= 512
            promises.append((f"registration day{text}, {NAMES[name]}",
                             "p95 ≤ 200 ms, no error, ≤ 512 MiB",
                             f"{mix['p95']:.1f} ms, {failed(run[kind])} errors,"
                             f" {server['peak']:.0f} MiB", verdict(met)))
        parts += [(f"{NAMES[name]}: {label.removeprefix('mix/')}", int(figure["ok"]),
                   *times(figure)) for label, figure in run["mix"].items()
                  if label.startswith("mix/")]
    heads = [f"{column} ms" for column in COLUMNS]
    return ([f"## Registration day: 280 requests/s for {SECONDS} s, 1,000 sessions, TLS 1.3", "",
             "An open load: each request is due at a moment of its own, and its time counts from"
             " there. A quarter are durable writes (a changed student under If-Match, a finding"
             " fixed); the rest look at the session, a page of the list, a code table, a student."
             " Freshmen's own forms are not there yet, so the staff's requests stand for them:"
             " 200 accounts of the registry, departments and counsellors, five sessions each, all"
             " from one address. The server, and PostgreSQL with it, has one core, the load"
             " another; *others* is what else ran on the server's core.", ""]
            + table(["", "served", "errors", *heads, "processor", "others", "peak MiB"], rows)
            + table(["request", "served", *heads], parts), promises)


def idle_connections(figures):
    rows, promises = [], []
    for name, run in figures.items():
        without, beside = run["light"], run["idle"]
        each = (beside["server"]["rss"] - beside["server"]["rss_before"]) * 1024 / 1_000
        rows += [(NAMES[name], *times(without["light"]), ""),
                 (f"{NAMES[name]}, 1,000 idle beside", *times(beside["light"]), f"{each:.0f}")]
        ratio = beside["light"]["p95"] / without["light"]["p95"]
        promises.append((f"1,000 idle connections, others' p95, {NAMES[name]}", "< 2 ×",
                         f"{ratio:.1f} ×", verdict(ratio < 2 and not failed(beside))))
    heads = [f"{column} ms" for column in COLUMNS]
    return (["## Idle connections over TLS: 50 requests/s beside 1,000 of them", "",
             "The same requests as on registration day.", ""]
            + table(["", *heads, "KiB each"], rows), promises)


def sign_ins(figures):
    rows, promises = [], []
    for name, run in figures.items():
        without, beside = run["alone"], run["sign_ins"]
        right, wrong = beside["sign_in/right"], beside["sign_in/wrong"]
        served = int(right["ok"] + wrong["ok"])
        told = int(right["refused"] + wrong["refused"])
        lost = int(right["broken"] + wrong["broken"])
        rows += [(f"{NAMES[name]}: others, alone", int(without["light"]["ok"]), "", "",
                  *times(without["light"])),
                 (f"{NAMES[name]}: others, beside", int(beside["light"]["ok"]), "", "",
                  *times(beside["light"])),
                 (f"{NAMES[name]}: sign-ins", served, told, lost, *times(right))]
        ratio = beside["light"]["p95"] / without["light"]["p95"]
        promises.append((f"25 sign-ins/s, others' p95, {NAMES[name]}", "< 2 ×, none lost",
                         f"{ratio:.1f} ×, {served} served, {told} told to come again, {lost} lost",
                         verdict(ratio < 2 and not lost)))
    heads = [f"{column} ms" for column in COLUMNS]
    return (["## Sign-ins: 25/s for a minute beside 50 other requests/s", "",
             "Passwords of a hundred accounts, one in twenty mistyped, from one address. *Told* is"
             " 429 or 503 with Retry-After.", ""]
            + table(["", "served", "told", "lost", *heads], rows), promises)


def server():
    figures = measured()
    (WORK / "server.json").write_text(json.dumps(figures, indent=1))
    lines, promises = [], []
    for part in (starts, pages, registration_day, idle_connections, sign_ins):
        text, kept = part(figures)
        lines += text
        promises += kept
    return lines, promises
