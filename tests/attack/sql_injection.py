"""sqlmap on every parameter of path, query and body, and on the headers that are read.

Each operation is one request with a mark on each of its values, all of them attacked. A point that
sqlmap does not report as tested counts as a finding: silence is no answer.
"""

import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time
import urllib.parse

import calls

MARK = "*"  # sqlmap attacks what stands before it
AT_ONCE = 3
FULL = ["--level", 5, "--risk", 3]
MINUTES_EACH = 15

# What is left out, and why. The rest of the document is attacked, whatever it comes to hold.
LEFT_OUT = {
    "signOut": "ends the session the tool works with; has no parameter",
    "signOutEverywhere": "the same",
    "openEvents": "never ends; has no parameter",
}
# A password hashed or a document made each time, as slow as some 50 others: they get level 2.
SLOW = {"signIn", "activate", "changePassword", "compareRoster", "compileRoster",
        "makeExport",
        "previewRoster", "previewRosterPage", "previewRosterPdf"}
# Read by the server on any request, or kept by it.
HEADERS = {
    "listStudents": ["Cookie", "User-Agent", "Accept-Language", "Referer", "X-Forwarded-For"],
    "checkValues": ["Idempotency-Key"],  # X-CSRF-Token sqlmap leaves alone of itself
    "editStudent": ["If-Match"],
    "showHealth": ["Authorization", "Cookie"],
}


def marked(value):
    """JSON of a value with a mark after each text, number and truth value of it."""
    if value is None:
        return "null"
    if isinstance(value, int):  # a truth value too
        return json.dumps(value) + MARK
    if isinstance(value, str):
        return json.dumps(value + MARK, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(marked(one) for one in value or ["x"]) + "]"
    pairs = (f"{json.dumps(name, ensure_ascii=False)}:{marked(one)}" for name, one in value.items())
    return "{" + ",".join(pairs) + "}"


def request_text(call, server, session, quote):
    """The request as sqlmap reads it from a file, and how many points it has."""
    body = None if call.body is None else marked(call.body)
    target = call.target(lambda value: quote(value) + MARK)
    headers = {"Host": f"127.0.0.1:{server.port}", **session, **call.headers}
    for name in HEADERS.get(call.operation, []):
        headers[name] = headers.get(name, "x") + MARK
    lines = [f"{call.method} {target} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    text = "\r\n".join(lines) + "\r\n\r\n" + (body or "")
    return text, text.count(MARK)


def steady_page(out):
    """The script as sqlmap wants it, in a package."""
    package = out / "script"
    package.mkdir(exist_ok=True)
    (package / "__init__.py").touch()
    return shutil.copy(pathlib.Path(__file__).with_name("steady_page.py"), package)


def sqlmap(name, text, out, strength, database="SQLite"):
    """What sqlmap says of one request: (how long it took, its words)."""
    request = out / f"{name}.http"
    request.write_text(text)
    command = ["sqlmap", "-r", request, "--batch", "--flush-session", "--disable-coloring",
               "--output-dir", out / "sessions" / name, "--ignore-code", "*", "--skip-waf",
               "--timeout", 60, "--retries", 1, "--ignore-stdin", "--answers", "keep testing=Y",
               "--dbms", database, "--postprocess", steady_page(out), *strength]
    began = time.monotonic()
    try:
        done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=60 * MINUTES_EACH)
        words = done.stdout
    except subprocess.TimeoutExpired as late:
        words = (late.stdout or b"").decode() + f"\nended after {MINUTES_EACH} minutes"
    (out / f"{name}.txt").write_text(words)
    return time.monotonic() - began, words


def judged(name, words, points):
    """What is wrong by the words of sqlmap."""
    found = [f"{name}: {line.strip()}" for line in words.splitlines()
             if re.match(r"Parameter: .*\(.*\)", line.strip())]
    if "identified the following injection point" in words and not found:
        found.append(f"{name}: sqlmap found a point")
    tested = len(re.findall(r"parameter '.*' does not seem to be injectable", words))
    if not found and tested < points:
        found.append(f"{name}: {tested} of {points} points were tested; "
                     f"{words.strip().splitlines()[-1][:200]}")
    return found


def run(server, known, out):
    out.mkdir(parents=True, exist_ok=True)
    database = "PostgreSQL" if server.school.postgres else "SQLite"
    begun, tasks = time.monotonic(), []
    for call in calls.all_calls(known):
        if call.operation in LEFT_OUT:
            continue
        session = known.sessions[call.login]
        text, points = request_text(call, server, session, urllib.parse.quote)
        if points:
            tasks.append((call.operation, text, points))
    found, seconds = [], {}
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        def attack(task):
            operation, text, points = task
            own = ["--level", 2, "--risk", 1] if operation in SLOW else FULL
            took, words = sqlmap(operation, text, out, own, database)
            print(f"   {took:5.0f} s {points:2} points {operation}", file=sys.stderr, flush=True)
            return operation, took, judged(operation, words, points)
        for operation, took, wrong in pool.map(attack, tasks):
            seconds[operation] = took
            found += wrong
    points = sum(points for _, _, points in tasks)
    return found, (f"{len(tasks)} operations, {points} points on {database}, "
                   f"{time.monotonic() - begun:.0f} s")
