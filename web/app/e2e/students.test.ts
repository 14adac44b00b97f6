// Behaviours 2, 4, 9 and 12: worked in like Excel, undone, masked wherever it goes, traceable.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { cell, columnOf, fitting, textOf } from "./grid";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 300;
const kIdColumn = 8; // of the columns that a table shows first
benchForTests(kPeople);

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
    department: "院系",
    all: "全部",
    apply: "应用",
    keep: "存为视图",
    hide: "秒后遮盖",
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
    department: "Department",
    all: "All",
    apply: "Apply",
    keep: "Save as a view",
    hide: "hidden in",
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

  it("filters by the values ticked in a column's header, and keeps that as a view", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    const column = await columnOf(page, said.department);
    await page.locator(`[role=columnheader][aria-colindex="${column}"] .rg-menu-button`).click();
    const values = page.locator(".rg-values .rg-value");
    await values.filter({ hasText: said.all }).first().locator("input").uncheck();
    const wanted = values.nth(2); // after all of them, and the most frequent one
    const name = (await wanted.locator(".rg-value-name").textContent()) ?? "";
    const count = Number(await wanted.locator(".rg-count").textContent());
    expect(count).toBeGreaterThan(0);
    await wanted.locator("input").check();
    await page.getByRole("button", { name: said.apply, exact: true }).click();
    const shown = async (): Promise<readonly string[]> => {
      const cells = page.locator(`[role=gridcell][aria-colindex="${column}"]`);
      return [...new Set(await cells.allTextContents())];
    };
    await expect.poll(() => fitting(page)).toBe(count);
    await expect.poll(shown).toEqual([name]);
    expect(await page.locator(".chip", { hasText: name }).count()).toBe(1);

    const view = `${name} ${language}`;
    await page.getByRole("button", { name: said.keep }).click();
    await fillIn(page, "#view-name", view);
    await page.keyboard.press("Enter");
    const tab = page.getByRole("tab", { name: view });
    await expect.poll(() => tab.getAttribute("aria-selected")).toBe("true");
    await page.reload();
    await expect.poll(() => fitting(page)).toBeGreaterThan(count);
    await tab.click();
    await expect.poll(() => fitting(page)).toBe(count);
    await expect.poll(shown).toEqual([name]);
    await page.context().close();
  });

  it("fills a range down, takes it back and does it again by keys", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    const column = await columnOf(page, said.class);
    const filled = language === "zh" ? "填充2601" : "Filled2601";
    const rows = [10, 11, 12, 13];
    const inRows = (): Promise<readonly string[]> =>
      Promise.all(rows.map((row) => textOf(page, row, column)));
    await cell(page, 10, column).click();
    await page.keyboard.type(filled);
    await page.keyboard.press("Enter");
    await page.locator(".toast").first().waitFor();
    const before = await inRows();
    expect(before[0]).toBe(filled);
    expect(before.slice(1)).not.toContain(filled);

    await cell(page, 10, column).click();
    for (let step = 1; step < rows.length; step += 1) await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+d");
    await expect.poll(inRows).toEqual(rows.map(() => filled));
    await page.locator(".toast").nth(1).waitFor(); // written, not only shown
    await page.keyboard.press("Control+z");
    await expect.poll(inRows).toEqual(before);
    await page.keyboard.press("Control+y");
    await expect.poll(inRows).toEqual(rows.map(() => filled));
    await page.locator(".toast").nth(3).waitFor();
    await page.reload();
    await cell(page, 13, column).waitFor();
    await expect.poll(inRows).toEqual(rows.map(() => filled));
    await page.context().close();
  });

  it("copies a range as the text that a spreadsheet takes", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    const first = await columnOf(page, said.name);
    await cell(page, 5, first).click();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(`Shift+${key}`);
    await page.keyboard.press("Control+c");
    const rows = await Promise.all(
      [5, 6].map(async (row) => {
        const cells = await Promise.all([0, 1, 2].map((right) => textOf(page, row, first + right)));
        return cells.join("\t");
      }),
    );
    await expect.poll(async () => (await copied(page)).trimEnd().split(/\r?\n/)).toEqual(rows);
    await page.context().close();
  });

  it("masks a whole number again after 30 seconds, wherever it stood", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.waitForSelector("[role=gridcell]");
    await page.clock.install();
    const id = await columnOf(page, said.id);
    const masked = await textOf(page, 6, id);
    expect(masked).toContain("***");
    await cell(page, 6, id).click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    const line = page.locator(".line", { hasText: said.id });
    await line.getByRole("button").click();
    await fillIn(page, "#reveal-words", language === "zh" ? "核对证件" : "comparing with the card");
    await page.locator("[form=reveal-form]").click();
    await expect.poll(() => line.textContent()).toContain(said.hide);
    const whole = (await line.locator(".value").textContent()) ?? "";
    expect(whole).toMatch(/^\d{17}[\dX]$/);
    await page.clock.fastForward(20_000);
    expect(await line.locator(".value").textContent()).toBe(whole);
    await page.clock.fastForward(11_000);
    await expect.poll(() => line.locator(".value").textContent()).toBe(masked);
    expect(await page.content()).not.toContain(whole);

    await page.keyboard.press("Escape"); // back to the list
    await cell(page, 6, await columnOf(page, said.id)).click();
    await page.keyboard.press("Control+c");
    await expect.poll(() => copied(page)).toBe(masked);
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
