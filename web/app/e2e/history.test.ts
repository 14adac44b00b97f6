// Behaviour 12: each value says where it came from, each student has a timeline, and the record as
// it was on an earlier day can be seen.
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { cell, columnOf, textOf } from "./grid";
import { bench, benchForTests, type Language } from "./workbench";

const kPeople = 60;
const kDay = 86_400_000;
const kHoursOfBeijing = 8;
/** Four in the morning of the school, three days ago: where UTC still has the day before. */
function earlyMorning(): Date {
  const begun = new Date(Date.now() - 3 * kDay);
  begun.setUTCHours(24 - kHoursOfBeijing + 4, 0, 0, 0);
  return begun;
}
const dayOf = (moment: Date): string =>
  new Date(moment.getTime() + kHoursOfBeijing * 3_600_000).toISOString().slice(0, 10);

const begun = earlyMorning();
benchForTests(kPeople, true, begun);

const words = {
  zh: {
    class: "行政班",
    edit: /^改资料/,
    save: /^保存/,
    reason: "核对分班表后更正",
    byHand: "人工修改",
    imported: "导入",
    today: "今天",
  },
  en: {
    class: "Class",
    edit: /^Change/,
    save: /^Save/,
    reason: "as the class list says",
    byHand: "Changed by hand",
    imported: "Import",
    today: "today",
  },
};
const kEnrolmentTab = 4;

/** The page of the student in a row: the class that it told, and the row's number in its file. */
async function openStudent(page: Page, row: number, title: string) {
  await page.waitForSelector("[role=gridcell]");
  const column = await columnOf(page, title);
  const place = page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=rowheader]`);
  const told = { sourceRow: (await place.textContent()) ?? "", class: await textOf(page, row, column) };
  await cell(page, row, column).click();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/students/*");
  return told;
}
async function originOf(page: Page, line: Locator): Promise<string> {
  await line.locator(".sourced").hover();
  const shown = page.locator(".el-popover:visible");
  await shown.waitFor();
  return (await shown.textContent()) ?? "";
}

describe.each<Language>(["zh", "en"])("what happened, %s", (language) => {
  const said = words[language];
  const changed = language === "zh" ? "履历一班" : "Traced 1";

  it("says who changed what and why, and shows the earlier day as it was", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    const before = await openStudent(page, language === "zh" ? 4 : 6, said.class);
    expect(before.class).not.toBe("");
    await page.locator(".btn.primary", { hasText: said.edit }).click();
    await page.getByRole("tab").nth(kEnrolmentTab).click();
    await page.fill("#field-class", changed);
    await page.locator("form.foot input").fill(said.reason);
    await page.getByRole("button", { name: said.save }).click();
    const line = page.locator(".line", { hasText: said.class });
    await expect.poll(() => line.textContent()).toContain(changed);

    const entry = page.locator(".entries li.change").first();
    await expect.poll(() => entry.textContent()).toContain(said.byHand);
    const told = (await entry.textContent()) ?? "";
    for (const part of [before.class, changed, "registry", said.reason]) expect(told).toContain(part);
    const at = new Date((await entry.locator("time").getAttribute("datetime")) ?? "");
    expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(300_000);

    await page.locator("#as-of").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator("main .message").textContent()).toContain(dayOf(begun));
    await expect.poll(() => line.textContent()).toContain(before.class);
    expect(await line.textContent()).not.toContain(changed);
    expect(await page.locator(".btn.primary", { hasText: said.edit }).count()).toBe(0); // to be read only
    expect(await bench.barriers(page)).toEqual([]);
    await page.locator("#as-of").focus();
    await page.keyboard.press("End");
    await expect.poll(() => line.textContent()).toContain(changed);
    expect(await page.locator(".as-of b").textContent()).toBe(said.today);
    await page.context().close();
  });

  it("says of a value which file, row, day and person it came from", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    const { sourceRow } = await openStudent(page, language === "zh" ? 8 : 10, said.class);
    expect(sourceRow).toMatch(/^\d+$/);
    const origin = await originOf(page, page.locator(".line", { has: page.locator(".sourced") }).first());
    expect(origin).toContain(said.imported);
    expect(origin).toMatch(/ · os:\S+ · /); // imported by a command on the server
    const entry = page.locator(".entries li.change").last();
    expect(await entry.textContent()).toContain("os:");
    expect(origin).toMatch(new RegExp(`\\.(dbf|csv|xlsx)\\D*${sourceRow}\\b`, "i"));
    expect(origin).toContain(
      language === "zh" ? `${begun.getMonth() + 1}月` : begun.toDateString().slice(4, 7),
    );
    await page.context().close();
  });
});
