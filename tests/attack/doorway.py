"""Stands between wapiti 3.0 and the server, as it neither reads OpenAPI nor sends JSON.

It shows one page with a link or a form for each operation; what a form sends it passes on as the
JSON the server takes, with the session of the role that may and the token that the form held.
Answers go back as they are, but for what differs of itself (steady_page.py). It is also the place
that payloads try to lure the server to: who comes there without being sent by wapiti is counted.
"""

import html
import http.server
import json
import re
import threading
import urllib.parse

from steady_page import postprocess

TOKEN = "csrf_token"
START, OUTSIDE = "/start.html", "/outside/"
OWN_HEADERS = {"connection", "transfer-encoding", "content-length", "keep-alive"}


def like(value, text):
    """A form's text as JSON of the kind that stood there."""
    if isinstance(value, bool):
        return {"true": True, "false": False}.get(text, text)
    if isinstance(value, int):
        return int(text) if re.fullmatch(r"-?\d{1,15}", text) else text
    if isinstance(value, list):
        return [like(value[0] if value else "", text)]
    if isinstance(value, dict):
        return {name: like(one, text) for name, one in value.items()}
    return text


def shown(value):
    """A JSON value as a form's text."""
    while isinstance(value, (list, dict)):
        value = next(iter(value.values() if isinstance(value, dict) else value), "")
    return "" if value is None else {True: "true", False: "false"}.get(value, str(value))


class QuietServer(http.server.ThreadingHTTPServer):
    """Says nothing of clients that hang up."""

    def handle_error(self, *_):
        pass


class QuietOfOneThread(http.server.HTTPServer):
    handle_error = QuietServer.handle_error


class Doorway:
    def __init__(self, server, calls, sessions):
        self.server, self.calls, self.sessions = server, calls, sessions
        self.patterns = [(call, re.compile(re.sub(r"\{\w+\}", "[^/]+", call.template) + r"\Z"))
                         for call in calls]
        self.visits = []  # to OUTSIDE

    def __enter__(self):
        doorway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body go out apart

            def __getattr__(self, name):  # any method, made-up ones too
                if name.startswith("do_"):
                    return lambda: doorway.handle(self)
                raise AttributeError(name)

            def log_message(self, *_):
                pass

        self.http = QuietServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def handle(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if handler.path == START:
            return self.give(handler, 200, [("Content-Type", "text/html; charset=utf-8")],
                             self.page().encode())
        if handler.path.startswith(OUTSIDE):
            if not handler.path.startswith(OUTSIDE + "get_"):  # wapiti itself asks for results
                self.visits.append(handler.path)
            return self.give(handler, 200, [("Content-Type", "application/json")], b"{}")
        method, target = handler.command, handler.path
        told = re.match(r"/_([A-Z]+)(/.*)", target)
        if told:  # a form knows GET and POST alone
            method, target = told[1], told[2]
        call = self.call_of(method, target)
        headers = dict(self.sessions[call.login if call else "registry"])
        for name in ("Referer", "User-Agent", "Accept-Language"):
            if name in handler.headers:
                headers[name] = handler.headers[name]
        kind = handler.headers.get("Content-Type", "")
        if call and "urlencoded" in kind:
            fields = dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace"),
                                                 keep_blank_values=True))
            headers["X-CSRF-Token"] = self.one_line(fields.pop(TOKEN, ""))
            body = b"" if call.body is None else json.dumps(
                {name: like(call.body.get(name, ""), text) for name, text in fields.items()},
                ensure_ascii=False).encode()
            kind = "application/json"
        if body:
            headers["Content-Type"] = kind
        headers.update((call.headers if call and call.method == "PATCH" else {}))
        try:
            answer = self.server.ask(method, target, headers, body or None)
        except (OSError, ValueError) as problem:
            return self.give(handler, 502, [], repr(problem).encode())
        self.give(handler, answer.status,
                  [pair for pair in answer.headers if pair[0].lower() not in OWN_HEADERS],
                  self.steady(answer.body))

    @staticmethod
    def steady(body):
        try:
            return postprocess(body.decode())[0].encode()
        except UnicodeDecodeError:
            return body  # a file

    @staticmethod
    def one_line(text):
        """A header cannot hold the rest, nor can http.client be brought to send it."""
        return re.sub(r"[^\x20-\x7e]", "-", text)

    def call_of(self, method, target):
        path = target.split("?")[0]
        return next((call for call, pattern in self.patterns
                     if call.method == method and pattern.match(path)), None)

    def page(self):
        lines = ["<!doctype html><title>operations</title>"]
        for call in self.calls:
            target = html.escape(call.target())
            if call.method == "GET":
                lines.append(f'<a href="{target}">{call.operation}</a>')
                continue
            fields = "".join(f'<input name="{name}" value="{html.escape(shown(value))}">'
                             for name, value in (call.body or {}).items())
            token = self.sessions[call.login]["X-CSRF-Token"]
            fields += f'<input type="hidden" name="{TOKEN}" value="{token}">'
            told = "" if call.method == "POST" else f"/_{call.method}"
            lines.append(f'<form method="post" action="{told}{target}">{fields}'
                         '<input type="submit"></form>')
        return "\n".join(lines)

    def give(self, handler, status, headers, body):
        handler.send_response_only(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)
