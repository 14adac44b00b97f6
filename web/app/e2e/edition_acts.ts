// What people do with editions, by the API and with their own session: so that a test of one page
// need not click through all the others.
import type { Page } from "playwright-core";

import { bench } from "./workbench";

export const kIntake = "2026-ug";
const kCodeAgainMs = 5_000;

interface Told {
  readonly status: number;
  readonly body: never;
}
interface Finding {
  readonly rule: string;
  readonly student: string;
  readonly field: string;
}
interface Level {
  readonly department: string;
  readonly is_complete: boolean;
}
export interface Edition {
  readonly state: string;
  readonly revision: { readonly number: number } | null;
  readonly departments: readonly Level[];
  readonly acts: readonly { readonly act: string; readonly department: string; readonly may: boolean }[];
}

/** Whoever has signed in to the page asks. */
export async function ask(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
  version?: number,
): Promise<Told> {
  return page.evaluate(
    async ([how, where, what, match]) => {
      const response = await fetch(where, {
        method: how,
        headers: {
          "Content-Type": "application/json",
          "X-CSRF-Token": localStorage.getItem("mingce.csrf") ?? "",
          ...(match === "" ? {} : { "If-Match": match }),
        },
        ...(what === "" ? {} : { body: what }),
      });
      return { status: response.status, body: (await response.json().catch(() => null)) as never };
    },
    [
      method,
      path,
      body === undefined ? "" : JSON.stringify(body),
      version === undefined ? "" : `"${version}"`,
    ] as const,
  );
}
/** The answer of what has to succeed. */
export async function done<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const told = await ask(page, method, path, body);
  if (told.status >= 300) throw new Error(`${method} ${path}: ${told.status} ${JSON.stringify(told.body)}`);
  return told.body as T;
}
export const pathOf = (edition: number): string => `/api/v1/intakes/${kIntake}/editions/${edition}`;
export const show = (page: Page, edition: number): Promise<Edition> =>
  done<Edition>(page, "GET", pathOf(edition));

export async function edit(
  page: Page,
  student: string,
  values: Readonly<Record<string, string>>,
  reason = "核对原件",
): Promise<void> {
  const { version } = await done<{ version: number }>(page, "GET", `/api/v1/students/${student}`);
  const outcome = await done<{ refused: unknown[] }>(page, "POST", "/api/v1/edits", {
    intake: kIntake,
    reason,
    changes: [{ student, version, values }],
  });
  if (outcome.refused.length > 0) throw new Error(JSON.stringify(outcome.refused));
}

/** A document number of somebody born on a day, of a sex, with the digit that it ends with. */
function documentNumber(born: string, isMan: boolean, at: number): string {
  const digits = `110101${born}${String(20 + at).padStart(2, "0")}${isMan ? 1 : 2}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return digits + "10X98765432"[sum % 11];
}

interface Placed {
  readonly id: string;
  readonly department: string;
}
/** Two that are one are merged, and whoever has no department gets one: else the registry cannot sign. */
async function clearChecks(page: Page): Promise<void> {
  const pairs = await done<{ items: { id: string }[] }>(page, "GET", `/api/v1/matches?intake=${kIntake}`);
  for (const pair of pairs.items)
    await done(page, "POST", `/api/v1/matches/${pair.id}/same`, { reason: "核对原件" });
  const everybody = `/api/v1/students?intake=${kIntake}&limit=500`;
  const { items } = await done<{ items: Placed[] }>(page, "GET", everybody);
  const some = items.find((each) => each.department !== "")?.department ?? "";
  for (const each of items.filter((one) => one.department === ""))
    await edit(page, each.id, { department: some });
}

/** What the demo has wrong is waived where a reason may do it, and mended where none may. */
export async function clearBlocking(page: Page): Promise<void> {
  await clearChecks(page);
  const address = `/api/v1/findings?intake=${kIntake}&severity=blocking&limit=500`;
  const rules = new Set(
    (await done<{ items: Finding[] }>(page, "GET", address)).items.map((each) => each.rule),
  );
  for (const rule of rules)
    await ask(page, "POST", "/api/v1/findings/waivers", { intake: kIntake, rule, reason: "核对原件无误" });
  const left = (await done<{ items: Finding[] }>(page, "GET", address)).items;
  for (const [at, finding] of left.entries()) {
    const value =
      finding.field === "name" ? "赵明" : documentNumber(`200801${10 + (at % 18)}`, at % 2 === 0, at);
    const also: Record<string, string> =
      finding.field === "id_number"
        ? { birth_date: value.slice(6, 14), sex: at % 2 === 0 ? "男" : "女" }
        : {};
    await edit(page, finding.student, { [finding.field]: value, ...also });
  }
}

interface Review {
  readonly revision: number;
  readonly classes: readonly {
    readonly department: string;
    readonly major: string;
    readonly class: string;
    readonly annex: string;
    readonly to_view: boolean;
  }[];
  readonly rows: readonly { readonly student: string }[];
}
/** Looks at every class and opens every row that has to be, as a reviewer has to before signing. */
async function lookAtEverything(
  page: Page,
  edition: number,
  level: string,
  department: string,
): Promise<number> {
  const of = department === "" ? "" : `&department=${encodeURIComponent(department)}`;
  const review = await done<Review>(page, "GET", `${pathOf(edition)}/review?level=${level}${of}`);
  const classes = review.classes
    .filter((each) => each.to_view)
    .map(({ department: part, major, class: name, annex }) => ({
      department: part,
      major,
      class: name,
      annex,
    }));
  const rows = review.rows.map((each) => each.student);
  const { revision } = review;
  await done(page, "POST", `${pathOf(edition)}/marks`, { revision, is_seen: true, classes, rows });
  return revision;
}

const kLevels = { endorse: "department", recheck: "registry", approve: "leader" } as const;
/** Signs whatever of an act the person may sign; codes open once, so the next one may be waited for. */
export async function sign(login: string, edition: number, act: keyof typeof kLevels): Promise<void> {
  const page = await bench.open(login);
  await page.waitForSelector("h1");
  const { acts } = await show(page, edition);
  for (const each of acts.filter((one) => one.act === act && one.may)) {
    const revision = await lookAtEverything(page, edition, kLevels[act], each.department);
    const body = {
      act,
      revision,
      opinion: "与原件一致",
      ...(each.department === "" ? {} : { department: each.department }),
    };
    for (;;) {
      const code = act === "approve" ? { code: bench.server.codeOf(login) } : {};
      const told = await ask(page, "POST", `${pathOf(edition)}/signatures`, { ...body, ...code });
      if (told.status < 300) break;
      const problem = (told.body as { code: string }).code;
      if (problem !== "session.confirm") throw new Error(`${login} ${act}: ${JSON.stringify(told.body)}`);
      await page.waitForTimeout(kCodeAgainMs);
    }
  }
  await page.context().close();
}

/** The civil day in Beijing, the schools' own, of a moment. */
export const schoolDay = (moment = Date.now()): string =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10);
