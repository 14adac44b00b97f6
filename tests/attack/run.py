#!/usr/bin/python3
"""Attacks a demo school's server with well-known tools of Debian: nothing may be found.

Usage: run.py MINGCE FOLDER [STEP…]      (all steps without: toys headers tls slow sql web)
FOLDER/report.txt tells each step's outcome and time; what the tools said lies beside it.
On SQLite; below tools/with_postgres on PostgreSQL.
"""

import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import answer_headers
import slow_clients
import sql_injection
import tls_scan
import toys
import web_scan
from calls import Known, sign_in_all
from exemptions import Exemptions
from school import School

PROGRAMS = ("sqlmap", "wapiti", "testssl", "slowhttptest", "openssl")
SECURE_STEPS, PLAIN_STEPS = ("toys", "headers", "tls", "slow"), ("plain-headers", "sql", "web")
TOOL_OF = {"tls": "testssl", "web": "wapiti"}
TURNED_AWAY = ("session.needed", "session.none", "session.stage", "session.wait", "session.busy",
               "request.foreign", "request.too_many", "access.denied", "access.too_often",
               "server.busy", "job.too_many")


class Report:
    def __init__(self, file):
        self.file, self.is_clean = open(file, "w"), True

    def say(self, text):
        print(text, flush=True)
        print(text, file=self.file, flush=True)

    def step(self, name, work, server):
        began = time.monotonic()
        server.mark()
        found, said = work()
        found += [f"{fault} ({count} times)" for fault, count in server.faults().items()]
        outcome = "nothing found" if not found else f"{len(found)} FOUND"
        self.is_clean = self.is_clean and not found
        self.say(f"── {name}: {outcome}, {time.monotonic() - began:.0f} s; {said}")
        for line in found:
            self.say(f"   {line}")

    def reached(self, server):
        """How far the requests since the mark came, and which did not."""
        counts = server.outcomes()
        total = sum(sum(of.values()) for of in counts.values())
        away = {where: sum(of[outcome] for outcome in TURNED_AWAY) for where, of in counts.items()}
        share = 100 * (1 - sum(away.values()) / max(total, 1))
        self.say(f"   {total} requests, {share:.1f} % past sign-in, permission and limits")
        for (method, route), number in sorted(away.items()):
            of = counts[method, route]
            if number > 0.2 * sum(of.values()):
                self.say(f"   {method} {route or '(no route)'}: {number} of {sum(of.values())} "
                         f"turned away: {dict(of.most_common(4))}")


def attack_securely(school, steps, exemptions, report, out):
    with school.serve(is_secure=True) as server:
        work = {"toys": lambda: toys.run(server, out / "toys"),
                "headers": lambda: answer_headers.run(server, exemptions, out),
                "tls": lambda: tls_scan.run(server, exemptions, out),
                "slow": lambda: slow_clients.run(server, exemptions, out)}
        for step in SECURE_STEPS:
            if step in steps:
                report.step(step, work[step], server)


def attack_plainly(school, steps, exemptions, report, out):
    with school.serve(is_secure=False) as server:
        if "headers" in steps:
            report.step("headers over plain HTTP",
                        lambda: answer_headers.run(server, exemptions, out), server)
        if not {"sql", "web"} & set(steps):
            return
        known = Known(server, sign_in_all(server))
        if "web" in steps:
            report.step("web", lambda: web_scan.run(server, known, exemptions, out), server)
            report.reached(server)
        if "sql" in steps:
            report.step("sql", lambda: sql_injection.run(server, known, out / "sqlmap"), server)
            report.reached(server)


def main(program, folder, *steps):
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        sys.exit(f"not there: {' '.join(missing)}; ./dev setup --attack installs them")
    steps = steps or ("toys", "headers", "tls", "slow", "web", "sql")
    school, exemptions = School(program, folder), Exemptions()
    began = time.monotonic()
    school.make()
    out = school.folder.resolve()
    report = Report(out / "report.txt")
    report.say(f"── a demo school: {time.monotonic() - began:.0f} s")
    if {"toys", "headers", "tls", "slow"} & set(steps):
        attack_securely(school, steps, exemptions, report, out)
    if {"headers", "sql", "web"} & set(steps):
        attack_plainly(school, steps, exemptions, report, out)
    for row in exemptions.idle({TOOL_OF.get(step) for step in steps}):
        report.say(f"   no longer needed in exemptions.toml: {row}")
        report.is_clean = False
    report.say(f"── {'nothing found' if report.is_clean else 'FOUND'}, "
               f"{(time.monotonic() - began) / 60:.0f} min")
    return 0 if report.is_clean else 1


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
