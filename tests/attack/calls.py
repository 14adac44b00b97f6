"""One good call of every operation of docs/openapi: what the tools begin with.

A call is filled with values that lead into the handler: ids that exist, a role that may. What the
document names and this file has no value for is an error, so that a new endpoint is attacked too.
"""

import dataclasses
import datetime
import json
import pathlib
import urllib.parse

DOCUMENTS = pathlib.Path(__file__).parents[2] / "docs" / "openapi"

# Who asks: the registry, but where another office alone may, by permission or by operation.
REGISTRY, PLAIN_USER, HALF_SIGNED_IN = "registry", "library", "library without a code"
OFFICES = {"account": "system", "settings": "system", "backup": "system", "grant": "security1",
           "audit": "audit", "alert": "audit", "session": PLAIN_USER,
           "confirmGrant": "security2", "decideExport": "president",
           "passSecondFactor": HALF_SIGNED_IN,
           "signEdition": "secretary2", "returnEdition": "secretary2",
           "decidePublication": "president", "permitSeal": "president"}
EDITION_INTAKE = "2026-intl"
TODAY = datetime.date.today().isoformat()
STUDENTS_FILE = "姓名,考生号\n张三,26420000000001\n".encode()
CODES_FILE = "代码,名称\n1,男\n2,女\n".encode()
FIELD_TERMS = {"aliases": ["联系方式"], "required": None, "width": None}
OTHER_TERMS = {**FIELD_TERMS, "aliases": ["联系方式", "本人电话"]}
REVIEW_LEVELS = [
    {"level": level, "roles": [role], "people": [], "signatures": 1, "days": 4}
    for level, role in (("department", "department_secretary"), ("registry", "registry"),
                        ("leader", "university_leader"), ("filing", "registry"))]
MAJOR = {"department": "物理学院", "name": "声学"}
DEFINITION = {"key": "by_department", "zh": "名册", "en": "", "kind": "roster", "language": "zh",
              "page_title": "", "intro": "", "secrecy": "内部", "retention": "永久", "paper": "A4",
              "orientation": "portrait", "rows_per_page": 0, "row_height_um": 4950,
              "group": ["department"], "order": [{"field": "name", "by": "pinyin"}],
              "columns": [{"kind": "value", "field": "name", "mask": "none", "align": "left",
                           "width_um": 20000, "label_zh": "姓名", "label_en": "Name", "band": "",
                           "dbf": ""}]}

