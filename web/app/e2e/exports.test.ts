// Behaviours 5 and 9 for what leaves the school: the page says what goes out, another person agrees,
// who asked takes the file, once.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 300;
benchForTests(kPeople);

const kMasked = /^\d{3}\*+\d?[\dX]{2}$/;
const digits = (words: string | null): number => Number(/[\d,]+/.exec(words ?? "")?.[0].replaceAll(",", ""));

/** Two departments that the first rows are of. */
async function twoDepartments(page: Page, title: string): Promise<readonly string[]> {
  await page.waitForSelector("[role=gridcell]");
  const header = page.locator("[role=columnheader]", { hasText: title });
  const column = await header.first().getAttribute("aria-colindex");
  const cells = await page.locator(`[role=gridcell][aria-colindex="${column}"]`).allTextContents();
  return [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== ""))].slice(0, 2);
}
/** The grid of two values of a column, and how many it says there are. */
async function openFiltered(page: Page, values: readonly string[]): Promise<number> {
  const filters = JSON.stringify([{ field: "department", op: "one_of", values }]);
  await page.goto(`${bench.server.url}/students?filters=${encodeURIComponent(filters)}`);
  const fits = page.locator(".fits");
  await expect.poll(async () => digits(await fits.textContent())).toBeGreaterThan(0);
  await expect.poll(async () => digits(await fits.textContent())).toBeLessThan(kPeople);
  return digits(await fits.textContent());
}
async function askFor(page: Page, language: Language, purpose: string): Promise<void> {
  await page
    .locator(".actions")
    .getByRole("button", { name: language === "zh" ? "导出" : "Export" })
    .click();
  await page.waitForSelector("#export-form .told b");
  await fillIn(page, "#export-purpose", purpose);
  await page.locator("#export-form").getByRole("button", { name: "CSV" }).click();
  await page.locator("[form=export-form]").click();
  await page.waitForSelector(".toast");
  await page.waitForSelector("#export-form", { state: "hidden" });
}

it("is asked for by what the grid shows, approved by another, and taken once", async () => {
  const registry = await bench.open("registry", { path: "/students" });
  const departments = await twoDepartments(registry, "院系");
  expect(departments).toHaveLength(2);
  const count = await openFiltered(registry, departments);
  await registry.locator(".actions").getByRole("button", { name: "导出" }).click();
  await expect.poll(async () => digits(await registry.locator(".told b").textContent())).toBe(count);
  const told = (await registry.locator("#export-form .told").textContent()) ?? "";
  expect(told).toContain("C3");
  expect(told).toContain("须 1 人批准");
  for (const department of departments) expect(told).toContain(department);
  await registry.keyboard.press("Escape");
  await askFor(registry, "zh", "宿舍分配");

  const president = await bench.open("president");
  await president.getByRole("link", { name: "去表态" }).click();
  await president.waitForURL("**/exports");
  const detail = president.locator("[aria-label^='第']");
  await expect.poll(() => detail.textContent()).toContain("宿舍分配");
  expect(digits(await detail.locator("dd b").textContent())).toBe(count);
  expect(await bench.barriers(president)).toEqual([]);
  await president.keyboard.press("a");
  await expect.poll(() => president.locator(".toast").textContent()).toContain("已批准");
  await expect.poll(() => detail.locator("button").count()).toBe(0);

  await registry.goto(`${bench.server.url}/`);
  await registry.getByRole("link", { name: "去取" }).click();
  await registry.waitForURL("**/exports");
  await registry.waitForSelector("main .foot");
  const [download] = await Promise.all([registry.waitForEvent("download"), registry.keyboard.press("g")]);
  const [heads, ...rows] = readFileSync(await download.path(), "utf8")
    .replace("\uFEFF", "")
    .trim()
    .split("\r\n");
  expect(rows).toHaveLength(count);
  const at = (title: string): number => heads?.split(",").indexOf(title) ?? -1;
  const cells = rows.map((row) => row.split(","));
  expect(new Set(cells.map((row) => row[at("院系")]))).toEqual(new Set(departments));
  const numbers = cells.map((row) => row[at("身份证件号")] ?? "").filter((number) => number !== "");
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.filter((number) => !kMasked.test(number))).toEqual([]);
  await expect.poll(() => registry.locator(".queue").textContent()).toContain("已取出");
  await registry.waitForSelector("main .foot", { state: "detached" });
  for (const page of [registry, president]) await page.context().close();
});

