// What goes wrong on a working day: two people on one cell, an ended session, a cut line, an old
// page, a file too large. Each time: what happened is said, what was typed is safe.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { bench, benchForTests, type Language } from "./workbench";

const kPeople = 60;
const kFreshMs = 15_500; // until an answer is asked for again (src/api/queries.ts)
benchForTests(kPeople);

const kClass = 6; // its column among those that a table shows first
function cellOf(page: Page, row: number): Locator {
  return page.locator(`[role=row][aria-rowindex="${row}"] [role=gridcell]`).nth(kClass);
}
async function type(page: Page, row: number, value: string): Promise<void> {
  await cellOf(page, row).click();
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}
/** What the browser knows of its session is gone, as after a night. */
async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies();
}

describe.each<Language>(["zh", "en"])("trouble, %s", (language) => {
  const [mine = "", theirs = ""] = language === "zh" ? ["甲院", "乙院"] : ["East", "West"];

  const said = {
    zh: {
      edit: /^改资料/,
      save: /^保存/,
      kept: "存在这台电脑",
      write: /^写入这/,
      offline: "网络断开",
      reload: "刷新",
    },
    en: {
      edit: /^Change/,
      save: /^Save/,
      kept: "kept on this computer",
      write: /^Write/,
      offline: "No network",
      reload: "Reload",
    },
  }[language];

  it("shows both values when two people change one cell", async () => {
    const one = await bench.open("registry", { language, path: "/students" });
    const other = await bench.open("registry", { language, path: "/students" });
    await Promise.all([cellOf(one, 5).click(), cellOf(other, 5).click()]);
    await type(one, 5, mine);
    await one.locator(".toast").first().waitFor();
    await other.keyboard.type(theirs);
    await other.keyboard.press("Enter");
    await other.waitForSelector(".el-dialog .register");
    const shown = (await other.locator(".el-dialog .register").textContent()) ?? "";
    expect(shown).toContain(mine);
    expect(shown).toContain(theirs);
    await one.context().close();
    await other.context().close();
  });

  it("keeps what was typed into a form when the session ends, and saves it after", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await cellOf(page, 7).click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    await page.locator(".btn.primary", { hasText: said.edit }).click();
    await page.getByRole("tab").nth(4).click();
    await page.fill("#field-class", mine);
    await endSession(page);
    await page.getByRole("button", { name: said.save }).click();
    await page.waitForSelector("#login");
    expect(await page.locator(".message.warn").textContent()).toBeTruthy();
    await bench.signIn(page, "registry");
    await page.waitForURL("**/students/*");
    await page.getByRole("tab").nth(4).click();
    expect(await page.inputValue("#field-class")).toBe(mine);
    await page.getByRole("button", { name: said.save }).click();
    await expect.poll(() => page.locator(".fields").textContent()).toContain(mine);
    await page.context().close();
  });

  it("keeps cells that were typed when the session ends, and writes them after", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await cellOf(page, 9).waitFor();
    await endSession(page);
    await type(page, 9, theirs);
    await page.waitForSelector("#login");
    await bench.signIn(page, "registry");
    await page.waitForURL("**/students");
    await expect.poll(() => page.locator(".kept").textContent()).toContain(said.kept);
    await page.getByRole("button", { name: said.write }).click();
    await expect.poll(() => cellOf(page, 9).textContent()).toBe(theirs);
    await page.reload();
    await expect.poll(() => cellOf(page, 9).textContent()).toBe(theirs);
    expect(await page.locator(".kept").count()).toBe(0);
    await page.context().close();
  });

  it("keeps cells while the line is cut, and writes them by itself when it is back", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await cellOf(page, 11).waitFor();
    await page.context().setOffline(true);
    await type(page, 11, mine);
    await expect.poll(() => page.locator(".strip").textContent()).toContain(said.offline);
    await expect.poll(() => page.locator(".kept").textContent()).toContain(said.kept);
    expect(await cellOf(page, 11).textContent()).toContain(mine); // and that it waits
    await page.context().setOffline(false);
    await expect.poll(() => page.locator(".kept").count()).toBe(0);
    expect(await page.locator(".strip").count()).toBe(0);
    await page.reload();
    await expect.poll(() => cellOf(page, 11).textContent()).toBe(mine);
    await page.context().close();
  });

  it("says that a page is of an older program, and loses nothing by the reload", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await cellOf(page, 13).click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    await page.locator(".btn.primary", { hasText: said.edit }).click();
    await page.getByRole("tab").nth(4).click();
    await page.fill("#field-class", theirs);
    // The same server, as if it had been upgraded meanwhile.
    await page.route("**/api/v1/school", async (route) => {
      const answer = await route.fetch();
      const school = (await answer.json()) as object;
      await route.fulfill({ response: answer, json: { ...school, pages: "another" } });
    });
    await page.waitForTimeout(kFreshMs);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    const strip = page.locator(".strip");
    await strip.waitFor();
    await page.unroute("**/api/v1/school");
    await strip.getByRole("button", { name: said.reload }).click();
    await page.getByRole("tab").nth(4).click();
    expect(await page.inputValue("#field-class")).toBe(theirs);
    await page.context().close();
  });

  it("refuses a file above the limit before it is sent, and says the limit", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mingce-large-"));
    const path = join(folder, "large.zip");
    const file = openSync(path, "w");
    ftruncateSync(file, 2 ** 31 + 1); // takes no room: all of it is a hole
    closeSync(file);
    const page = await bench.open("registry", { language, path: "/imports" });
    await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", path);
    const line = page.locator(".files li", { hasText: "large.zip" });
    await expect.poll(() => line.textContent()).toMatch(/2(\.0)? ?G/);
    rmSync(folder, { recursive: true });
    await page.context().close();
  });

  it("takes over a session that CAS began", async () => {
    const page = await bench.open("registry", { language });
    await page.waitForSelector("nav.rail");
    const token = await page.evaluate(() => {
      const kept = localStorage.getItem("mingce.csrf") ?? "";
      localStorage.removeItem("mingce.csrf");
      return kept;
    });
    const cookie = { name: "mingce-csrf", value: token, url: bench.server.url };
    await page.context().addCookies([cookie]);
    await page.goto(`${bench.server.url}/students`);
    await type(page, 15, mine);
    await page.locator(".toast").first().waitFor();
    await page.reload();
    await expect.poll(() => cellOf(page, 15).textContent()).toBe(mine);
    const names = (await page.context().cookies()).map((each) => each.name);
    expect(names).not.toContain("mingce-csrf");
    await page.context().close();
  });
});