# By the member's name; "operation.member" goes before.
VALUES = {
    "intake": "2026-ug", "search": "王", "order": "name", "filter": ["sex=1"], "limit": 5,
    "cursor": "", "as_of": TODAY, "day": TODAY, "since": "2026-01-01",
    "state": "open", "action": "student.add", "of_everybody": False,
    "ticket": "ST-1", "offset": 0, "size": 1000, "login": "somebody",
    "logins": ["registry"], "mark": "#1/2026-UG/1/1/1/1/1/0000000000000000/A", "name": "students.csv",
    "cas_name": "somebody", "kind": "ug", "code": "123456", "password": "a-long-password-1",
    "old_password": "not-the-old-one", "new_password": "a-long-password-2", "choice": "nobody",
    "reason": "核对", "words": "核对", "basis": "核对", "purpose": "迎新", "value": "x",
    "values": {"remark": "走读"}, "year": 2026, "is_whole": False, "fields": ["name"],
    "whole": [], "format": "csv", "approves": True, "role": "department_secretary",
    "scope": "department",
    "years": [2026], "valid_from": TODAY,
    "valid_until": "2099-08-31", "commit": False, "encoding": "utf-8",
    "columns": {"姓名": "name"}, "definition": "by_department", "edition": "1",
    "annex": False,
    "event": "defer", "effective": "2026-09-01", "until": "2027-08-31", "document_no": "1",
    "filters": [{"field": "sex", "op": "is", "values": ["男"]}],
    "numbers": ["2026010101"], "chosen": [], "left_out": [], "descending": False,
    "before": None, "sayOfMajor.after": {"department": "物理学院", "name": "光学"},
    "after": None,  # the first page
    "assignFindings.rule": None, "takeBackFindings.rule": None, "waiveFindings.rule": None,
    "skip_unknown": True, "number": "110101200801010015", "account": PLAIN_USER, "group": "",
    "makeAccount.kind": "person", "listStatuses.state": "admitted", "listJobs.state": "done",
    "revealFields.reason": "verify", "makeIntake.key": "2030-ug", "proposeGrant.purpose": "",
    "addStudent.values": {"name": "张三"},
    "actor": REGISTRY, "from": TODAY, "to": TODAY, "assigned_to": "物理学院",
    "department": "物理学院", "note": "核对", "only": [], "except": [], "preview": True,
    "expected": 0, "sheets": [], "picks": {"name": "one"}, "with_findings": True,
    "without_total": False, "field": "name", "screen": "students", "content": "{}",
    "is_shared": False, "key": "phone", "effective_from": "2099-09-01", "code_table": None,
    "listStandardChanges.kind": "field", "listBatchRows.kind": "new",
    "makeStandardChange.kind": "field",
    "previewStandardChange.kind": "field", "makeStandardChange.field": OTHER_TERMS,
    "previewStandardChange.field": OTHER_TERMS, "makeStandardChange.rule": None,
    "previewStandardChange.rule": None, "version": None, "saveDefinition.base": 0,
    "saveDefinition.definition": DEFINITION, "before_key": None, "page": 1, "width": 120,
    "previewRoster.definition": DEFINITION, "previewRosterPage.definition": DEFINITION,
    "previewRosterPdf.definition": None, "previewRoster.key": None, "previewRosterPage.key": None,
    "previewRosterPdf.key": "by_department", "compareDefinitions.definition": DEFINITION,
    "changeReviewLevels.levels": REVIEW_LEVELS, "previewReviewLevels.levels": REVIEW_LEVELS,
    "changeReviewLevels.effective_from": TODAY, "previewReviewLevels.effective_from": TODAY,
    "last_change": 0, "nameReviewDeputy.levels": ["registry"], "nameReviewDeputy.until": TODAY,
    "principal": REGISTRY, "deputy": "registry2",
    # Of publications: of none, as no edition of the demo is filed.
    "addPublication.kind": "unit", "recipient": "library", "formats": ["xlsx"],
    "view": [{"field": "name", "is_whole": True}], "issuePublications.numbers": [1],
    "terms": "0" * 64, "noteClip.rows": 5, "takeCopy.format": "xlsx", "volume": 1, "copies": 1,
    "is_sealed": False, "recordPaperCopy.act": "handed_out", "person": "王老师", "times": 5,
    "width": 600,
    # Of the edition that made_edition() seals.
    "revision": 1, "why": "更正", "act": "endorse", "opinion": "核对", "filing_no": "备1",
    "filed_on": TODAY, "registered_on": TODAY, "returnEdition.to": "draft",
    "before_edition": 1, "before_revision": 1,
    "classRows.annex": "", "level": "registry", "is_seen": True, "text": "核对",
    "suggestion": "张三", "answers": None, "outcome": "已改",
}


@dataclasses.dataclass
class Call:
    operation: str
    method: str
    template: str  # /api/v1/students/{id}
    login: str
    path: dict = dataclasses.field(default_factory=dict)
    query: dict = dataclasses.field(default_factory=dict)
    body: dict | None = None
    headers: dict = dataclasses.field(default_factory=dict)

    def points(self):
        return len(self.path) + len(self.query) + len(self.body or {})

    def target(self, quote=urllib.parse.quote):
        path = self.template
        for name, value in self.path.items():
            path = path.replace("{" + name + "}", quote(str(value)))
        pairs = [f"{name}={quote(text)}" for name, value in self.query.items()
                 for text in texts(value)]
        return path + ("?" + "&".join(pairs) if pairs else "")

    def body_text(self):
        return None if self.body is None else json.dumps(self.body, ensure_ascii=False)


