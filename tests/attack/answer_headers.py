"""Every kind of answer carries the security headers; scored as Mozilla's HTTP Observatory does.

The rules of the score are those of the tables "Tests and score modifiers" of MDN's HTTP Observatory
(mdn/yari at 335f4a13, copy/observatory/tests_and_scoring.md: 100 to begin with, extras from 90 on)
as far as they can apply to a server without pages. Left out: preloading of HSTS, redirection from
plain HTTP (the port speaks TLS alone: 0) and subresource integrity (no scripts: 0).
"""

import re
import ssl

from school import Answer

EXTRAS_FROM, SCORE_LEAST = 90, 110
HALF_A_YEAR = 15_768_000
WANTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
}
WANTED_POLICY = {
    "default-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
    "frame-ancestors": "'none'", "img-src": "'self' blob: data:",
    "script-src": "'self'", "require-trusted-types-for": "'script'",
}
MAY_BE_KEPT = {"/api/v1/openapi.json"}  # the same for everybody, of no person
JSON = {"Content-Type": "application/json"}


def policy_of(headers):
    directives = (part.split(None, 1) for part in
                  headers.get("content-security-policy", "").split(";") if part.strip())
    return {part[0]: part[1].strip() if len(part) > 1 else "" for part in directives}


def faults_of(path, headers, is_secure):
    """What an answer lacks."""
    names = [name.lower() for name, _ in headers]
    values = {name.lower(): value for name, value in headers}
    for name, wanted in WANTED.items():
        if values.get(name) != wanted:
            yield f"{name}: {values.get(name)}, not {wanted}"
        if names.count(name) > 1:
            yield f"{name} stands {names.count(name)} times"
    policy = policy_of(values)
    for name, wanted in WANTED_POLICY.items():
        if policy.get(name) != wanted:
            yield f"content-security-policy {name}: {policy.get(name)}, not {wanted}"
    age = re.match(r"max-age=(\d+)", values.get("strict-transport-security", ""))
    if is_secure and (not age or int(age[1]) < 2 * HALF_A_YEAR):
        yield f"strict-transport-security: {values.get('strict-transport-security')}"
    if not is_secure and "strict-transport-security" in values:
        yield "strict-transport-security over plain HTTP"
    if values.get("cache-control") != "no-store" and path not in MAY_BE_KEPT:
        yield f"cache-control: {values.get('cache-control')}, not no-store"
    if "permissions-policy" not in values:
        yield "no permissions-policy"
    for name in ("server", "x-powered-by", "access-control-allow-origin"):
        if name in values:
            yield f"{name}: {values[name]}"
    if "x-request-id" not in values:
        yield "no x-request-id"
    for name, value in headers:
        if name.lower() == "set-cookie":
            yield from faults_of_cookie(value, is_secure)


def faults_of_cookie(cookie, is_secure):
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    wanted = {"httponly", "samesite=strict", "path=/"} | ({"secure"} if is_secure else set())
    if not wanted <= attributes or any(part.startswith("domain") for part in attributes):
        yield f"cookie with {sorted(attributes)}"
    if is_secure and not cookie.startswith("__Host-"):
        yield "cookie without __Host-"


def score(headers, is_secure):
    """(points, why) of one answer."""
    values = {name.lower(): value for name, value in headers}
    policy = policy_of(values)
    sources = policy.get("script-src", policy.get("default-src", "")).split()
    judged = []  # (points, what was found)
    if not policy:
        judged.append((-25, "no content security policy"))
    elif "'unsafe-inline'" in sources or "data:" in sources or not sources or not (
            policy.get("object-src") or policy.get("default-src")):
        judged.append((-20, "unsafe content security policy"))
    elif "'unsafe-eval'" in sources:
        judged.append((-10, "unsafe-eval"))
    elif policy.get("default-src") == "'none'":
        judged.append((10, "content security policy from nothing"))
    elif "'unsafe-inline'" not in policy.get("style-src", policy.get("default-src", "")):
        judged.append((5, "content security policy with nothing unsafe"))
    age = re.match(r"max-age=(\d+)", values.get("strict-transport-security", ""))
    if not is_secure or not age:
        judged.append((-20, "no strict transport security"))
    elif int(age[1]) < HALF_A_YEAR:
        judged.append((-10, "strict transport security below half a year"))
    cookies = [value.lower() for name, value in headers if name.lower() == "set-cookie"]
    if any("secure" not in cookie for cookie in cookies):
        judged.append((-10 if age else -40, "session cookie without Secure"))
    elif any("httponly" not in cookie for cookie in cookies):
        judged.append((-30, "session cookie without HttpOnly"))
    elif cookies and all(re.search("samesite=(strict|lax)", cookie) for cookie in cookies):
        judged.append((5, "cookies Secure, HttpOnly, SameSite"))
    referrer = values.get("referrer-policy")
    if referrer in ("no-referrer", "same-origin", "strict-origin",
                    "strict-origin-when-cross-origin"):
        judged.append((5, "private referrer policy"))
    elif referrer:
        judged.append((-5, "unsafe referrer policy"))
    if values.get("x-content-type-options") != "nosniff":
        judged.append((-5, "no nosniff"))
    if policy.get("frame-ancestors") in ("'none'", "'self'"):
        judged.append((5, "frames refused by policy"))
    elif values.get("x-frame-options", "").upper() not in ("DENY", "SAMEORIGIN"):
        judged.append((-20, "may be framed"))
    if values.get("cross-origin-resource-policy") not in (None, "same-origin", "same-site"):
        judged.append((-20, "resources for any origin"))
    if values.get("access-control-allow-origin") == "*":
        judged.append((-50, "any origin may read"))
    points = 100 + sum(one for one, _ in judged if one < 0)
    if points >= EXTRAS_FROM:
        points += sum(one for one, _ in judged if one > 0)
    return points, judged


