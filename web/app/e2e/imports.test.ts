// Behaviours 1, 5 and 6: mappings are remembered, nothing is written unseen, long work is seen.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 40;
benchForTests(kPeople);

const header = "考生号,姓名,XBDM,出生日期,联系方式,备用列";
function table(rows: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  return { name: "补报.csv", mimeType: "text/csv", buffer: Buffer.from([header, ...rows].join("\n")) };
}
const words = {
  zh: {
    compare: "读取并比较",
    again: "按新的对法再比较",
    next: "下一步：看问题",
    write: "写入",
    rows: "逐行看",
    blocked: "挡住花名册",
    remembered: "上次用过",
    written: "已写入",
  },
  en: {
    compare: "Read and compare",
    again: "Compare again like this",
    next: "Next: findings",
    write: "Write",
    rows: "Row by row",
    blocked: "In a roster's way",
    remembered: "as last time",
    written: "is written",
  },
};

interface Known {
  readonly name: string;
  readonly exam_number: string;
}
/** Two who are in the record. */
async function firstStudents(page: Page): Promise<Known[]> {
  return page.evaluate(async () => {
    const address = "/api/v1/students?intake=2026-ug&limit=2";
    return ((await (await fetch(address)).json()) as { items: Known[] }).items;
  });
}

async function choose(page: Page, rows: readonly string[], language: Language): Promise<void> {
  await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", table(rows));
  await page.getByRole("button", { name: words[language].compare }).click();
}

describe.each<Language>(["zh", "en"])("importing, %s", (language) => {
  const said = words[language];
  const digit = language === "zh" ? 1 : 2;
  const first = `2642010115000${digit},试验甲,1,2008-01-05,1380000000${digit},走读`;
  const second = `2642010115001${digit},试验乙,2,2008-02-06,1380000001${digit},住校`;

  it("matches columns, says what would be written, writes it, and undoes it", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    await choose(page, [first], language);

    const free = page.locator("tr", { hasText: "备用列" });
    await free.locator("select").selectOption("remark");
    await page.getByRole("button", { name: said.again }).click();
    await page.getByRole("button", { name: said.next }).click();

    const side = page.locator(".side");
    await expect.poll(() => side.locator("dd").first().textContent()).toMatch(/^\s*1\s/);
    await page.reload(); // a draft survives it
    await page.getByRole("button", { name: said.next }).click();
    await side.getByRole("button", { name: said.write }).click();
    await expect.poll(() => page.locator(".written h2").textContent()).toContain(said.written);

    // The same headers another day: nothing of it has to be said again.
    await page.getByRole("button", { name: language === "zh" ? "再导入一批" : "Import another" }).click();
    await choose(page, [second], language);
    await expect
      .poll(() => page.locator("tr", { hasText: "备用列" }).textContent())
      .toContain(said.remembered);
    expect(await page.locator("tr", { hasText: "备用列" }).locator("select").inputValue()).toBe("remark");
    await page.getByRole("button", { name: language === "zh" ? "上一步" : "Back" }).click();
    await page
      .getByRole("button", { name: language === "zh" ? "放弃这次导入" : "Give this import up" })
      .click();

    const batch = page.locator("tbody tr", { has: page.getByRole("button") }).first();
    const number = await batch.locator("td").first().textContent();
    await batch.getByRole("button").click();
    await fillIn(page, "#reason", "试导入");
    // What takes people away is typed, not only clicked; and they are named.
    await expect.poll(() => page.locator(".el-dialog .lead").textContent()).toContain("试验甲");
    await page.locator("[form=reason-form]").click();
    expect(await page.locator(".el-dialog [role=alert]").textContent()).toContain("1");
    await page.fill("#typed", "1");
    await page.locator("[form=reason-form]").click();
    const undone = page.locator("tbody tr", {
      has: page.getByRole("cell", { name: number ?? "", exact: true }),
    });
    await expect.poll(() => undone.first().textContent()).toContain(language === "zh" ? "已撤销" : "Undone");
    await page.context().close();
  });

  it("shows row by row what writing does, before it is written", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    const [known, other] = (await firstStudents(page)) as [Known, Known];
    const rows = [
      `${known.exam_number},${known.name},,,1390000000${digit},`, // another phone
      `2642010115002${digit},试验丁,1,2008-13-45,,`, // no such day
      `2642010115003${digit},试验戊,2,2008-02-06,,`,
      `${other.exam_number},${other.name},,,,`, // nothing new
    ];
    await choose(page, rows, language);
    await page.getByRole("button", { name: said.next }).click();
    await page.getByRole("button", { name: said.rows, exact: true }).click();
    const dialog = page.locator(".el-dialog");
    await expect.poll(() => dialog.locator("tbody tr").count()).toBe(1);
    expect(await dialog.locator("tbody tr").textContent()).toContain(known.name);
    expect(await dialog.locator("ins").textContent()).toBe(`1390000000${digit}`);
    expect(await dialog.locator("tbody tr").textContent()).toContain("补报.csv:2");

    await dialog.getByRole("button", { name: said.blocked }).click();
    await expect.poll(() => dialog.locator("tbody").textContent()).toContain("试验丁");
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "CSV" }).click();
    const list = readFileSync(await (await saving).path(), "utf8");
    expect(list).toContain("补报.csv,");
    expect(list).toContain("试验丁");
    expect(list).not.toContain("试验戊");
    expect(await bench.barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.context().close();
  });

  it("takes a block pasted from a spreadsheet, with every digit", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    await page.getByRole("button", { name: language === "zh" ? "粘贴表格" : "Paste a table" }).click();
    const pasted = `考生号\t姓名\t身份证号\n2642010115009${digit}\t试验丙\t420106200801051238`;
    await fillIn(page, "#pasted", pasted);
    await expect.poll(() => page.locator(".sample").textContent()).toContain("420106200801051238");
    await page.locator(".el-dialog .btn.primary").click();
    await page.getByRole("button", { name: said.compare }).click();
    await page.getByRole("button", { name: said.next }).waitFor();
    await page.context().close();
  });

  it("names the file that cannot be read, and loses nothing", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    const broken = {
      name: "坏文件.xlsx",
      mimeType: "application/zip",
      buffer: Buffer.from("PK\u0003\u0004 not a workbook"),
    };
    await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", broken);
    await page.getByRole("button", { name: said.compare }).click();
    await expect.poll(() => page.locator("main").textContent()).toContain("坏文件.xlsx");
    await page.context().close();
  });
});
