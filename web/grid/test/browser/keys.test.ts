// Real keys, a real clipboard and a real input method.
import type { CDPSession } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  activeId,
  at,
  cell,
  events,
  happened,
  heard,
  open,
  page,
  paste,
  said,
  textOf,
} from "./shown_page";

describe("the keyboard", () => {
  // 0 box, 1 id, 2 name, 3 sex, 4 people, 5 class, 6 citizen, 7 phone, 8 fee, 9 score,
  // 10 college, 11 f1 and so on
  it("goes everywhere, and the cell it is on is always there to be read", async () => {
    await open();
    await at(0, "name");
    const way: readonly [key: string, id: string][] = [
      ["ArrowDown", "1-2"],
      ["ArrowRight", "1-3"],
      ["End", "1-24"],
      ["Home", "1-1"],
      ["PageDown", "21-1"],
      ["Control+End", "999-24"],
      ["ArrowDown", "999-24"],
      ["PageUp", "979-24"],
      ["Control+Home", "0-1"],
      ["Control+ArrowDown", "999-1"],
      ["Control+ArrowUp", "0-1"],
      ["ArrowUp", "-1-1"],
      ["ArrowDown", "0-1"],
      ["ArrowLeft", "0-0"],
    ];
    for (const [key, id] of way) {
      await page.keyboard.press(key);
      await page.waitForTimeout(60);
      expect([key, await activeId()]).toEqual([key, id]);
    }
  });

  it("edits like a spreadsheet", async () => {
    await open();
    await at(0, "f1");
    await page.keyboard.type("第一");
    await page.keyboard.press("Enter");
    await heard("已修改 1 个单元格");
    expect([await textOf(0, 11), await activeId()]).toEqual(["第一", "1-11"]);
    await page.keyboard.press("F2");
    await page.keyboard.press("End");
    await page.keyboard.type("！");
    await page.keyboard.press("Tab");
    await page.waitForTimeout(100);
    expect([(await textOf(1, 11)).endsWith("！"), await activeId()]).toEqual([true, "1-12"]);
    await page.keyboard.type("不要");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await heard("已撤销");
    await page.waitForTimeout(150);
    expect(await textOf(0, 11)).not.toBe("第一");
    await page.keyboard.press("Delete");
    await heard("已修改");
  });

  it("leaves by Tab, and comes back to the same cell", async () => {
    await open();
    await at(3, "name");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("after");
    await page.keyboard.press("Shift+Tab");
    expect(await activeId()).toBe("3-2");
  });

  it("opens the column's menu, filters, and has the focus back", async () => {
    await open();
    await at(0, "people");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+ArrowDown");
    await page.locator(".rg-find").focus();
    await page.keyboard.type("藏族");
    await page.keyboard.press("Enter");
    await happened("filterRequest");
    expect((await events("filterRequest"))[0]).toEqual([{ column: "people", values: ["藏族"] }]);
    expect(await activeId()).toBe("-1-4");
    expect(await textOf(0, 4)).toContain("藏族");
  });

  it("goes through twenty findings quickly", async () => {
    await open("?rows=100000");
    await at(0, "id");
    const from = Date.now();
    for (let time = 0; time < 20; time += 1) await page.keyboard.press("F8");
    await page.waitForTimeout(50);
    const marked = page.locator(".rg-active.rg-error, .rg-active.rg-warning");
    expect(await marked.count()).toBe(1);
    expect(Date.now() - from).toBeLessThan(3000);
  });
});

