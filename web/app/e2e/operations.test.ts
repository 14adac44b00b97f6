// Behaviour 4, later: what was changed at once is undone from 操作记录, and keeps what somebody
// changed since.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { cell, columnOf, textOf } from "./grid";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 60;
benchForTests(kPeople);

const words = {
  zh: {
    class: "行政班",
    change: "改字段",
    operations: "操作记录",
    undo: "撤销",
    undone: "已撤销",
    kept: "1 格之后有人改过，保留未动",
    reason: "分班调整",
    moved: "调整2601",
    since: "另定2601",
  },
  en: {
    class: "Class",
    change: "Change a field",
    operations: "Operations",
    undo: "Undo",
    undone: "Undone",
    kept: "1 cell changed since was left",
    reason: "classes rearranged",
    moved: "Moved2601",
    since: "Since2601",
  },
};
const kRows = [3, 4, 5];

async function openStudents(page: Page, title: string): Promise<() => Promise<readonly string[]>> {
  await page.goto(`${bench.server.url}/students`);
  const column = await columnOf(page, title);
  await cell(page, Math.max(...kRows), column).waitFor();
  return () => Promise.all(kRows.map((row) => textOf(page, row, column)));
}

describe.each<Language>(["zh", "en"])("operations, %s", (language) => {
  const said = words[language];

  it("undoes a change of many long after, but not what was changed since", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    let classes = await openStudents(page, said.class);
    const before = await classes();
    for (const row of kRows)
      await page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=checkbox]`).click();
    await page.locator("[role=toolbar]").getByRole("button", { name: said.change }).click();
    await fillIn(page, "#change-value", said.moved);
    await page.locator("#change-field").selectOption("class");
    await page.fill("#change-reason", said.reason);
    const does = page.locator("[form=change-form]");
    expect(await does.textContent()).toMatch(/3/); // how many it changes, before it does
    await does.click();
    await expect.poll(classes).toEqual(kRows.map(() => said.moved));

    // Somebody gives the last of them another class, and goes home: the toast is long gone.
    await cell(page, 5, await columnOf(page, said.class)).click();
    await page.keyboard.type(said.since);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await classes())[2]).toBe(said.since);
    await page.reload();
    expect(await page.locator(".toast").count()).toBe(0);

    await page.locator(".actions").getByRole("link", { name: said.operations }).click();
    await page.waitForURL("**/operations");
    const line = page.locator("tbody tr", { hasText: said.reason });
    const told = (await line.textContent()) ?? "";
    expect(told).toContain("registry");
    await line.getByRole("button", { name: said.undo }).click();
    await expect.poll(() => page.locator(".toast").textContent()).toContain(said.kept);
    await expect.poll(() => line.first().locator(".tag").textContent()).toBe(said.undone);
    expect(await line.first().getByRole("button").count()).toBe(0); // once
    expect(await bench.barriers(page)).toEqual([]);

    classes = await openStudents(page, said.class);
    await expect.poll(classes).toEqual([before[0], before[1], said.since]);
    await page.context().close();
  });
});
