"""wapiti with all its modules, through the doorway that makes forms of the API.

Left out: nikto and wapp, whose lists are fetched from the network; brute_login_form, for want of a
login page. Its report must be empty, nobody may have come from the server to where payloads point,
and no answer may be 500.
"""

import json
import re
import subprocess
import time

import calls
from doorway import OUTSIDE, START, TOKEN, Doorway

MODULES = ("backup,blindsql,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,"
           "methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe")
SECONDS_A_MODULE = 300
# Not for its forms: they would end the session, or make a job each time it is sent.
LEFT_OUT = {"signOut", "signOutEverywhere", "openEvents", "endSessionsOf", "disableAccount",
            "changePassword"}


def wapiti(url, outside, out, seconds_each, start=START, modules=MODULES):
    report = out / "wapiti.json"
    report.unlink(missing_ok=True)
    command = ["wapiti", "-u", url + "/", "-s", url + start, "-m", modules, "-d", 1,
               "--scope", "domain", "-f", "json", "-o", report, "-S", "insane", "-l", 2,
               "--max-attack-time", seconds_each, "--max-scan-time", 120, "--flush-session",
               "--store-session", out / "wapiti", "--endpoint", url + outside, "--no-bugreport",
               "-t", 30, "-v", 1, "--skip", TOKEN]  # but for the module that is about it
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    (out / "wapiti.txt").write_text(done.stdout)
    return json.loads(report.read_text())


def judged(report, exemptions):
    found = []
    for part in ("vulnerabilities", "anomalies"):
        for kind, rows in report[part].items():
            for row in rows:
                words = f"{kind}: {row['method']} {row['path']}: {row['info']}"
                if not exemptions.covers("wapiti", words):
                    found.append(words)
    return found


def run(server, known, exemptions, out):
    chosen = [call for call in calls.all_calls(known) if call.operation not in LEFT_OUT]
    began = time.monotonic()
    with Doorway(server, chosen, known.sessions) as doorway:
        report = wapiti(doorway.url, OUTSIDE, out, SECONDS_A_MODULE)
        found = judged(report, exemptions)
        if doorway.visits:
            found.append(f"the server was lured outside: {doorway.visits[:3]}")
    cut_short = re.findall(r"Max attack time was reached for module (\w+)",
                           (out / "wapiti.txt").read_text())
    return found, (f"{len(chosen)} operations, {time.monotonic() - began:.0f} s, "
                   f"cut short: {' '.join(cut_short) or 'no module'}")
