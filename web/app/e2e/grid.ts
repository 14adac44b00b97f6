// Of a table of students: its columns by their titles, its cells, and what stands in them.
import type { Locator, Page } from "playwright-core";

const kStep = 300; // pixels, of a table that draws only the columns in view

/** The column's number, brought into view: what is not there is not drawn. */
export async function columnOf(page: Page, title: string): Promise<number> {
  await page.waitForSelector("[role=row]:not([aria-busy]) [role=gridcell]");
  const name = page.locator("[role=columnheader] .rg-name").filter({ hasText: new RegExp(`^${title}$`) });
  for (let left = 0; (await name.count()) === 0 && left < 20 * kStep; left += kStep) {
    await page.locator(".rg-scroll").evaluate((scroller, to) => scroller.scrollTo({ left: to }), left);
    await page.waitForTimeout(50); // drawn in the next frame
  }
  const header = name.locator("..");
  await header.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0))));
  return Number(await header.getAttribute("aria-colindex"));
}

/** `row` from 1, the header left out. */
export function cell(page: Page, row: number, column: number): Locator {
  return page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${column}"]`);
}

/** What is shown in a cell, without what is only read out. */
export function textOf(page: Page, row: number, column: number): Promise<string> {
  return cell(page, row, column).evaluate(
    (element) => (element.querySelector(".rg-text") ?? element).textContent ?? "",
  );
}

/** How many the filter leaves, as the page says. */
export async function fitting(page: Page): Promise<number> {
  const words = (await page.locator(".fits").textContent()) ?? "";
  return Number(/[\d,]+/.exec(words)?.[0].replaceAll(",", ""));
}
