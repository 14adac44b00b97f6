"""slowhttptest's three modes, a thousand connections each, while others go on working.

Meanwhile a probe asks whether the server is alive and for a page of a list, each time over a new
connection, as a person would who just came. None may fail; 95 of 100 answers must come within twice
the time they take without the attack (a few milliseconds aside, which two busy cores add anyway).
"""

import csv
import subprocess
import threading
import time

CONNECTIONS, A_SECOND, SECONDS = 1_000, 200, 60
SLACK_MS = 20
PATHS = ("/healthz", "/api/v1/students?intake=2026-ug&limit=50")
LARGE = "/api/v1/openapi.json"


class Probe:
    """Asks both paths in turn until it is ended."""

    def __init__(self, server, session):
        self.server, self.session = server, session
        self.times_ms, self.errors, self.is_over = [], [], threading.Event()
        self.thread = threading.Thread(target=self.go_on)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()

    def go_on(self):
        while not self.is_over.is_set():
            for path in PATHS:
                began = time.monotonic()
                try:
                    answer = self.server.ask("GET", path, self.session)
                    if answer.status != 200:
                        self.errors.append(f"{path}: {answer.status}")
                except OSError as problem:
                    self.errors.append(f"{path}: {problem!r}")
                self.times_ms.append((time.monotonic() - began) * 1_000)
            self.is_over.wait(0.05)

    def p95_ms(self):
        return sorted(self.times_ms)[int(len(self.times_ms) * 0.95)] if self.times_ms else 0.0


def slowhttptest(mode, url, out, connections, seconds, more=()):
    """How many connections there were at once."""
    prefix = out / f"slow{mode}"
    command = ["slowhttptest", mode, "-c", connections, "-r", min(A_SECOND, connections),
               "-l", seconds, "-i", 5, "-p", 5, "-g", "-o", prefix, "-u", url, *more]
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    (out / f"slow{mode}.txt").write_text(done.stdout)
    with open(f"{prefix}.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    return max((int(row["Connected"]) for row in rows), default=0)


def modes(server, session):
    """The mode, where to, and what it needs to begin with."""
    yield "-H", server.url + "/healthz", []
    yield "-B", server.url + "/api/v1/session", ["-f", "application/json", "-s", 100_000]
    # A receive window of a few bytes, many answers asked for, one byte read a second.
    yield "-X", server.url + LARGE, ["-k", 5, "-w", 10, "-y", 20, "-n", 5, "-z", 32]


def run(server, exemptions, out, connections=CONNECTIONS, seconds=SECONDS):
    session = server.sign_in("registry")
    found, said = [], []
    with Probe(server, session) as calm:
        time.sleep(seconds / 3)
    if calm.errors:
        return [f"without an attack: {calm.errors[:3]}"], ""
    for mode, url, more in modes(server, session):
        before = server.memory_mib()
        with Probe(server, session) as probe:
            reached = slowhttptest(mode, url, out, connections, seconds, more)
        bound = 2 * calm.p95_ms() + SLACK_MS
        said.append(f"{mode} {reached} connections, p95 {probe.p95_ms():.0f} ms "
                    f"(calm {calm.p95_ms():.0f}), {server.memory_mib() - before:+.0f} MiB")
        if reached < connections * 0.9:
            found.append(f"{mode}: only {reached} connections were made; see {out}/slow{mode}.txt")
        if probe.errors:
            found.append(f"{mode}: {len(probe.errors)} of {len(probe.times_ms)} answers failed: "
                         f"{probe.errors[:3]}")
        if probe.p95_ms() > bound:
            found.append(f"{mode}: p95 {probe.p95_ms():.0f} ms, above {bound:.0f} ms")
    return found, "; ".join(said)
