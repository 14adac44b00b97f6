// The mouse, the scrollbar, and what axe has to say.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { activeId, at, cell, events, heard, open, page, textOf } from "./shown_page";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axeText = readFileSync(axePath, "utf8");

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
interface Axe {
  run(): Promise<{ readonly violations: readonly Fault[]; readonly passes: readonly Fault[] }>;
}

describe("the mouse", () => {
  it("selects by dragging, fills by the handle, ticks and sorts by clicks", async () => {
    await open();
    await cell(8, 4).hover();
    await page.mouse.down();
    await cell(9, 5).hover();
    await page.mouse.up();
    expect(await page.locator(".rg-in-range").count()).toBe(4);
    const texts = [await textOf(8, 5), await textOf(9, 5)];
    await page.locator(".rg-fill").hover();
    await page.mouse.down();
    await cell(13, 5).hover();
    await page.mouse.up();
    await heard("个单元格，Ctrl+Z 撤销");
    expect([await textOf(10, 5), await textOf(13, 5)]).toEqual(texts);

    await cell(2, 0).click();
    await cell(5, 0).click({ modifiers: ["Shift"] });
    await heard("已选 4 行");
    await page.locator("[role=columnheader]", { hasText: "学号" }).click();
    expect((await events("sort"))[0]).toEqual([{ column: "id", descending: false }]);
  });

  it("widens a column by its edge and moves it by its head", async () => {
    await open();
    const head = page.locator("[role=columnheader]", { hasText: "班级" });
    const before = await head.boundingBox();
    const edge = (before?.x ?? 0) + (before?.width ?? 0) - 2;
    await page.mouse.move(edge, (before?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((before?.x ?? 0) + 150, (before?.y ?? 0) + 10, { steps: 4 });
    await page.mouse.up();
    expect((await head.boundingBox())?.width).toBeGreaterThan(140);
    await page.mouse.move((before?.x ?? 0) + 20, (before?.y ?? 0) + 10);
    await page.mouse.down();
    const target = await page.locator("[role=columnheader]", { hasText: "民族" }).boundingBox();
    await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 10, { steps: 6 });
    await page.mouse.up();
    const orders = (await events("columnsChange")).at(-1)?.[0] as { key: string }[];
    expect(orders.slice(2, 5).map(({ key }) => key)).toEqual(["sex", "class", "people"]);
  });

  it("makes a column as wide as its texts, and shuts a group", async () => {
    await open("?rows=1000&mode=groups");
    const head = page.locator("[role=columnheader]", { hasText: "证件号码" });
    const box = await head.boundingBox();
    const edge = (box?.x ?? 0) + (box?.width ?? 0) - 2;
    await page.mouse.dblclick(edge, (box?.y ?? 0) + 10);
    const width = (await head.boundingBox())?.width ?? 0;
    expect(width).toBeGreaterThan(150);
    expect(width).toBeLessThan(164);
    expect(await events("sort")).toEqual([]);
    const rows = await page.locator("[role=grid]").getAttribute("aria-rowcount");
    await page.locator(".rg-twist").first().click();
    await page.locator(".rg-twist[aria-expanded=false]").waitFor();
    expect(Number(await page.locator("[role=grid]").getAttribute("aria-rowcount"))).toBeLessThan(
      Number(rows) - 100,
    );
  });

  it("edits on double-click, and keeps the text when the focus goes", async () => {
    await open();
    await cell(3, 11).dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("改好");
    await page.locator("#after").click();
    await heard("已修改 1 个单元格");
    expect(await textOf(3, 11)).toBe("改好");
  });
});

describe("a finger", () => {
  it("chooses with one tap, edits with the second, ticks, and opens a header's menu", async () => {
    await open("?rows=1000&density=touch");
    await cell(2, 5).tap();
    expect(await activeId()).toBe("2-5");
    expect(await page.locator(".rg-holder").getAttribute("inputmode")).toBe("none");
    await cell(2, 5).tap();
    await page.locator(".rg-holder.rg-open").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("软件2699");
    await cell(4, 0).tap();
    await heard("已修改 1 个单元格");
    expect(await textOf(2, 5)).toBe("软件2699");
    expect(await page.locator(".rg-body .rg-box[aria-checked=true]").count()).toBe(1);
    await page.locator("[role=columnheader]", { hasText: "民族" }).tap();
    await page.locator(".rg-value").first().waitFor();
    expect(await events("sort")).toEqual([]);
  });
});

describe("scrolling", () => {
  it("reaches the last of two million rows, and each row on the way by small steps", async () => {
    await open("?rows=2000000&mode=source&wait=1");
    const scroll = (top: number): Promise<void> =>
      page.evaluate((y) => void (document.querySelector(".rg-scroll")!.scrollTop = y), top);
    await scroll(1e9);
    await page.waitForSelector('.rg-row:not(.rg-skeleton)[aria-rowindex="2000001"]');
    await at(999_999, "name");
    await page.waitForSelector('.rg-row:not(.rg-skeleton)[aria-rowindex="1000001"]');
    const firstShown = (): Promise<number> =>
      page.evaluate(() => {
        const top = document.querySelector(".rg-head")!.getBoundingClientRect().bottom;
        const rows = [...document.querySelectorAll(".rg-body .rg-row")];
        const shown = rows.filter((row) => row.getBoundingClientRect().bottom > top + 1);
        return Math.min(...shown.map((row) => Number(row.getAttribute("aria-rowindex"))));
      });
    await page.waitForTimeout(300);
    const before = await firstShown();
    await page.mouse.move(700, 400);
    for (let turn = 1; turn <= 5; turn += 1) {
      await page.mouse.wheel(0, 340);
      await page.waitForTimeout(250);
      expect(await firstShown()).toBe(before + 10 * turn);
    }
  });

  it("keeps the frozen columns where they are, and each title over its column", async () => {
    await open();
    const lefts = (): Promise<Record<string, number[]>> =>
      page.evaluate(() => {
        const all: Record<string, number[]> = {};
        for (const line of [".rg-head-row", ".rg-body .rg-row"])
          for (const each of document.querySelectorAll(`${line} [aria-colindex]`)) {
            const { left } = each.getBoundingClientRect();
            (all[each.getAttribute("aria-colindex") ?? ""] ??= []).push(Math.round(left));
          }
        return all;
      });
    const before = await lefts();
    await page.evaluate(() => void (document.querySelector(".rg-scroll")!.scrollLeft = 700));
    await page.waitForTimeout(200);
    const after = await lefts();
    for (const column of ["1", "2", "3", "4"]) expect(after[column]).toEqual(before[column]);
    for (const places of [...Object.values(before), ...Object.values(after)])
      expect(new Set(places).size).toBe(1);
    expect(Object.keys(after)).toContain("20");
    expect(Object.keys(after)).not.toContain("6");
  });

  it("is never held up by rows that have not come", async () => {
    await open("?rows=100000&mode=source&wait=400");
    await page.evaluate(() => void (document.querySelector(".rg-scroll")!.scrollTop = 1_700_000));
    await page.waitForTimeout(100);
    expect(await page.locator(".rg-skeleton").count()).toBeGreaterThan(10);
    await page.waitForSelector(".rg-row:not(.rg-skeleton)");
  });
});

describe("everyone", () => {
  it.each([
    ["light", "?rows=1000"],
    ["dark", "?rows=1000&theme=dark"],
    ["English, grouped", "?rows=1000&locale=en&mode=groups"],
    ["touch, read-only", "?rows=1000&density=touch&readonly"],
  ])("finds nothing serious with axe: %s", async (_name, query) => {
    await open(query);
    await at(2, "name");
    const faults = async (): Promise<string[]> => {
      await page.evaluate(axeText);
      return page.evaluate(async () => {
        const { violations, passes } = await (window as unknown as { axe: Axe }).axe.run();
        if (passes.length < 15) return ["axe looked at too little"];
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html}`);
      });
    };
    expect(await faults()).toEqual([]);
    await at(-1, "people");
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForSelector(".rg-value");
    expect(await faults()).toEqual([]);
    expect(await page.evaluate(() => window.bench.violations)).toEqual([]);
  });
});
