"""The loads of a server on one database, printed as JSON: server_load.py BUILD WORK DATABASE
STUDENTS_FILE SECONDS [PART…]. Called by server.py; on PostgreSQL beside a cluster of its own."""

import itertools
import json
import pathlib
import random
import statistics
import sys
import urllib.parse

from school import INTAKE, School, Script

SESSIONS, SIGN_INS = 1_000, 100
ORDERS = ("number", "name", "class", "change")
BY_ROW = "source"  # whose file is which is for those of the whole school
CHANCE = random.Random(20260901)


def path(**query):
    return "/api/v1/students?" + urllib.parse.urlencode({"intake": INTAKE} | query)


class Loads:
    def __init__(self, school):
        self.school = school
        self.patched = itertools.cycle(CHANCE.sample(school.students, len(school.students)))
        self.versions, self.remark = {}, 0
        self.eligible = {}
        for number, session in enumerate(school.sessions):
            for unit in session[1].split(","):
                self.eligible.setdefault(unit, []).append(number)
        registry = self.registry()
        tables = school.ask("GET", "/api/v1/standard/code-tables", registry)["items"]
        self.tables = [table["key"] for table in tables]
        findings = school.ask("GET", f"/api/v1/findings?intake={INTAKE}", registry)["items"]
        self.spoilt = {finding["student"] for finding in findings}
        # One of a student: a fix may settle the next one, too.
        self.fixes = list({finding["student"]: finding["id"] for finding in findings
                           if finding["proposal"]}.values())
        self.of_unit = {}
        for student in school.students:
            for unit in ("whole", student[1], f"{student[1]}/{student[2]}"):
                self.of_unit.setdefault(unit, []).append(student[0])

    def registry(self):
        return next(line for line in self.school.sessions if line[0] == "registry")

    def of_role(self, role):
        return [line for line in self.school.sessions if line[0] == role]

    # What each request of a mix is; `number` is the connection and the session.

    def read(self, script, at, number, label):
        session = self.school.sessions[number]
        kind = CHANCE.choices(("session", "page", "code table", "student"), (20, 15, 20, 20))[0]
        if kind == "session":
            script.ask(at, number, f"{label}/session", "GET", "/api/v1/session")
        elif kind == "page":
            script.ask(at, number, f"{label}/page", "GET",
                       path(limit=50, order=CHANCE.choice(ORDERS)))
        elif kind == "code table":
            script.ask(at, number, f"{label}/code-table", "GET",
                       "/api/v1/standard/code-tables/" + CHANCE.choice(self.tables))
        else:
            unit = CHANCE.choice(session[1].split(","))
            script.ask(at, number, f"{label}/student", "GET",
                       "/api/v1/students/" + CHANCE.choice(self.of_unit[unit]))

    def write(self, script, at, label):
        if self.fixes and CHANCE.random() < 0.04:
            number = CHANCE.choice(self.eligible["whole"])
            script.ask(at, number, f"{label}/fix", "POST",
                       f"/api/v1/findings/{self.fixes.pop()}/fix", body="{}")
            return
        student = next(line for line in self.patched if line[0] not in self.spoilt)
        units = ("whole", student[1], f"{student[1]}/{student[2]}")
        number = CHANCE.choice([one for unit in units for one in self.eligible.get(unit, ())])
        version = self.versions.get(student[0], 1)
        self.versions[student[0]] = version + 1
        self.remark += 1
        body = {"values": {"remark": f"报到第{self.remark}号"}, "reason": "报到"}
        script.ask(at, number, f"{label}/change", "PATCH", "/api/v1/students/" + student[0],
                   version=version, body=json.dumps(body, ensure_ascii=False))

    def mix(self, seconds, rate=280, with_streams=False):
        script = Script(self.school)
        for session in self.school.sessions:
            script.connect(session)
        if with_streams:
            for session in self.school.sessions:
                script.ask(CHANCE.uniform(0, 5_000), script.connect(session), "streams", "stream",
                           "/api/v1/events")
        turns = itertools.cycle(CHANCE.sample(range(SESSIONS), SESSIONS))
        at = 5_000.0 if with_streams else 0.0
        end = at + seconds * 1_000
        while at < end:  # arrivals of people who do not know of one another
            at += CHANCE.expovariate(rate / 1_000)
            if CHANCE.random() < 0.25:
                self.write(script, at, "mix")
            else:
                self.read(script, at, next(turns), "mix")
        return script.play(10)

    def light(self, seconds, rate=50, idle=0, sign_ins=0):
        """Fifty requests a second, a quarter of them writes; what else goes on beside them."""
        script = Script(self.school)
        for session in self.school.sessions:
            script.connect(session)
        for _ in range(idle):
            script.connect()
        at = 0.0
        while at < seconds * 1_000:
            at += CHANCE.expovariate(rate / 1_000)
            if CHANCE.random() < 0.25:
                self.write(script, at, "light")
            else:
                self.read(script, at, CHANCE.randrange(SESSIONS), "light")
        lines = [script.connect() for _ in range(100 if sign_ins else 0)]
        at = 0.0
        for turn in itertools.count():
            if not sign_ins or at >= seconds * 1_000:
                break
            login, password = self.school.sign_ins[turn % SIGN_INS]
            is_wrong = CHANCE.random() < 0.05  # mistyped
            body = {"login": login, "password": "wrong" if is_wrong else password}
            script.ask(at, lines[turn % len(lines)],
                       "sign_in/" + ("wrong" if is_wrong else "right"), "POST", "/api/v1/session",
                       401 if is_wrong else 200, body=json.dumps(body))
            at += CHANCE.expovariate(sign_ins / 1_000)
        return script.play(5)

    def pages(self):
        """Every order within each scope, first pages and those half way, fifty a second."""
        scopes = {"institution": self.of_role("registry"),
                  "department": self.of_role("department_secretary"),
                  "four classes": self.of_role("counsellor")}
        script, at = Script(self.school), 0.0
        lines = {scope: script.connect(sessions[0]) for scope, sessions in scopes.items()}
        asks = []
        for scope, sessions in scopes.items():
            for order in (*ORDERS, BY_ROW) if scope == "institution" else ORDERS:
                size = 20 if scope == "four classes" else 500
                cursors = self.school.pages(sessions[0], order, size)
                middle = cursors[len(cursors) // 2]
                more = {"cursor": middle} if middle else {}
                label = f"{scope}/{order}".replace(" ", "_")
                asks += [(lines[scope], label, path(order=order, limit=50))] * 50
                asks += [(lines[scope], label, path(order=order, limit=50, **more))] * 50
        CHANCE.shuffle(asks)
        for line, label, query in asks:
            at += CHANCE.expovariate(0.05)
            script.ask(at, line, label, "GET", query)
        return script.play()

    def searches(self):
        script, at = Script(self.school), 0.0
        # Several people, as one account alone may not ask so often.
        lines = itertools.cycle([script.connect(one) for one in self.of_role("registry")[::5]])
        for _ in range(100):
            some = CHANCE.choice(self.school.students)
            for label, text in (("name", some[3][1:3]), ("one_character", some[3][:1]),
                                ("initials", CHANCE.choice(("zwj", "lq", "wxm", "chy", "lzh"))),
                                ("student_number", some[5]), ("exam_number", some[4]),
                                ("nobody", "Zzz龘")):
                at += CHANCE.expovariate(0.05)
                script.ask(at, next(lines), f"search/{label}", "GET", "/api/v1/students?"
                           + urllib.parse.urlencode({"search": text, "limit": 50}))
        for _ in range(40):
            for value in ("major=法学", "ethnicity=珞巴族", "ethnicity=nobody's"):
                at += 250
                label = {"major=法学": "major", "ethnicity=珞巴族": "rare"}.get(value, "nobody")
                script.ask(at, next(lines), f"filter/{label}", "GET",
                           path(order="name", limit=50, filter=value))
        return script.play()


def measure(school, seconds, wanted):
    """{part: its figures}; of those wanted, all of them with none."""
    figures = {}

    def run(name, make):
        if not wanted or name in wanted:
            print("   ", name, file=sys.stderr, flush=True)
            figures[name] = make()

    starts = []
    for _ in range(3):
        starts.append(school.start())
        school.stop()
    figures["start"] = statistics.median(starts)
    school.start()
    loads = Loads(school)
    run("pages", loads.pages)
    run("searches", loads.searches)
    run("light", lambda: loads.light(30))
    run("idle", lambda: loads.light(30, idle=1_000))
    school.stop()
    school.start()  # the peak of memory is of registration day alone
    run("mix", lambda: loads.mix(seconds))
    run("streams", lambda: loads.mix(seconds, with_streams=True))
    school.stop()
    school.start()
    run("alone", lambda: loads.light(60))
    run("sign_ins", lambda: loads.light(60, sign_ins=25))
    return figures


def main():
    build, work, students = (pathlib.Path(sys.argv[at]) for at in (1, 2, 4))
    print(sys.argv[3], file=sys.stderr, flush=True)
    school = School(build, work, sys.argv[3], students, SESSIONS, SIGN_INS)
    try:
        print(json.dumps(measure(school, int(sys.argv[5]), sys.argv[6:])))
    finally:
        school.stop()


if __name__ == "__main__":
    main()
