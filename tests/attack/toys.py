"""Servers with known faults: each tool must find them, or its silence about ours means nothing."""

import contextlib
import http.client
import http.server
import json
import sqlite3
import subprocess
import threading
import urllib.parse

import answer_headers
import slow_clients
import sql_injection
import tls_scan
import web_scan
from doorway import QuietOfOneThread, QuietServer
from exemptions import Exemptions


class Careless(http.server.BaseHTTPRequestHandler):
    """Builds SQL from what it is sent, prints it back as HTML, and protects nothing."""

    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        if self.path == web_scan.START:
            return self.give('<a href="/list?name=a">list</a>')
        self.give(self.find(asked.get("name", ["a"])[0]))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.give(self.find(body["filter"]["name"]))

    def find(self, name):
        people = sqlite3.connect(":memory:")
        people.execute("CREATE TABLE people (name TEXT, phone TEXT)")
        people.execute("INSERT INTO people VALUES ('a', '1')")
        try:
            rows = people.execute(f"SELECT phone FROM people WHERE name = '{name}'").fetchall()
        except (sqlite3.Error, sqlite3.Warning) as problem:
            return f"sqlite3.OperationalError: {problem} {name}"
        return f"{name}: {rows}"

    def give(self, text):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "session=1")
        self.end_headers()
        self.wfile.write(f"<html><body>{text}</body></html>".encode())

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def careless(is_threaded=True):
    kind = QuietServer if is_threaded else QuietOfOneThread
    server = kind(("127.0.0.1", 0), Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        threading.Thread(target=server.shutdown, daemon=True).start()
        server.server_close()


def sqlmap_finds(out):
    with careless() as port:
        texts = {
            "query": (f"GET /list?name=a* HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 1),
            "body": ("POST /find HTTP/1.1\r\nContent-Type: application/json\r\n"
                     f"Host: 127.0.0.1:{port}\r\n\r\n"
                     '{"filter":{"name":"a*"}}', 1)}
        for name, (text, points) in texts.items():
            _, words = sql_injection.sqlmap("toy-" + name, text, out, ["--level", 1, "--risk", 1])
            if not any("Parameter:" in one
                       for one in sql_injection.judged(name, words, points)):
                yield f"sqlmap did not find the toy's {name}"


def wapiti_finds(out):
    with careless() as port:
        report = web_scan.wapiti(f"http://127.0.0.1:{port}", "/", out, 30,
                                 modules="sql,xss,csp,cookieflags,http_headers")
        found = " ".join(web_scan.judged(report, Exemptions()))
        for kind in ("SQL Injection", "Cross Site Scripting", "Content Security Policy",
                     "HttpOnly Flag", "HTTP Secure Headers"):
            if kind not in found:
                yield f"wapiti did not find the toy's {kind}: {found[:300]}"


def testssl_finds(out, school):
    """Old protocols with a cipher without forward secrecy."""
    tls = school.record / "tls"
    command = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", tls / "server.crt",
               "-key", tls / "server.key", "-min_protocol", "TLSv1", "-cipher", "ALL:@SECLEVEL=0"]
    toy = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = next(line for line in toy.stdout if "ACCEPT" in line).rsplit(":", 1)[1].strip()
        threading.Thread(target=toy.stdout.read, daemon=True).start()
        findings = tls_scan.testssl(f"127.0.0.1:{port}", school.authority, out,
                                    ["--protocols", "--assume-http"])
        if not any("TLS1" in one for one in tls_scan.judged(findings, Exemptions())):
            yield "testssl.sh did not find the toy's TLS 1.0"
    finally:
        toy.terminate()
        toy.wait()


class Asked:
    """A toy as the probe asks a server."""

    def __init__(self, port):
        self.port = port

    def ask(self, method, path, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=3)
        try:
            connection.request(method, path, headers=headers)
            return connection.getresponse()
        finally:
            connection.close()


def slow_clients_hurt(out):
    """A server of one thread answers nobody else while one client is slow."""
    with careless(is_threaded=False) as port:
        with slow_clients.Probe(Asked(port), {}) as probe:
            slow_clients.slowhttptest("-H", f"http://127.0.0.1:{port}/list", out, 20, 8)
        if not probe.errors:
            yield "slowhttptest did not hurt the toy"


def headers_are_judged(server):
    """Each header changed or taken away is a fault, and costs points where it must."""
    answer = server.ask("GET", "/healthz")
    good = list(answer.headers)
    if list(answer_headers.faults_of("/healthz", good, server.is_secure)):
        return  # the step itself tells of it
    for name in [*answer_headers.WANTED, "content-security-policy", "strict-transport-security",
                 "cache-control", "permissions-policy", "x-request-id"]:
        without = [pair for pair in good if pair[0].lower() != name]
        changed = without + [(name, "wrong")]
        for headers in (without, changed)[:1 if name in ("permissions-policy", "x-request-id")
                                          else 2]:
            if not list(answer_headers.faults_of("/healthz", headers, server.is_secure)):
                yield f"headers: {name} gone or wrong was not seen"
    for cookie in ("mingce=1; Path=/; HttpOnly; SameSite=Strict",
                   "__Host-mingce=1; Path=/; Secure"):
        if not list(answer_headers.faults_of("/", good + [("Set-Cookie", cookie)], True)):
            yield f"headers: {cookie} was not seen"
    bare, _ = answer_headers.score([], True)
    if bare >= 50:
        yield f"headers: an answer without any scores {bare}"


def run(server, out):
    out.mkdir(parents=True, exist_ok=True)
    found = [*headers_are_judged(server), *sqlmap_finds(out), *wapiti_finds(out),
             *testssl_finds(out, server.school), *slow_clients_hurt(out)]
    return found, "what is known to be wrong was found" if not found else ""
