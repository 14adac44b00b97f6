// An edition goes out: the registry chooses who sees what by the keyboard alone, a department accepts the
// terms, sees its rows under its mark, takes a file and its password once, and sees what changed. The file
// holds what was shown, and whoever has no network can tell that it is the school's.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";

import { ask, done, pathOf, schoolDay } from "./edition_acts";
import { rowsOf, verifyOffline, whyNoWorkbooks } from "./given_files";
import {
  approveAll,
  departmentOf,
  give,
  kGivenDays,
  publicationOf,
  publicationsOf,
  publishEdition,
} from "./publication_acts";
import { as } from "./review_school";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 300;
const kLong = { timeout: 240_000 };
const kFields = 3;
const kDayMs = 86_400_000;
const kExitRefused = 2;
const kPageRows = 200;
const words = {
  zh: {
    sent: "已发出",
    masked: "遮盖",
    accepted: "可以看",
    taken: "已下载",
    purpose: "院内分班",
    tooMany: "列多了",
    unneeded: "用不着民族",
  },
  en: {
    sent: "issued",
    masked: "masked",
    accepted: "open",
    taken: "downloaded",
    purpose: "Classes",
    tooMany: "Too many columns",
    unneeded: "No ethnicity needed",
  },
};

interface ShownRows {
  readonly columns: readonly { readonly zh: string }[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
}
/** Everything that its receiver is shown, page by page. */
async function shownRows(page: Page, link: string): Promise<ShownRows> {
  const at = (offset: number): Promise<ShownRows> =>
    done(page, "GET", `/api/v1/received/${link}/rows?offset=${offset}&limit=${kPageRows}`);
  const first = await at(0);
  const rows = [...first.rows];
  while (rows.length < first.total) rows.push(...(await at(rows.length)).rows);
  return { ...first, rows };
}
/** What a place without a network is handed: of now. */
async function offlineKit(): Promise<{ list: string; key: string }> {
  return as("registry", (page) =>
    page.evaluate(
      async ([list, key]) => ({
        list: await (await fetch(list)).text(),
        key: await (await fetch(key)).text(),
      }),
      [`${pathOf(1)}/page-list`, "/api/v1/verification/key"] as const,
    ),
  );
}

const sight = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["sight"]);