it("is refused with words that who asked reads", async () => {
  const registry = await bench.open("registry", { language: "en", path: "/students" });
  await registry.waitForSelector("[role=gridcell]");
  // The first three rows alone.
  for (const row of [2, 3, 4])
    await registry
      .locator(
        `[role=row][aria-rowindex="${row}"] input[type=checkbox], [role=row][aria-rowindex="${row}"] [role=checkbox]`,
      )
      .first()
      .click();
  await registry.locator("[role=toolbar]").getByRole("button", { name: "Export" }).click();
  await expect.poll(async () => digits(await registry.locator(".told b").textContent())).toBe(3);
  await fillIn(registry, "#export-purpose", "library cards");
  await registry.locator("[form=export-form]").click();
  await registry.waitForSelector("#export-form", { state: "hidden" });

  const president = await bench.open("president", { language: "en", path: "/exports" });
  await president.waitForSelector("main .foot");
  await president.keyboard.press("r");
  await president.locator("[form=reason-form]").click();
  await president.waitForSelector("#reason-form [role=alert]");
  await fillIn(president, "#reason", "ask the library for its own list");
  await president.keyboard.press("Enter");
  await expect.poll(() => president.locator(".toast").textContent()).toContain("went back");

  await registry.goto(`${bench.server.url}/exports`);
  const line = registry.locator(".queue button", { hasText: "library cards" });
  await line.click();
  await expect.poll(() => registry.locator("dl").textContent()).toContain("ask the library for its own list");
  for (const page of [registry, president]) await page.context().close();
});

it("shows a locked file's password once, to be copied", async () => {
  const registry = await bench.open("registry", { path: "/students" });
  await registry.waitForSelector("[role=gridcell]");
  await registry.locator(".actions").getByRole("button", { name: "导出" }).click();
  await registry.getByRole("checkbox", { name: "身份证件号要原值" }).check();
  const told = registry.locator("#export-form .told");
  await expect.poll(() => told.textContent()).toContain("须 2 人批准");
  expect(await told.textContent()).toContain("带密码的 ZIP");
  await registry.keyboard.press("Escape");

  // The demo has one other approver of the whole school: what the server says of two is said for it.
  await registry.route("**/api/v1/exports", async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { items: Record<string, unknown>[] };
    const [first, ...rest] = body.items;
    await route.fulfill({
      response,
      json: { items: [{ ...first, state: "approved", may_make: true }, ...rest] },
    });
  });
  await registry.route("**/api/v1/exports/*/file", (route) =>
    route.fulfill({
      body: "PK",
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": "attachment; filename*=UTF-8''mingce-2026-ug-1.zip",
        "Mingce-Password": "abcde-fghjk-mnpqr-stuvw",
      },
    }),
  );
  await registry.goto(`${bench.server.url}/exports`);
  await registry.waitForSelector("main .foot");
  await registry.keyboard.press("g");
  await registry.waitForSelector(".password");
  expect(await registry.locator(".password").textContent()).toBe("abcde-fghjk-mnpqr-stuvw");
  await registry.getByRole("button", { name: "复制密码" }).click();
  expect(await registry.evaluate(() => navigator.clipboard.readText())).toBe("abcde-fghjk-mnpqr-stuvw");
  await registry.getByRole("button", { name: "已另存，关闭" }).click();
  await registry.waitForSelector(".password", { state: "detached" });
  await registry.context().close();
});