def samples(session):
    """(what, method, path, headers, body): one of each kind of answer."""
    signed, big = dict(session), b"x" * (3 << 20)
    yield "signing in", "POST", "/api/v1/session", JSON, b'{"login":"a","password":"b"}'
    yield "a page of a list", "GET", "/api/v1/students?limit=5", signed, None
    yield "a session", "GET", "/api/v1/session", signed, None
    yield "a file", "POST", "/api/v1/rosters", {**signed, **JSON}, (
        '{"intake":"2026-ug","definition":"by_department","format":"csv"}').encode()
    yield "the description", "GET", "/api/v1/openapi.json", {}, None
    yield "alive", "GET", "/healthz", {}, None
    yield "alive, its head", "HEAD", "/healthz", {}, None
    yield "ready", "GET", "/readyz", {}, None
    yield "measures", "GET", "/metrics", {}, None
    yield "events", "GET", "/api/v1/events", signed, None
    yield "the start page", "GET", "/", {}, None
    yield "401", "GET", "/api/v1/students", {}, None
    yield "403", "GET", "/api/v1/accounts", signed, None
    yield "403, no token", "POST", "/api/v1/checks", {"Cookie": signed["Cookie"], **JSON}, b"{}"
    yield "404", "GET", "/nothing/here", {}, None
    yield "404, a student", "GET", "/api/v1/students/" + "0" * 32, signed, None
    yield "405", "DELETE", "/healthz", {}, None
    yield "405, another method", "TRACE", "/healthz", {}, None
    yield "400, no JSON", "POST", "/api/v1/checks", {**signed, **JSON}, b"{"
    yield "400, a bad escape", "GET", "/api/v1/students?search=%zz", signed, None
    yield "413", "POST", "/api/v1/checks", {**signed, **JSON}, big
    yield "415", "POST", "/api/v1/checks", {**signed, "Content-Type": "text/plain"}, b"{}"
    yield "428", "PATCH", "/api/v1/students/" + "0" * 32, {**signed, **JSON}, b"{}"
    yield "431", "GET", "/healthz", {"X-Long": "x" * 40_000}, None


def run(server, exemptions, out):
    session = server.sign_in("registry")
    found, rows, least = [], [], 1_000
    for what, method, path, headers, body in samples(session):
        try:
            answer = ask_head(server, method, path, headers, body)
        except OSError as problem:
            found.append(f"{what}: no answer: {problem!r}")
            continue
        faults = list(faults_of(path.split("?")[0], answer.headers, server.is_secure))
        found += [f"{what}: {fault}" for fault in faults]
        points, _ = score(answer.headers, server.is_secure)
        least = min(least, points)
        rows.append(f"{points:4} {answer.status} {what}")
        if server.is_secure and points < SCORE_LEAST:
            found.append(f"{what}: scores {points}, not {SCORE_LEAST}")
    (out / "headers.txt").write_text("\n".join(rows) + "\n")
    return found, f"{len(rows)} kinds of answers, the least scores {least}"


def ask_head(server, method, path, headers, body):
    """As Served.ask, but an answer may come before the body was sent, and events never end."""
    connection = server.connect(timeout=20)
    try:
        try:
            connection.request(method, path, body=body, headers=headers)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
            pass  # refused while we spoke
        got = connection.getresponse()
        return Answer(got.status, got.getheaders(), b"")
    finally:
        connection.close()