describe("the clipboard", () => {
  it("takes a block of a spreadsheet as one step", async () => {
    await open();
    await at(2, "f1");
    await paste('甲\t乙\r\n"两\n行"\t丁\r\n戊\t己\r\n');
    await heard("已修改 6 个单元格，Ctrl+Z 撤销");
    expect([await textOf(2, 11), await textOf(4, 12)]).toEqual(["甲", "己"]);
    await page.keyboard.press("Control+z");
    await heard("已撤销 6 个单元格");
    expect(await textOf(2, 11)).toMatch(/^值/);
  });

  it("fills a range with one value, and goes back where the server refuses", async () => {
    await open();
    await at(2, "f1");
    for (const key of ["Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"])
      await page.keyboard.press(key);
    await paste("拒绝");
    await happened("refused");
    expect(await page.locator(".rg-error[title='这个值不能用']").count()).toBe(6);
    expect(await textOf(2, 11)).toMatch(/^值/);
    expect(await said()).toContain("6 个单元格没有写入：这个值不能用");
  });

  it("tells what lies past the end", async () => {
    await open("?rows=10");
    await at(9, "f14");
    await paste("a\tb\nc\td\n");
    await happened("pasteBeyond");
    expect(await events("pasteBeyond")).toEqual([
      [{ rows: [["c", "d"]], columns: 1, column: "f14" }],
    ]);
  });

  it("gives out what is shown, by the real keys", async () => {
    await open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await at(1, "people");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Control+c");
    await heard("已复制 3 个单元格");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^(汉|藏)族\t软件2602\t\d{6}\*{8}\d{4}$/);
    await at(20, "f1");
    await page.keyboard.press("Control+v");
    await heard("已修改");
    expect(await textOf(20, 11)).toContain("族");
  });

  it("loads what it writes over where the server keeps the rows", async () => {
    await open("?rows=5000&mode=source");
    await at(0, "f1");
    await page.keyboard.press("Control+Shift+ArrowDown");
    await paste("同");
    await heard("已修改 5,000 个单元格");
    await at(3000, "f1");
    await page.waitForSelector(".rg-active:not(.rg-skeleton *)");
    expect(await events("applyEdits")).toHaveLength(1);
  });
});

describe("an input method", () => {
  let session: CDPSession;
  const compose = (text: string): Promise<unknown> => {
    const caret = { selectionStart: text.length, selectionEnd: text.length };
    return session.send("Input.imeSetComposition", { text, ...caret });
  };
  /** A key that the input method takes for itself. */
  const taken = (code: string): Promise<unknown> =>
    session.send("Input.dispatchKeyEvent", {
      type: "keyDown",
      key: "Process",
      code,
      windowsVirtualKeyCode: 229,
    });

  it("has its first letter when it begins on a cell", async () => {
    await open();
    session = await page.context().newCDPSession(page);
    await at(2, "name");
    for (const text of ["z", "zh", "zhang", "张"]) await compose(text);
    expect(await page.locator(".rg-holder.rg-open").count()).toBe(1);
    expect(await page.locator(".rg-holder").inputValue()).toBe("张");
    await session.send("Input.insertText", { text: "张" });
    await page.keyboard.press("Enter");
    await heard("已修改 1 个单元格");
    expect(await textOf(2, 2)).toBe("张");
    expect(await activeId()).toBe("3-2");
  });

  it("keeps its own Enter and arrows", async () => {
    await open();
    session = await page.context().newCDPSession(page);
    await at(2, "name");
    await compose("li");
    await taken("Enter");
    await taken("ArrowDown");
    expect(await page.locator(".rg-holder.rg-open").count()).toBe(1);
    expect(await events("applyEdits")).toEqual([]);
    await session.send("Input.insertText", { text: "李" });
    await page.keyboard.press("Enter");
    await heard("已修改 1 个单元格");
    expect(await textOf(2, 2)).toBe("李");
  });

  it("is kept as far as it is composed when the mouse goes elsewhere", async () => {
    await open();
    session = await page.context().newCDPSession(page);
    await at(2, "name");
    await compose("王");
    await cell(5, 4).click();
    await heard("已修改 1 个单元格");
    expect(await textOf(2, 2)).toBe("王");
    expect(await activeId()).toBe("5-4");
  });

  it("writes nothing over a locked cell", async () => {
    await open();
    session = await page.context().newCDPSession(page);
    await at(2, "id");
    await compose("王");
    await page.keyboard.type("x");
    expect(await page.locator(".rg-holder.rg-open").count()).toBe(0);
    expect(await events("applyEdits")).toEqual([]);
  });
});
