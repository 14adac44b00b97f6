// A school whose first edition is filed and published, by the API: so that tests of what comes after
// need not click through what comes before.
import type { Page } from "playwright-core";

import { ask, done, pathOf, schoolDay, show, sign } from "./edition_acts";
import { as, makeAndSubmit } from "./review_school";
import { bench } from "./workbench";

const kCodeAgainMs = 5_000;

export async function fileEdition(): Promise<void> {
  await makeAndSubmit();
  for (const login of ["secretary", "secretary2"]) await sign(login, 1, "endorse");
  await sign("registry2", 1, "recheck");
  await sign("president", 1, "approve");
  await as("registry2", async (page) => {
    const { revision } = await show(page, 1);
    const body = { revision: revision?.number ?? 0, filing_no: "学籍备〔2026〕1号" };
    const filed_on = schoolDay();
    for (;;) {
      const code = bench.server.codeOf("registry2");
      const told = await ask(page, "POST", `${pathOf(1)}/filing`, { ...body, filed_on, code });
      if (told.status < 300) return;
      if ((told.body as { code: string }).code !== "session.confirm") throw new Error(JSON.stringify(told));
      await page.waitForTimeout(kCodeAgainMs); // each code opens once
    }
  });
}
export async function publishEdition(): Promise<void> {
  await fileEdition();
  await as("registry", (page) => done(page, "POST", `${pathOf(1)}/publication`, {}));
}

// ── what is given to whom ──
export interface Publication {
  readonly number: number;
  readonly version: number;
  readonly recipient: string;
  readonly state: string;
  readonly purpose: string;
  readonly link: string;
  readonly rows: number;
  readonly revoked_words: string;
  readonly view: readonly { readonly field: string; readonly is_whole: boolean }[];
  readonly decisions: readonly {
    readonly actor: string;
    readonly approves: boolean;
    readonly words: string;
  }[];
}
interface Recipient {
  readonly kind: string;
  readonly recipient: string;
  readonly receivers: readonly unknown[];
}
export interface Giving {
  /** Its key; "" for a department with somebody to receive it who is not listed yet. */
  readonly recipient: string;
  readonly purpose: string;
  readonly fields: readonly string[];
}
const kDayMs = 86_400_000;
export const kGivenDays = 20;

export const publicationsOf = async (page: Page): Promise<readonly Publication[]> =>
  (await done<{ items: readonly Publication[] }>(page, "GET", `${pathOf(1)}/publications`)).items;
export async function publicationOf(page: Page, number: number): Promise<Publication> {
  return done<Publication>(page, "GET", `/api/v1/publications/${number}`);
}

/** The registry sets out what a department is given, in whole, and issues it. */
export async function give(page: Page, { recipient, purpose, fields }: Giving): Promise<Publication> {
  const { recipients } = await done<{ recipients: readonly Recipient[] }>(
    page,
    "GET",
    `${pathOf(1)}/publications`,
  );
  const to = recipients.find(
    (each) =>
      each.kind === "department" &&
      each.receivers.length > 0 &&
      (recipient === "" || each.recipient === recipient),
  );
  if (to === undefined) throw new Error(`nobody to give to: ${recipient}`);
  const { number, version } = await done<Publication>(page, "POST", `${pathOf(1)}/publications`, {
    kind: to.kind,
    recipient: to.recipient,
  });
  const change = {
    purpose,
    view: fields.map((field) => ({ field, is_whole: true })),
    until: schoolDay(Date.now() + kGivenDays * kDayMs),
    formats: ["screen", "xlsx", "pdf"],
  };
  const changed = await ask(page, "PATCH", `/api/v1/publications/${number}`, change, version);
  if (changed.status >= 300) throw new Error(JSON.stringify(changed));
  await done(page, "POST", "/api/v1/publications/issue", { numbers: [number] });
  return publicationOf(page, number);
}
/** Approves whatever waits for a person. */
export async function approveAll(login: string): Promise<void> {
  await as(login, async (page) => {
    const { items } = await done<{ items: readonly Publication[] }>(page, "GET", "/api/v1/publications");
    for (const { number } of items)
      await done(page, "POST", `/api/v1/publications/${number}/decision`, { approves: true });
  });
}
/** The department of whoever signs in as it. */
export function departmentOf(login: string): Promise<string> {
  return as(login, async (page) => {
    type Session = { readonly choices: readonly { readonly units: readonly string[] }[] };
    return (await done<Session>(page, "GET", "/api/v1/session")).choices[0]?.units[0] ?? "";
  });
}
export async function acceptAsReceiver(login: string): Promise<void> {
  await as(login, async (page) => {
    const { sha256 } = await done<{ sha256: string }>(page, "GET", "/api/v1/received/terms");
    const { items } = await done<{ items: readonly { link: string }[] }>(page, "GET", "/api/v1/received");
    for (const { link } of items)
      await done(page, "POST", `/api/v1/received/${link}/acceptance`, { terms: sha256 });
  });
}
/** A school one of whose departments has what it was given, with paper in a cupboard and elsewhere. */
export async function giveAndPrint(): Promise<void> {
  await publishEdition();
  const recipient = await departmentOf("secretary");
  const columns = ["student_no", "name", "sex"];
  await as("registry", async (page) => {
    await give(page, { recipient, purpose: "院内分班", fields: columns });
    await give(page, {
      recipient: "",
      purpose: "迎新报到核对",
      fields: [...columns, "ethnicity", "province"],
    });
  });
  await acceptAsReceiver("secretary");
  const permission = { times: 12, words: "同意盖章，送档案馆" };
  await as("president", (page) => done(page, "POST", `${pathOf(1)}/seal-permission`, permission));
  await as("registry", async (page) => {
    const print = (volume: number | null, copies: number, is_sealed: boolean) =>
      done<{ items: readonly { number: number }[] }>(page, "POST", `${pathOf(1)}/paper-copies`, {
        volume,
        copies,
        is_sealed,
      });
    await print(1, 2, true);
    const { items } = await print(null, 1, false);
    const first = items[0]?.number ?? 0;
    const event = { act: "handed_out", person: "档案馆 赵敏", words: "归档" };
    await done(page, "POST", `/api/v1/paper-copies/${first}/events`, event);
  });
}

/** That is printed on a page with people on it. */
export function codeOfAPage(): Promise<string> {
  return as("registry", async (page) => {
    const list = await page.evaluate(async (path) => (await fetch(path)).text(), `${pathOf(1)}/page-list`);
    const pages = list.split("\n").map((line) => line.split(" "));
    return pages.find((parts) => /^\d+$/.test(parts[0] ?? "") && Number(parts[5]) > 0)?.[3] ?? "";
  });
}
