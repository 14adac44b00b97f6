"""A demo school of its own and a real server of it, to be attacked.

Everything lies in one folder that is made anew each time. The server's log is what tells whether a
tool really reached the handlers, and whether one of them broke.
"""

import collections
import http.client
import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import time
import urllib.parse

ADDRESS = "127.0.0.1"
# One machine plays a whole campus: limits per account and address would only hide the handlers.
# How they hold is tests/api's; slow connections meet the limits as shipped.
SETTINGS = """
[server]
port = 0
log = "server.log"
account_rate = 100000
address_rate = 1000000
{tls}
[session]
idle_minutes = 1440
sessions_max = 1000

[account]
delay_after = 1000
lock_after = 1000
lock_minutes = 1
"""
TLS_SETTINGS = 'certificate = "tls/server.crt"\nkey = "tls/server.key"\n'
ALL_IS_WELL, WITH_FINDINGS = 0, 1

Answer = collections.namedtuple("Answer", "status headers body")


class School:
    """A record of made-up people, and an account for each role."""

    def __init__(self, program, folder):
        self.program, self.folder = pathlib.Path(program).resolve(), pathlib.Path(folder)
        self.record = self.folder / "school"
        self.log = self.record / "server.log"
        self.authority = self.record / "tls" / "ca.crt"
        self.accounts = {}
        # The server of tools/with_postgres, empty; SQLite without.
        self.postgres = os.environ.get("MINGCE_TEST_POSTGRES", "")

    def mingce(self, *arguments, record=True):
        command = [self.program, *(["--data", self.record] if record else []), *arguments]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if done.returncode not in (ALL_IS_WELL, WITH_FINDINGS):
            raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def make(self, students=600):
        if self.folder.exists() and not (self.folder / "attacked").exists():
            raise RuntimeError(f"{self.folder} is no folder of this program; move it away")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / "attacked").touch()
        hand_over = self.folder / "demo"
        self.mingce("demo", "make", hand_over, "--students", students, "--provinces", 3,
                    "--seed", 7, "--errors", 0.05, record=False)
        database = ["--db", self.postgres + "&dbname=postgres"] if self.postgres else []
        self.mingce("init", "--institution", "江城明远大学", *database)
        for intake in ("2026-ug", "2026-pg", "2026-intl"):
            self.mingce("intake", "add", intake)
            self.mingce("import", hand_over, "--intake", intake, "--commit")
        lines = self.mingce("demo", "accounts", "--json").splitlines()
        accounts = (json.loads(line) for line in lines if line.startswith("{"))
        self.accounts = {account["login"]: account for account in accounts}
        self.mingce("cert", "--name", ADDRESS, "--name", "localhost",
                    "--domain", "127.0.0.0/8", "--domain", "localhost")
        self.settings = (self.record / "mingce.toml").read_text()

    def serve(self, is_secure):
        return Served(self, is_secure)


class Served:
    """A running server: `with school.serve(is_secure=True) as server`."""

    def __init__(self, school, is_secure):
        self.school, self.is_secure = school, is_secure
        self.log_from = 0

    def __enter__(self):
        tls = TLS_SETTINGS if self.is_secure else ""
        (self.school.record / "mingce.toml").write_text(
            self.school.settings + SETTINGS.format(tls=tls))
        command = [self.school.program, "--data", self.school.record, "serve"]
        known = self.school.log.stat().st_size if self.school.log.exists() else 0
        self.talk = open(self.school.folder / "serve.txt", "ab")
        self.process = subprocess.Popen([str(part) for part in command], stdout=self.talk,
                                        stderr=self.talk)
        for _ in range(200):
            time.sleep(0.1)
            started = [line for line in self.lines(known) if line.get("event") == "started"]
            if started:
                self.url = started[-1]["detail"]
                self.port = urllib.parse.urlsplit(self.url).port
                self.mark()
                return self
            if self.process.poll() is not None:
                break
        raise RuntimeError(f"the server did not start; see {self.talk.name}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        self.talk.close()

    def lines(self, since):
        """What the log says after a byte of it."""
        if not self.school.log.exists():
            return
        with open(self.school.log, "rb") as log:
            log.seek(since)
            for line in log:
                if line.endswith(b"\n"):
                    yield json.loads(line)

    def mark(self):
        """From here on statuses() and faults() count."""
        self.log_from = self.school.log.stat().st_size

    def outcomes(self):
        """(method, route) -> how many of each outcome since the mark: "200", "session.none"."""
        counts = collections.defaultdict(collections.Counter)
        for line in self.lines(self.log_from):
            if line.get("event") == "request":
                outcome = line.get("problem") or str(line["status"])
                counts[line["method"], line["route"]][outcome] += 1
        return counts

    def faults(self):
        """What must never be there whatever was sent: an exception, an answer of 500 and above."""
        found = collections.Counter()
        for line in self.lines(self.log_from):
            if line.get("event") == "fault":
                found[f"exception in {line['route']}: {line['what']}"] += 1
            elif line.get("status", 0) >= 500 and line.get("problem") != "server.busy":
                found[f"{line['status']} of {line['method']} {line['route']} "
                      f"({line.get('problem')})"] += 1
        if self.process.poll() is not None:
            found[f"the server ended with {self.process.returncode}"] += 1
        return found

    def memory_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def connect(self, timeout=60):
        if not self.is_secure:
            return http.client.HTTPConnection(ADDRESS, self.port, timeout=timeout)
        trust = ssl.create_default_context(cafile=self.school.authority)
        return http.client.HTTPSConnection(ADDRESS, self.port, timeout=timeout, context=trust)

    def ask(self, method, path, headers=None, body=None):
        connection = self.connect()
        try:
            connection.request(method, path, body=body, headers=headers or {})
            got = connection.getresponse()
            return Answer(got.status, got.getheaders(), got.read())
        finally:
            connection.close()

    def sign_in(self, login, with_code=True):
        """The headers of a session: its cookie and its token. Without a code it is half open."""
        account = self.school.accounts[login]
        for _ in range(4):
            facts = {"login": login, "password": account["password"]}
            if account["secret"] and with_code:
                facts["code"] = self.school.mingce("demo", "totp", login).strip()
            answer = self.ask("POST", "/api/v1/session", {"Content-Type": "application/json"},
                              json.dumps(facts))
            session = json.loads(answer.body)
            if answer.status == 200 and session["stage"] == ("open" if with_code else "code_asked"):
                cookie = next(value for name, value in answer.headers if name == "Set-Cookie")
                return {"Cookie": cookie.split(";")[0], "X-CSRF-Token": session["csrf_token"]}
            time.sleep(31 - time.time() % 30)  # a code is good once: the next one
        raise RuntimeError(f"{login} was not let in: {answer.status} {answer.body[:300]}")
