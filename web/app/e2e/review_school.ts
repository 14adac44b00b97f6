// A school whose edition is under review: somebody acts elsewhere for a moment while a test looks at
// one desk.
import type { Page } from "playwright-core";

import { done, kIntake, pathOf, type Edition } from "./edition_acts";
import { bench } from "./workbench";

export const kEdition = pathOf(1);

export async function as<T>(login: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await bench.open(login);
  await page.waitForSelector("h1");
  try {
    return await work(page);
  } finally {
    await page.context().close();
  }
}

/** The first revision, or the next one. */
export async function submit(page: Page): Promise<void> {
  await done(page, "POST", `${kEdition}/revisions`, {});
}
export async function makeAndSubmit(): Promise<void> {
  await as("registry", async (page) => {
    await done(page, "POST", "/api/v1/editions", { intake: kIntake, definition: "by_department" });
    await submit(page);
  });
}
export function editionNow(): Promise<Edition & { readonly leader: { readonly is_complete: boolean } }> {
  return as("registry", (page) => done(page, "GET", kEdition));
}

interface Line {
  readonly id: string;
  readonly name: string;
  readonly department: string;
}
/** Of whom this person sees, in the order of their numbers. */
export async function students(page: Page): Promise<Line[]> {
  const path = `/api/v1/students?intake=${kIntake}&limit=200`;
  return (await done<{ items: Line[] }>(page, "GET", path)).items;
}
export async function giveUp(page: Page, who: readonly string[]): Promise<void> {
  await done(page, "POST", "/api/v1/statuses", {
    who,
    event: "decline",
    effective: new Date().toISOString().slice(0, 10),
    document_no: "0119",
    reason: "本人书面声明",
  });
}
