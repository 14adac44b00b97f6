"""testssl.sh on the TLS port, with the campus CA as the one that is trusted."""

import json
import subprocess

HARMLESS = {"OK", "INFO", "DEBUG"}


def testssl(host, authority, out, more=()):
    """Its findings: [{id, severity, finding}]."""
    report = out / "testssl.json"
    report.unlink(missing_ok=True)
    command = ["testssl", "--jsonfile", report, "--warnings", "batch", "--color", 0, "--quiet",
               "--add-ca", authority, "--nodns", "none", *more, host]
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    (out / "testssl.txt").write_text(done.stdout)
    return json.loads(report.read_text())


def judged(findings, exemptions):
    found = [f"{one['id']}: {one['severity']}: {one['finding']}" for one in findings
             if one["severity"] not in HARMLESS and not exemptions.covers("testssl", one["id"])]
    return found


def run(server, exemptions, out):
    findings = testssl(f"127.0.0.1:{server.port}", server.school.authority, out)
    found = judged(findings, exemptions)
    if len(findings) < 100:
        found.append(f"testssl.sh judged {len(findings)} things only; see {out}/testssl.txt")
    return found, f"{len(findings)} things judged"