def texts(value):
    """A query value as it stands in the URL; a list repeats its name."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


class Known:
    """Ids of things that are there, found or made through the API itself."""

    def __init__(self, server, sessions):
        self.server, self.sessions = server, sessions
        self.taken = 0
        students = self.items("/api/v1/students?intake=2026-ug&limit=200")
        self.whole_students = students
        self.students = [one["id"] for one in students]
        findings = [one for one in self.items("/api/v1/findings?intake=2026-ug")
                    if one["proposal"]]
        self.others = {"rule": findings[0]["rule"], "severity": findings[0]["severity"],
                       "subject": self.students[0], "student": self.students[0],
                       "uploads": [self.uploaded("a.csv", STUDENTS_FILE)],
                       "upload": self.uploaded("codes.csv", CODES_FILE),
                       "compareRoster.upload": self.uploaded("roster.csv", STUDENTS_FILE),
                       "ids": [findings[0]["id"]], "units": [students[0]["department"]],
                       "changes": [self.edit(students[1], "走读")]}
        self.ids = {"findings": findings[-1]["id"], "intakes": "2026-ug", "batches": 1,
                    **self.made_things(), **self.found_things(), **self.made_edition()}

    def uploaded(self, name, content):
        upload = self.made("/api/v1/uploads", {"name": name, "size": len(content)})["id"]
        self.answer("PATCH", f"/api/v1/uploads/{upload}?offset=0", REGISTRY, content)
        return upload

    def edit(self, student, remark):
        return {"student": student["id"], "version": 1,  # nobody changed them yet
                "values": {"remark": remark}}

    def made_things(self):
        upload = self.made("/api/v1/uploads", {"name": "b.csv", "size": 1000})
        export = self.made("/api/v1/exports", {"intake": "2026-ug", "fields": ["name"],
                                               "purpose": "迎新"})
        grant = self.made("/api/v1/grants", {
            "account": PLAIN_USER, "role": VALUES["role"], "units": self.others["units"],
            "reason": "核对"}, "security1")
        job = self.made("/api/v1/intakes/2026-ug/checks", {})
        edited = self.made("/api/v1/edits", {
            "intake": "2026-ug", "reason": "核对",
            "changes": [self.edit(self.whole_students[2], "走读")]})
        view = self.made("/api/v1/views", {"screen": "students", "name": "走读", "content": "{}",
                                           "is_shared": False})
        major = self.made("/api/v1/organisation/changes", {
            "before": None, "after": MAJOR, "reason": "核对"})
        change = self.made("/api/v1/standard/changes", {
            "kind": "field", "key": "phone", "effective_from": "2098-09-01",
            "field": FIELD_TERMS, "rule": None, "code_table": None, "reason": "核对"})
        deputy = self.made("/api/v1/review/deputies", {
            "principal": "registry2", "deputy": REGISTRY, "levels": ["registry"], "from": TODAY,
            "until": TODAY, "reason": "核对"})
        assert major["number"] == change["number"], "one path member says both"
        return {"publications": 1, "received": "0" * 32, "copies": 1, "paper-copies": 1,
                "uploads": upload["id"], "exports": export["number"], "grants": grant["id"],
                "jobs": job["id"], "operations": edited["operation"], "views": view["id"],
                "changes": change["number"], "deputies": deputy["number"],
                "definitions": VALUES["definition"]}

    def made_edition(self):
        """One under review, with a comment: in the intake where a reason waives all that blocks."""
        students = self.items(f"/api/v1/students?intake={EDITION_INTAKE}&limit=200")
        one = next(student for student in students if student["class"])
        blocking = self.items(f"/api/v1/findings?intake={EDITION_INTAKE}&severity=blocking")
        for rule in {finding["rule"] for finding in blocking}:
            self.made("/api/v1/findings/waivers", {
                "intake": EDITION_INTAKE, "rule": rule, "reason": "核对"})
        edition = self.made("/api/v1/editions", {
            "intake": EDITION_INTAKE, "definition": VALUES["definition"]})
        place = f"/api/v1/intakes/{EDITION_INTAKE}/editions/{edition['number']}"
        self.made(f"{place}/revisions", {"definition": VALUES["definition"]})
        comment = self.made(f"{place}/comments", {
            "student": one["id"], "field": "name", "suggestion": "张三"})
        place = {name: one[name] for name in ("department", "major", "class")}
        self.others |= {
            "cells": [{"student": one["id"], "field": "name"}], "rows": [one["id"]],
            "classes": [place], "returnEdition.departments": [one["department"]],
            "addReviewComment.student": one["id"],
            **{f"{operation}.{name}": value for name, value in place.items()
               for operation in ("classRows", "revisionChanges", "reviewPage", "revisionPaper",
                                 "remindLevel", "signEdition")}}
        return {"editions": edition["number"], "comments": comment["number"]}

    def found_things(self):
        accounts = {one["login"]: one["id"] for one in self.items("/api/v1/accounts", "system")}
        keys = self.items(f"/api/v1/accounts/{accounts['program']}/keys", "system")
        pairs = [one for intake in ("2026-ug", "2026-pg", "2026-intl")
                 for one in self.items(f"/api/v1/matches?intake={intake}")]
        return {"accounts": accounts["logistics"], "keys": keys[0]["id"],
                "entries": self.items("/api/v1/audit/entries?limit=5", "audit")[0]["id"],
                "code-tables": self.items("/api/v1/standard/code-tables")[0]["key"],
                "matches": pairs[0]["id"] if pairs else "0" * 32}

    def answer(self, method, path, login, body=None):
        headers = dict(self.sessions[login])
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/octet-stream"
        elif body is not None:
            headers["Content-Type"], body = "application/json", json.dumps(body)
        got = self.server.ask(method, path, headers, body)
        if got.status >= 300:
            raise RuntimeError(f"{method} {path}: {got.status} {got.body.decode()[:400]}")
        return json.loads(got.body)

    def items(self, path, login=REGISTRY):
        return self.answer("GET", path, login)["items"]

    def made(self, path, body, login=REGISTRY):
        return self.answer("POST", path, login, body or None)

    def another_student(self):
        """One that no other call works with."""
        self.taken += 1
        return self.students[self.taken % len(self.students)]

    def of_path(self, template, name):
        folder = template.split("/{" + name + "}")[0].rsplit("/", 1)[-1]
        if folder == "intakes" and "/editions/" in template:
            return EDITION_INTAKE
        if folder == "students":
            return self.another_student()
        return 1 if name == "sequence" else self.ids[folder]

    def value(self, operation, name):
        full = f"{operation}.{name}"
        if full in VALUES:
            return VALUES[full]
        for known in (full, name):
            if known in self.others:
                return self.others[known]
        if name in ("one", "other"):
            return self.another_student()
        if name == "who":
            return [self.another_student()]
        return VALUES[name]


def who_may(operation, needs):
    return OFFICES.get(operation) or OFFICES.get(needs.split(".")[0], REGISTRY)


def sign_in_all(server):
    """login -> the headers of its session."""
    sessions = {login: server.sign_in(login) for login in {REGISTRY, *OFFICES.values()}
                if login != HALF_SIGNED_IN}
    return {**sessions, HALF_SIGNED_IN: server.sign_in(PLAIN_USER, with_code=False)}


def whole_document():
    """All of docs/openapi in one: what is referred to is found by its name alone."""
    whole = {"paths": {}, "components": {"parameters": {}, "schemas": {}}}
    for file in sorted(DOCUMENTS.glob("*.json")):
        part = json.loads(file.read_text())
        if file.name != "openapi.json":  # its paths only lead to those of the others
            whole["paths"].update(part.get("paths", {}))
        for kind, named in whole["components"].items():
            named.update(part.get("components", {}).get(kind, {}))
    return whole


def all_calls(known):
    document = whole_document()
    schemas = document["components"]["schemas"]
    calls = []
    for template, operations in sorted(document["paths"].items()):
        for method, facts in operations.items():
            operation = facts["operationId"]
            call = Call(operation, method.upper(), template, who_may(operation, facts["x-needs"]))
            for parameter in facts.get("parameters", []):
                if "$ref" in parameter:
                    parameter = document["components"]["parameters"][
                        parameter["$ref"].rsplit("/", 1)[-1]]
                name = parameter["name"]
                if parameter["in"] == "path":
                    call.path[name] = known.of_path(template, name)
                elif parameter["in"] == "query":
                    value = known.value(operation, name)
                    if value is not None:
                        call.query[name] = value
                elif name == "If-Match":
                    call.headers[name] = '"1"'
            content = facts.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                schema = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
                call.body = {name: known.value(operation, name)
                             for name in schemas[schema]["properties"]
                             if name not in call.path}
                call.headers["Content-Type"] = "application/json"
            elif content:
                call.headers["Content-Type"] = next(iter(content))
            calls.append(call)
    return calls
