// The one page that a browser test has open, and what a person does and sees there.
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openBenchPages, type BenchPages } from "./bench_page";
import type {} from "../../bench/measure";

let pages: BenchPages;
export let page: Page;
beforeAll(async () => {
  pages = await openBenchPages();
});
afterAll(() => pages.close());
afterEach(() => page.context().close());

export const open = async (query = "?rows=1000"): Promise<void> => {
  page = await pages.open(query);
};
export const at = (row: number, column: string): Promise<boolean | undefined> =>
  page.evaluate((to) => window.bench.grid()?.focusCell(to.row, to.column), { row, column });
export const activeId = (): Promise<string> =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
    if (document.getElementById(id) === null) return `absent ${id}`;
    return id.replace(/^.*?-(?=-?\d+-\d+$)/, "");
  });
export const cell = (row: number, col: number) =>
  page.locator(`.rg-body [aria-rowindex="${row + 2}"] [aria-colindex="${col + 2}"]`);
export const textOf = (row: number, col: number): Promise<string> => cell(row, col).innerText();
export const said = (): Promise<string> => page.locator(".roster-grid [role=status]").innerText();
export const heard = (sentence: string): Promise<void> =>
  page.locator(".roster-grid [role=status]", { hasText: sentence }).waitFor({ state: "attached" });
export const events = (name: string): Promise<unknown[][]> =>
  page.evaluate((sought) => {
    const found = window.bench.events.filter(([each]) => each === sought);
    return found.map(([, ...given]) => given);
  }, name);
export const happened = (name: string): Promise<unknown> =>
  page.waitForFunction((sought) => window.bench.events.some(([each]) => each === sought), name);

/** What Ctrl+V of a spreadsheet's block is to the page. */
export const paste = (text: string): Promise<void> =>
  page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData("text/plain", given);
    const manner = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", manner));
  }, text);
