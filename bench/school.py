"""A made-up school on a server of its own: the record made by the program itself, its people by
bench_open_sessions, `mingce serve` over TLS on one core, and the load generator on another."""

import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.parse

INTAKE = "2026-ug"
SERVER_CORE, LOAD_CORE = 0, (1 if (os.cpu_count() or 1) > 1 else 0)
SETTINGS = """
[server]
certificate = "tls/server.crt"
key = "tls/server.key"
log = "server.log"
# One address stands for a whole school behind its NAT.
connections_per_address = 3000
[account]
address_delay_after = 100000
address_lock_after = 100000
"""


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def put_first(process):
    """Gives a process's session the processor before what else works on this machine; the
    niceness of threads within it stays what it is."""
    try:
        pathlib.Path(f"/proc/{process}/autogroup").write_text("-20")
    except OSError:
        pass  # not ours to say here: *others* in the tables tells what they took


class School:
    """One record with its people; a server is started and stopped on it."""

    def __init__(self, build, work, database, students, sessions, sign_ins):
        self.build, self.folder = build, work / f"school-{database}"
        self.mingce, self.data = build / "mingce", self.folder / "data"
        self.process, self.postmaster, self.port = None, None, free_port()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        place = []
        if database == "postgres":
            url = os.environ["MINGCE_TEST_POSTGRES"]
            cluster = pathlib.Path(url.partition("host=")[2]) / "data" / "postmaster.pid"
            self.postmaster = cluster.read_text().splitlines()[0]
            place = ["--db", url]
        self.say("init", "--institution", "Bench", *place)
        self.say("intake", "add", INTAKE)
        self.say("import", students, "--intake", INTAKE, "--commit")
        subprocess.run([build / "bench_open_sessions", self.data, INTAKE, self.folder,
                        str(sessions), str(sign_ins)], check=True)
        self.say("cert", "--name", "127.0.0.1", "--domain", "127.0.0.0/8")
        with (self.data / "mingce.toml").open("a") as settings:
            settings.write(SETTINGS)
        self.sessions = [line.split("\t") for line in self.lines("sessions.tsv")]
        self.sign_ins = [line.split("\t") for line in self.lines("sign_ins.tsv")]
        self.students = [line.split("\t") for line in self.lines("students.tsv")]

    def say(self, *words):
        done = subprocess.run([str(word) for word in (self.mingce, "--data", self.data, *words)],
                              capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)

    def lines(self, name):
        return (self.folder / name).read_text(encoding="utf-8").splitlines()

    def start(self):
        """Seconds until the server answers that it is ready."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), self.mingce, "--data", self.data, "serve", "--port",
             str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        self.put_first()
        while True:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}")
            try:
                self.ask("GET", "/readyz")
                return time.monotonic() - began
            except OSError:
                time.sleep(0.005)

    def put_first(self):
        """The server, and each of the database's processes, which is a session of its own."""
        put_first(self.process.pid)
        if self.postmaster:
            children = pathlib.Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children")
            for process in (self.postmaster, *children.read_text().split()):
                put_first(process)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
        self.process = None

    def ask(self, method, path, session=None, body=None):
        """The JSON of one answer, over a connection of its own."""
        context = ssl.create_default_context(cafile=self.data / "tls" / "ca.crt")
        line = http.client.HTTPSConnection("127.0.0.1", self.port, context=context)
        headers = {}
        if session:
            headers = {"Cookie": f"__Host-mingce={session[2]}", "X-CSRF-Token": session[3]}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read()
        line.close()
        if answer.status == 429:  # an account's own rate; nothing is measured here
            time.sleep(int(answer.headers["Retry-After"]))
            return self.ask(method, path, session, body)
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text)

    def pages(self, session, order, size=500):
        """Cursors of the pages of a list, the first one's ""."""
        cursor, cursors = "", [""]
        while len(cursors) < 80:
            query = {"intake": INTAKE, "order": order, "limit": size}
            answer = self.ask("GET", "/api/v1/students?" + urllib.parse.urlencode(
                query | ({"cursor": cursor} if cursor else {})), session)
            cursor = answer["next"]
            if not cursor:
                break
            cursors.append(cursor)
        return cursors

    def measure(self):
        """What the server used so far: seconds of the processor, MiB now and at most."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().split()
        memory = {name: int(re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE).group(1)) / 1024
                  for name in ("VmRSS", "VmHWM")}
        tick = os.sysconf("SC_CLK_TCK")
        return {"cpu": (int(fields[13]) + int(fields[14])) / tick, "rss": memory["VmRSS"],
                "peak": memory["VmHWM"]}


def busy_seconds(core):
    """Of everybody on a core, so that what others took can be told."""
    for line in pathlib.Path("/proc/stat").read_text().splitlines():
        if line.startswith(f"cpu{core} "):
            numbers = [int(word) for word in line.split()[1:]]
            return (sum(numbers) - numbers[3] - numbers[4]) / os.sysconf("SC_CLK_TCK")
    return 0.0


class Script:
    """Requests with the moment each is due, played by bench_http_load."""

    def __init__(self, school):
        self.school, self.lines, self.connections = school, [], []

    def connect(self, session=None):
        """One more connection, of a session or of nobody; its number."""
        self.connections.append(f"{session[2]} {session[3]}" if session else "- -")
        return len(self.connections) - 1

    def ask(self, at_ms, connection, label, method, path, wanted=200, version="", body=""):
        self.lines.append((at_ms, f"{at_ms:.2f}\t{connection}\t{label}\t{method}\t{path}\t{wanted}"
                                  f"\t{version}\t{body}"))

    def play(self, open_seconds=2.0):
        """Figures by label, with "server" for what it used meanwhile."""
        folder = self.school.folder
        self.lines.sort(key=lambda line: line[0])
        (folder / "script").write_text("".join(line + "\n" for _, line in self.lines),
                                       encoding="utf-8")
        (folder / "connections").write_text("".join(f"{line}\n" for line in self.connections))
        self.school.put_first()
        before, others = self.school.measure(), busy_seconds(SERVER_CORE)
        began = time.monotonic()
        load = subprocess.Popen(
            ["taskset", "-c", str(LOAD_CORE), self.school.build / "bench_http_load",
             str(self.school.port), self.school.data / "tls" / "ca.crt", folder / "connections",
             folder / "script", str(open_seconds)], stdout=subprocess.PIPE, text=True,
            start_new_session=True)
        put_first(load.pid)
        said, _ = load.communicate()
        if load.returncode != 0:
            raise SystemExit(f"http_load ended with {load.returncode}")
        seconds = time.monotonic() - began
        after, others = self.school.measure(), busy_seconds(SERVER_CORE) - others
        figures = {"said": [line for line in said.splitlines() if line.startswith("otherwise")]}
        for line in said.splitlines():
            words = line.split()
            if len(words) > 2 and words[1] in ("ok", "late_p99"):
                figures[words[0]] = dict(zip(words[1::2], map(float, words[2::2])))
        spent = after["cpu"] - before["cpu"]
        figures["server"] = {"share": spent / seconds, "others": (others - spent) / seconds,
                             "rss": after["rss"], "rss_before": before["rss"],
                             "peak": after["peak"]}
        return figures
