// Behaviour 8: two who may be one person side by side; only what differs is coloured and has a
// sign; field by field one value is picked, and a person decides.
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { cell, columnOf, fitting, textOf } from "./grid";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 40;
benchForTests(kPeople);

const words = {
  zh: {
    compare: "读取并比较",
    next: "下一步：看问题",
    write: "写入",
    class: "行政班",
    name: "姓名",
    only: "只看不同处",
    same: "是同一人，合并",
    different: "不是同一人",
    merged: "已合并为一人",
    apart: "已判定为两人",
    pick: "行政班 选 乙 的值",
    one: "尉迟同舟",
    two: "万俟双桨",
  },
  en: {
    compare: "Read and compare",
    next: "Next: findings",
    write: "Write",
    class: "Class",
    name: "Name",
    only: "Differences only",
    same: "One person: merge",
    different: "Two people",
    merged: "Merged into one",
    apart: "Decided: two people",
    pick: "Class Take the value of Other",
    one: "令狐越岭",
    two: "公羊听雨",
  },
};

/** Two of one name and birth date, one digit of the candidate number apart, in two classes. */
function twice(name: string, born: string, number: string): readonly string[] {
  return [
    `${number}1,${name},男,${born},1380000300${born.at(-1)},对照甲班`,
    `${number}2,${name},男,${born},1390000400${born.at(-1)},对照乙班`,
  ];
}
async function importRows(page: Page, rows: readonly string[], said: (typeof words)["zh"]): Promise<void> {
  const header = "考生号,姓名,性别,出生日期,联系电话,行政班";
  const buffer = Buffer.from([header, ...rows].join("\n"));
  await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", {
    name: "重复报送.csv",
    mimeType: "text/csv",
    buffer,
  });
  await page.getByRole("button", { name: said.compare }).click();
  await page.getByRole("button", { name: said.next }).click();
  await page.locator(".side").getByRole("button", { name: said.write }).click();
  await page.locator(".written h2").waitFor();
}
const background = (of: Locator): Promise<string> =>
  of.evaluate((element) => getComputedStyle(element).backgroundColor);

/** Who of the table have this name. */
async function search(page: Page, name: string): Promise<void> {
  await page.goto(`${bench.server.url}/students`);
  await page.waitForSelector("[role=row]:not([aria-busy]) [role=gridcell]");
  await page.fill(".search input", name);
  await expect.poll(() => fitting(page)).toBeLessThan(3);
}

describe.each<Language>(["zh", "en"])("pairs, %s", (language) => {
  const said = words[language];
  const digit = language === "zh" ? 1 : 2;

  it("shows a pair side by side, takes a pick, and merges; tells another pair apart", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    const rows = [
      ...twice(said.one, `2008010${digit}`, `2642010117${digit}00`),
      ...twice(said.two, `2007112${digit + 3}`, `2642010119${digit}55`),
    ];
    await importRows(page, rows, said);
    await page.goto(`${bench.server.url}/matches`);
    const queue = page.locator(".queue button");
    await queue.filter({ hasText: said.one }).click();
    const table = page.locator("table.register");
    await expect.poll(() => table.textContent()).toContain("对照甲班");

    // Side by side, by colour and by a sign; what is equal has neither.
    await page.getByLabel(said.only).uncheck();
    const line = table.locator("tbody tr").filter({ has: page.locator("th", { hasText: said.class }) });
    const [mine, other] = [line.locator("td").first(), line.locator("td").last()];
    expect(await mine.textContent()).toMatch(/≠\s*对照甲班/);
    expect(await other.textContent()).toMatch(/≠\s*对照乙班/);
    const equal = table.locator("tbody tr").filter({ has: page.locator("th", { hasText: said.name }) });
    for (const side of await equal.first().locator("td").all()) {
      expect(await side.textContent()).not.toContain("≠");
      expect(await background(side)).not.toBe(await background(other));
    }
    await page.getByLabel(said.only).check();
    expect(await table.locator("td.differs").count()).toBe(
      await table.locator("td", { hasText: "≠" }).count(),
    );
    expect(await bench.barriers(page)).toEqual([]);

    await page.getByRole("radio", { name: said.pick }).check();
    await page.keyboard.press("a");
    await fillIn(page, "#reason", "同一份材料报送两次");
    const waiting = await queue.count();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".toast").textContent()).toContain(said.merged);
    await expect.poll(() => queue.count()).toBe(waiting - 1);

    await queue.filter({ hasText: said.two }).click();
    await expect.poll(() => table.locator("td.differs").count()).toBeGreaterThan(0);
    await page.keyboard.press("r");
    await fillIn(page, "#reason", "本人到场，是双胞胎");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".toast").last().textContent()).toContain(said.apart);
    await page.reload();
    await page.waitForSelector(".queue, .panel-body");
    expect(await page.locator(".queue button", { hasText: said.two }).count()).toBe(0);

    await search(page, said.two);
    await expect.poll(() => fitting(page)).toBe(2);
    await search(page, said.one);
    await expect.poll(() => fitting(page)).toBe(1);
    expect(await textOf(page, 1, await columnOf(page, said.class))).toBe("对照乙班"); // as picked
    expect(await cell(page, 2, 1).count()).toBe(0);
    await page.context().close();
  });
});
