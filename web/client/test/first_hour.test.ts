// docs/api-first-hour.md in TypeScript, against the real program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  editStudent,
  ended,
  findingsOf,
  given,
  jobsAsTheyGo,
  Mingce,
  Problem,
  sendFile,
  studentsOf,
  type Finding,
  type Job,
} from "../src/index.js";
import { DemoServer, fetchWithCookies } from "./demo_server.js";

let server: DemoServer;
let registry: Mingce;

before(async () => {
  server = await DemoServer.start(300);
  registry = new Mingce({ baseUrl: server.url, fetch: fetchWithCookies() });
  const session = await registry.signIn("registry", server.passwordOf("registry"), server.codeOf("registry"));
  assert.equal(session.stage, "open");
});

after(() => server.stop());

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const refused = await work.then(
    () => null,
    (error: unknown) => error,
  );
  assert.ok(refused instanceof Problem, `not refused: ${String(refused)}`);
  return refused;
}

test("a wrong password is one clear sentence in each language, with a code and an id", async () => {
  const stranger = new Mingce({ baseUrl: server.url, fetch: fetchWithCookies() });
  const problem = await problemOf(stranger.signIn("registry", "not this one at all"));
  assert.equal(problem.status, 401);
  assert.match(problem.code, /^[a-z]+\.[a-z_]+$/);
  assert.notEqual(problem.sentence("zh"), problem.sentence("en"));
  assert.match(problem.body.request_id, /^[0-9a-f]+$/);
});

test("what does not answer as this API is said to be so", async () => {
  const elsewhere = new Mingce({
    baseUrl: server.url,
    fetch: () => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 })),
  });
  assert.equal((await problemOf(elsewhere.signOut())).code, "client.not_this_api");
});

test("every student of a list, page after page", async () => {
  const intakes = await given(registry.api.GET("/api/v1/intakes"));
  const expected = intakes.items.find((intake) => intake.key === "2026-ug")?.students;
  const ids = new Set<string>();
  for await (const student of studentsOf(registry, { intake: "2026-ug", order: "name", limit: 40 }))
    ids.add(student.id);
  assert.equal(ids.size, expected);
  assert.ok(ids.size > 100);
});

test("a finding is fixed by its proposal", async () => {
  const open = async (): Promise<Map<string, Finding>> => {
    const found = new Map<string, Finding>();
    for await (const one of findingsOf(registry, { intake: "2026-ug", limit: 7 })) found.set(one.id, one);
    return found;
  };
  const before = await open();
  const finding = [...before.values()].find((one) => one.proposal !== "");
  assert.ok(before.size > 7 && finding);
  const path = { id: finding.id };
  await given(registry.api.POST("/api/v1/findings/{id}/fix", { params: { path }, body: {} }));
  assert.ok(!(await open()).has(finding.id));
});

test("two who change one student: the second is told, and nothing is lost", async () => {
  const first = await studentsOf(registry, { intake: "2026-ug", limit: 1 }).next();
  assert.ok(!first.done);
  const student = await given(
    registry.api.GET("/api/v1/students/{id}", { params: { path: { id: first.value.id } } }),
  );
  const outcome = await editStudent(registry, student, { remark: "走读" }, "本人来电");
  assert.equal(outcome.version, student.version + 1);
  assert.deepEqual(
    outcome.changes.map((change) => [change.field, change.after]),
    [["remark", "走读"]],
  );
  const problem = await problemOf(editStudent(registry, student, { remark: "住校" }, "本人来电"));
  assert.ok(problem.isOvertaken);
});

test("a file goes on where the line was cut, and its job is told of as it goes", async () => {
  const bytes = Buffer.from(
    ["考生号,姓名", ...Array.from({ length: 9_000 }, (_, i) => `264201${90_000_000 + i},张某${i}`)].join(
      "\n",
    ),
  );
  const pieceBytes = 1 << 16;
  let pieces = 0;
  const cut = fetchWithCookies();
  const shaky = new Mingce({
    baseUrl: server.url,
    fetch: (request) =>
      request.method === "PATCH" && ++pieces === 2
        ? Promise.reject(new TypeError("the line was cut"))
        : cut(request),
  });
  // Each code of the authenticator opens once: the office's own assistant signs in.
  await shaky.signIn("admissions", server.passwordOf("admissions"), server.codeOf("admissions"));
  const seen: number[] = [];
  const upload = await sendFile(shaky, new Blob([bytes]), "新生.csv", {
    pieceBytes,
    progress: (received) => seen.push(received),
  });
  assert.equal(upload.state, "whole");
  assert.equal(pieces, Math.ceil(bytes.length / pieceBytes) + 1, "one piece was sent twice");
  assert.equal(seen.at(-1), bytes.length);

  const stop = new AbortController();
  const told: Job[] = [];
  const listening = (async () => {
    for await (const job of jobsAsTheyGo(shaky, stop.signal)) {
      told.push(job);
      if (job.state === "done") stop.abort();
    }
  })().catch(() => undefined);
  const job = await given(
    shaky.api.POST("/api/v1/imports", {
      body: { uploads: [upload.id], intake: "2026-ug", kind: "ug" },
    }),
  );
  assert.equal((await ended(shaky, job.id)).state, "done");
  await Promise.race([listening, new Promise((late) => setTimeout(late, 5_000))]);
  stop.abort();
  assert.ok(told.some((one) => one.id === job.id && one.state === "done"));
});

test("a roster made by hand is held against the record, and the answer says its bound", async () => {
  const first = await studentsOf(registry, { intake: "2026-ug", order: "name", limit: 1 }).next();
  assert.ok(!first.done);
  const { exam_number: number, name } = first.value;
  const rows = ["考生号,姓名,班级", `${number},${name},另一班`, "26420109999999,孙大圣,另一班"].join("\n");
  const upload = await sendFile(registry, new Blob([rows]), "自编名册.csv");
  const told = await given(
    registry.api.POST("/api/v1/rosters/comparisons", {
      body: { intake: "2026-ug", upload: upload.id },
    }),
  );
  assert.equal(told.agrees, false);
  assert.deepEqual([told.rows_in, told.differs, told.only_in_file], [2, 1, 1]);
  assert.equal(told.matched + told.absent_count, told.students);
  assert.equal(told.absent.length, Math.min(told.absent_count, told.listed_most));
  const row = told.rows.find((one) => one.outcome === "differs");
  assert.deepEqual(
    row?.cells.map((cell) => [cell.field, cell.in_file, row.row]),
    [["class", "另一班", 2]],
  );
});

test("a list goes out as a file, once", async () => {
  const copy = await given(
    registry.api.POST("/api/v1/exports", {
      body: {
        intake: "2026-ug",
        fields: ["student_no", "name", "class"],
        purpose: "分班",
        format: "csv",
      },
    }),
  );
  const path = `/api/v1/exports/${copy.number}/file`;
  const file = await registry.raw(path, { method: "POST" });
  assert.match(await file.text(), /姓名/);
  assert.equal((await problemOf(registry.raw(path, { method: "POST" }))).status, 409);
});
