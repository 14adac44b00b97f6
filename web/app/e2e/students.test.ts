// Behaviours 2, 4, 9 and 12: worked in like Excel, undone, masked wherever it goes, traceable.
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { fillIn, Workbench, type Language } from "./workbench";

const kPeople = 300;
const kIdColumn = 8; // of the columns that a table shows first
let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.start(kPeople);
});
afterAll(() => bench.stop());
afterEach(() => expect(bench.complaints.splice(0)).toEqual([]));

async function columnOf(page: Page, title: string): Promise<number> {
  const headers = page.locator("[role=columnheader]");
  const titles = await headers.allTextContents();
  const at = titles.findIndex((text) => text.trim() === title);
  return Number(await headers.nth(at).getAttribute("aria-colindex"));
}
function cell(page: Page, row: number, column: number) {
  return page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${column}"]`);
}
const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const titles = {
  zh: {
    class: "行政班",
    number: "学号",
    id: "身份证件号",
    undo: "撤销",
    name: "姓名",
    exam: "考生号",
    add: "录入学生",
    unusual: "位数或字符不合规则",
    wrong: "校验码不符",
    swapped: "填的是电话",
  },
  en: {
    class: "Class",
    number: "Student number",
    id: "Document number",
    undo: "Undo",
    name: "Name",
    exam: "Candidate number",
    add: "Enter a student",
    unusual: "unusual length or character",
    wrong: "fails its check character",
    swapped: "holds the phone",
  },
};

describe.each<Language>(["zh", "en"])("the table of students, %s", (language) => {
  const said = titles[language];
  const paste = language === "zh" ? ["试验2601", "试验2602"] : ["Trial2601", "Trial2602"];

  it("takes a pasted block, says so, and takes it back", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    const column = await columnOf(page, said.class);
    const before = await cell(page, 3, column).textContent();
    await cell(page, 3, column).click();
    await page.evaluate((text) => navigator.clipboard.writeText(text), paste.join("\n"));
    await page.keyboard.press("Control+v");
    await expect.poll(() => cell(page, 4, column).textContent()).toBe(paste[1]);
    await page.reload();
    await expect.poll(() => cell(page, 3, column).textContent()).toBe(paste[0]);

    await cell(page, 3, column).click();
    await page.keyboard.press("Delete");
    await page.locator(".toast").getByRole("button", { name: said.undo }).click();
    await expect.poll(() => cell(page, 3, column).textContent()).toBe(paste[0]);

    // And long after the toast has gone.
    await page.goto(`${bench.server.url}/operations`);
    // The latest first: the undo, what it undid, the paste.
    await page.locator("tbody tr").nth(2).getByRole("button", { name: said.undo }).click();
    await page.goto(`${bench.server.url}/students`);
    await expect.poll(() => cell(page, 3, column).textContent()).toBe(before);
    await page.context().close();
  });

  it("selects by a pasted column of numbers, and says which nobody has", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    const column = await columnOf(page, said.number);
    const numbers = [];
    for (const row of [3, 5, 8]) numbers.push(await cell(page, row, column).textContent());
    await page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      [...numbers, "999999999999"].join("\n"),
    );
    await page.locator(".search input").focus();
    await page.keyboard.press("Control+v");
    await expect.poll(() => page.locator(".fits").textContent()).toMatch(/^\D*3\D/);
    await page.locator(".tag.warn").click();
    await expect.poll(() => page.locator(".el-dialog .missing").textContent()).toContain("999999999999");
    await page.context().close();
  });

  it("shows, copies and opens document numbers masked", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    await cell(page, 2, await columnOf(page, said.name)).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    // By their column: the demo also holds a number that somebody put where a phone belongs.
    await expect.poll(() => copied(page)).toContain("***"); // the blocks come first
    const numbers = (await copied(page)).split("\n").map((row) => row.split("\t")[kIdColumn] ?? "");
    expect(numbers.filter((number) => number.includes("***")).length).toBeGreaterThan(1);
    expect(numbers.filter((number) => /\d{7}/.test(number))).toEqual([]);
    await cell(page, 3, await columnOf(page, said.name)).click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    const line = page.locator(".line", { hasText: said.id });
    expect(await line.textContent()).toContain("***");

    await line.getByRole("button").click();
    await fillIn(page, "#reveal-words", language === "zh" ? "核对原件" : "looking at the card");
    await page.locator("[form=reveal-form]").click();
    await expect.poll(() => line.textContent()).toMatch(/\d{17}[\dX]/);
    await expect
      .poll(() => page.locator(".entries").textContent())
      .toContain(language === "zh" ? "核对原件" : "looking at the card");

    await page.locator(".line .sourced").first().hover();
    await expect
      .poll(() => page.locator(".el-popover:visible").textContent())
      .toContain(language === "zh" ? "导入" : "Import");
    await page.context().close();
  });

  it("says what a rule says while somebody types, and stops nothing", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    await cell(page, 3, await columnOf(page, said.exam)).click();
    await page.keyboard.type("2611");
    await expect.poll(() => page.locator(".rg-finding").textContent()).toContain(said.unusual);
    await page.keyboard.press("Escape");
    await cell(page, 3, await columnOf(page, said.id)).click();
    await page.keyboard.type("110105200803070012");
    await expect.poll(() => page.locator(".rg-finding").textContent()).toContain(said.wrong);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: said.add }).click();
    await fillIn(page, "#add-id_number", "13812345678");
    await expect.poll(() => page.locator("#why-id_number").textContent()).toContain(said.swapped);
    expect(await page.locator("#add-id_number").getAttribute("aria-invalid")).toBe("true");
    await fillIn(page, "#add-id_number", "110105080307001");
    await page.locator("#why-id_number button").click(); // the eighteen characters of it
    await expect.poll(() => page.inputValue("#add-id_number")).toMatch(/^11010520080307001[\dX]$/);
    expect(await page.locator("#why-id_number").count()).toBe(0);
    await page.context().close();
  });

  it("finds a person from anywhere", async () => {
    const page = await bench.open("registry", { language });
    await page.waitForSelector("nav.rail");
    await page.keyboard.press("Control+k");
    await page.waitForSelector("[role=combobox]");
    await page.keyboard.type("26");
    await page.waitForSelector("[role=option] .num:not(:empty)");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/students/*");
    await page.context().close();
  });
});