describe.each<Language>(["zh", "en"])("an edition that goes out, %s", (language) => {
  benchForTests(kPeople, true, new Date(), "0");
  const said = words[language];
  const desk = mkdtempSync(join(tmpdir(), "mingce-given-"));
  afterAll(() => rmSync(desk, { recursive: true }));
  const taken = { path: join(desk, "given.xlsx"), password: "", copy: 0, link: "" };
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
    department = await departmentOf("secretary");
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
    const until = schoolDay(Date.now() + kGivenDays * kDayMs);
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
      const waiting = await done<{ items: readonly { number: number }[] }>(
        page,
        "GET",
        "/api/v1/publications",
      );
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
    await (await file).saveAs(taken.path);
    await page.waitForSelector(".password");
    taken.password = (await page.locator(".password").textContent()) ?? "";
    expect(await bench.barriers(page)).toEqual([]);
    await page.locator(".el-dialog .btn.primary").click();
    await page.waitForSelector(".password", { state: "detached" });
    await expect.poll(() => page.locator("h1 .tag").textContent()).toContain(said.taken);
    const { items } = await done<{ items: readonly { link: string; copies: { number: number }[] }[] }>(
      page,
      "GET",
      "/api/v1/received",
    );
    taken.link = items[0]?.link ?? "";
    taken.copy = items[0]?.copies[0]?.number ?? 0;
    await expect(done(page, "POST", `/api/v1/copies/${taken.copy}/password`)).rejects.toThrow(
      "publication.password_shown",
    );
    await page.keyboard.press("c");
    await page.locator("[role=status] .tag.ok").waitFor(); // the same as what was taken
    expect(await bench.barriers(page)).toEqual([]);
    await page.context().close();
  });

  it("holds in the file what was on the screen, behind the password", kLong, async (context) => {
    if (whyNoWorkbooks !== "") context.skip(whyNoWorkbooks);
    const shown = await as("secretary", (page) => shownRows(page, taken.link));
    const [mark, heads, ...rows] = rowsOf(taken);
    expect(mark?.join("")).toContain(`${said.purpose} · ${schoolDay()} · 第 ${taken.copy} 份`);
    expect(heads).toEqual(shown.columns.map((each) => each.zh));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(shown.rows);
    expect(() => rowsOf({ ...taken, password: `${taken.password}x` })).toThrow("InvalidKeyError");
  });

  it("is the school’s where there is no network, and no other file is", kLong, async () => {
    const kit = await offlineKit();
    const own = verifyOffline(desk, taken.path, kit);
    expect(own).toMatchObject({ status: 0, told: { verdict: "copy", copy: taken.copy } });
    const bytes = readFileSync(taken.path);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const forged = join(desk, "forged.xlsx");
    writeFileSync(forged, bytes);
    expect(verifyOffline(desk, forged, kit)).toMatchObject({ status: kExitRefused, told: null });
  });

  it("stands in the registry's log, and can be taken back", kLong, async () => {
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1/publications" });
    await page.locator(".log li").first().waitFor();
    expect(await page.locator(".log li").count()).toBeGreaterThanOrEqual(kFields);
    const rows = (await publicationsOf(page))[0]?.rows ?? 0;
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(kPeople + kPageRows);
    await page.locator(".details .foot .btn.push").click();
    await fillIn(page, "#reason", said.tooMany);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await publicationsOf(page))[0]?.state).toBe("revoked");
    await page.context().close();

    const receiver = await bench.open("secretary", { language, path: "/received" });
    await receiver.locator("li[data-link]").first().waitFor();
    await receiver.keyboard.press("o");
    await expect.poll(() => receiver.locator("[data-state=revoked]").textContent()).toContain(said.tooMany);
    expect(await receiver.locator("[role=gridcell]").count()).toBe(0);
    expect(await bench.barriers(receiver)).toEqual([]);
    await receiver.context().close();
  });

  it("is issued again under a new link, and the old one stays closed", kLong, async () => {
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1/publications" });
    await page.locator(".details .foot .btn").last().click();
    await page.waitForSelector("#reissue-form");
    expect(await bench.barriers(page)).toEqual([]);
    await page.locator("[form=reissue-form]").click();
    // What was revoked is a draft again, which goes out as any other.
    await expect.poll(async () => (await publicationsOf(page))[0]?.state).toBe("draft");
    await page.waitForSelector("#reissue-form", { state: "detached" });
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement?.matches("[form=issue-form]"));
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await publicationsOf(page))[0]?.state).toMatch(/asked|open/);
    await page.context().close();
    for (const login of ["president", "registry2"]) await approveAll(login);

    const receiver = await bench.open("secretary", { language, path: "/received" });
    await receiver.locator("li[data-link]").first().waitFor();
    await receiver.keyboard.press("o");
    await receiver.locator("[role=gridcell]").first().waitFor();
    expect(receiver.url()).not.toContain(taken.link);
    const old = await ask(receiver, "GET", `/api/v1/received/${taken.link}/rows`);
    expect((old.body as { code: string }).code).toBe("publication.link_revoked");
    await receiver.goto(`${bench.server.url}/received/${taken.link}`);
    await receiver.locator("[role=alert]").waitFor();
    await receiver.context().close();
  });

  it("is refused with a reason, changed, and asked for again", kLong, async () => {
    const { number } = await as("registry", (page) =>
      give(page, { recipient: "", purpose: said.purpose, fields: ["name", "ethnicity"] }),
    );
    const path = `/rosters/2026-ug/1/publications?at=${number}`;
    const leader = await bench.open("president", { language, path });
    await leader.waitForSelector("tr.chosen");
    await leader.keyboard.press("r");
    await fillIn(leader, "#reason", said.unneeded);
    await leader.keyboard.press("Enter");
    await expect.poll(async () => (await publicationOf(leader, number)).state).toBe("refused");
    await leader.context().close();

    const page = await bench.open("registry", { language, path });
    await expect.poll(() => page.locator(".details").textContent()).toContain(said.unneeded);
    expect(await bench.barriers(page)).toEqual([]);
    await fillIn(page, "#publication-purpose", `${said.purpose} 2`);
    await page.keyboard.press("Tab");
    await expect.poll(async () => (await publicationOf(page, number)).state).toBe("draft");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement?.matches("[form=issue-form]"));
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await publicationOf(page, number)).state).toBe("asked");
    await page.context().close();
    await approveAll("president");
    expect((await as("registry", (again) => publicationOf(again, number))).state).toBe("open");
  });
});
