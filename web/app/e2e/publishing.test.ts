// An edition goes out: the registry chooses who sees what by the keyboard alone, a department accepts the
// terms, sees its rows under its mark, takes a file and its password once, and sees what changed.
import { readFileSync } from "node:fs";
import type { Download, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { done, pathOf, schoolDay } from "./edition_acts";
import { publishEdition } from "./publication_acts";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 300;
const kLong = { timeout: 240_000 };
const kFields = 3;
const kDayMs = 86_400_000;
const kPageRows = 200;
const words = {
  zh: { sent: "已发出", masked: "遮盖", accepted: "可以看", taken: "已下载", purpose: "院内分班" },
  en: { sent: "issued", masked: "masked", accepted: "open", taken: "downloaded", purpose: "Classes" },
};

interface Publication {
  readonly number: number;
  readonly kind: string;
  readonly recipient: string;
  readonly state: string;
  readonly purpose: string;
  readonly rows: number;
  readonly view: readonly { readonly field: string; readonly is_whole: boolean }[];
}
const publicationsOf = async (page: Page): Promise<readonly Publication[]> =>
  (await done<{ items: readonly Publication[] }>(page, "GET", `${pathOf(1)}/publications`)).items;

const sight = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["sight"]);
async function textOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

describe.each<Language>(["zh", "en"])("an edition that goes out, %s", (language) => {
  benchForTests(kPeople, true, new Date(), "0");
  const said = words[language];
  let department = "";

  it("is given to a department, by the keyboard alone", kLong, async () => {
    await publishEdition();
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1" });
    await page.waitForSelector("h1 .seal");
    await page.keyboard.press("t");
    await page.waitForURL("**/publications");
    await page.waitForSelector(".empty");
    expect(await bench.barriers(page)).toEqual([]);

    // Who: the department of the secretary.
    const session = await bench.open("secretary");
    const { choices } = await done<{ choices: readonly { units: readonly string[] }[] }>(
      session,
      "GET",
      "/api/v1/session",
    );
    department = choices[0]?.units[0] ?? "";
    await session.context().close();
    await page.keyboard.press("n");
    await fillIn(page, "#recipient-find", department);
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await publicationsOf(page)).map((each) => each.recipient))
      .toEqual([department]);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.matches("[role=grid] [data-column]"));
    expect(await bench.barriers(page)).toEqual([]);

    // What: the first columns of the matrix, each changed by Space until it is whole.
    for (let at = 0; at < kFields; at += 1) {
      await page.keyboard.press("ArrowRight");
      while ((await sight(page)) !== "whole") await page.keyboard.press(" ");
    }
    // One that has a mask is masked: the word says so as well as the shape.
    const masked = page.locator("td[data-sight=masked]").first();
    if ((await masked.count()) > 0) expect(await masked.getAttribute("aria-label")).toContain(said.masked);

    // What for and until when: in the panel, which Enter opens.
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "publication-purpose");
    await page.keyboard.type(said.purpose);
    await page.keyboard.press("Tab");
    const until = schoolDay(Date.now() + 20 * kDayMs);
    await page.fill("#publication-until", until);
    await page.keyboard.press("Tab");
    await expect.poll(async () => (await publicationsOf(page))[0]?.purpose).toBe(said.purpose);
    const view = (await publicationsOf(page))[0]?.view ?? [];
    expect(view.filter((each) => each.is_whole).length).toBeGreaterThanOrEqual(kFields);

    // What they will see, under their mark.
    await page.locator("[data-water]").first().waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("#issue-form");
    expect(await bench.barriers(page)).toEqual([]);
    await page.waitForFunction(() => document.activeElement?.matches("[form=issue-form]"));
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await publicationsOf(page))[0]?.state).toMatch(/asked|open/);
    await page.context().close();
  });

  it("is approved by others where its columns need it", kLong, async () => {
    for (const login of ["president", "registry2"]) {
      const page = await bench.open(login, { language });
      await page.waitForSelector("h1");
      const waiting = await done<{ items: readonly Publication[] }>(page, "GET", "/api/v1/publications");
      const [first] = waiting.items;
      if (first !== undefined) {
        await page.goto(`${bench.server.url}/rosters/2026-ug/1/publications?at=${first.number}`);
        await page.waitForSelector("tr.chosen");
        expect(await bench.barriers(page)).toEqual([]);
        await page.keyboard.press("a");
        await page.locator(".details .tag.ok").first().waitFor();
      }
      await page.context().close();
    }
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1/publications" });
    await expect.poll(() => page.locator("tr.chosen .tag").first().textContent()).toContain(said.sent);
    await page.context().close();
  });

  it("is accepted, read, copied and taken by the department", kLong, async () => {
    const page = await bench.open("secretary", { language, path: "/received" });
    await page.locator("li[data-link]").first().waitFor();
    await page.keyboard.press("o");
    await page.waitForSelector(".terms form");
    expect(await page.locator("[role=gridcell]").count()).toBe(0); // nothing before the terms
    expect(await bench.barriers(page)).toEqual([]);
    for (const box of await page.locator(".terms input").all()) await box.check();
    await page.locator(".terms .btn.primary").click();
    await page.locator("[role=gridcell]").first().waitFor();
    await expect.poll(() => page.locator("h1 .tag").textContent()).toContain(said.accepted);
    const mark = await page.locator("[data-water] span").first().getAttribute("data-words");
    expect(mark).toContain(said.purpose);
    expect(await bench.barriers(page)).toEqual([]);

    const clip = page.waitForRequest((request) => request.url().endsWith("/clips"));
    await page.locator("[role=gridcell]").nth(kFields).click();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+c");
    expect((await clip).postDataJSON()).toEqual({ rows: 2 });
    await expect
      .poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n").length)
      .toBe(2);

    const file = page.waitForEvent("download");
    await page.locator("[data-format=xlsx]").click();
    expect((await textOf(await file)).length).toBeGreaterThan(0);
    await page.waitForSelector(".password");
    expect((await page.locator(".password").textContent())?.length).toBeGreaterThan(8);
    expect(await bench.barriers(page)).toEqual([]);
    await page.locator(".el-dialog .btn.primary").click();
    await page.waitForSelector(".password", { state: "detached" });
    await expect.poll(() => page.locator("h1 .tag").textContent()).toContain(said.taken);
    const { items } = await done<{ items: readonly { link: string; copies: { number: number }[] }[] }>(
      page,
      "GET",
      "/api/v1/received",
    );
    const number = items[0]?.copies[0]?.number ?? 0;
    await expect(done(page, "POST", `/api/v1/copies/${number}/password`, {})).rejects.toThrow(
      "publication.password_shown",
    );
    await page.keyboard.press("c");
    await page.locator("[role=status] .tag.ok").waitFor(); // the same as what was taken
    expect(await bench.barriers(page)).toEqual([]);
    await page.context().close();
  });

  it("stands in the registry's log, and can be taken back", kLong, async () => {
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1/publications" });
    await page.locator(".log li").first().waitFor();
    expect(await page.locator(".log li").count()).toBeGreaterThanOrEqual(kFields);
    const rows = (await publicationsOf(page))[0]?.rows ?? 0;
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(kPeople + kPageRows);
    await page.locator(".details .foot .btn.push").click();
    await fillIn(page, "#reason", "列多了");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await publicationsOf(page))[0]?.state).toBe("revoked");
    await page.context().close();

    const receiver = await bench.open("secretary", { language, path: "/received" });
    await receiver.locator("li[data-link]").first().waitFor();
    await receiver.keyboard.press("o");
    await receiver.locator("[data-state=revoked]").waitFor();
    expect(await receiver.locator("[role=gridcell]").count()).toBe(0);
    expect(await bench.barriers(receiver)).toEqual([]);
    await receiver.context().close();
  });
});
