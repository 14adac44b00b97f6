// What the pages are for: a clerk who knows only Excel takes a hand-over from its folder to a record
// in which nothing blocks a roster. What a document says is in the list of what was put in wrongly.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "@mingce/client";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { bench, benchForTests, fillIn } from "./workbench";

const kPeople = 300;
benchForTests(kPeople, false);

interface Wrong {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly field: string;
  readonly clean: string;
}
/** What lies on the clerk's desk: the documents themselves. Read before the folder is sent. */
function documents(): (finding: Finding) => string {
  const path = join(bench.server.handOver, "truth.jsonl");
  const wrong = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Wrong);
  rmSync(path); // no school receives such a list
  return (finding) =>
    wrong.find(
      (each) =>
        each.clean !== "" &&
        each.field === finding.field &&
        each.row === finding.row &&
        finding.file.endsWith(each.file),
    )?.clean ?? "";
}

async function blockingFindings(page: Page): Promise<Finding[]> {
  return page.evaluate(async () => {
    const address = "/api/v1/findings?intake=2026-ug&severity=blocking&limit=500";
    return ((await (await fetch(address)).json()) as { items: Finding[] }).items;
  });
}

it("a clerk goes from a folder to no blocking finding, zh", { timeout: 400_000 }, async () => {
  const documentOf = documents();
  const page = await bench.open("registry", { path: "/imports" });

  // 导入: the whole folder, as it came.
  await page.setInputFiles("input[webkitdirectory]", bench.server.handOver);
  await page.getByRole("button", { name: "读取并比较" }).click({ timeout: 120_000 });
  const next = page.getByRole("button", { name: "下一步：看问题" });
  await next.waitFor({ timeout: 120_000 });
  await next.click();
  await page.locator(".side").getByRole("button", { name: "写入" }).click();
  await page.locator(".written h2").waitFor({ timeout: 120_000 });

  // 问题: cause after cause, the first one first.
  await page.goto(`${bench.server.url}/findings`);
  const causes = page.locator(".causes button.blocking");
  await causes.first().waitFor();
  const begun = (await blockingFindings(page)).length;
  expect(begun).toBeGreaterThan(10);
  const done = { proposals: 0, values: 0, reasons: 0 };
  for (let step = 0; step < 3 * begun && (await causes.count()) > 0; step += 1) {
    const open = await blockingFindings(page);
    await causes.first().click();
    await page.waitForSelector("[role=gridcell]");
    const detail = page.locator("section[aria-label='怎么改']");
    const all = detail.getByRole("button", { name: "采用有建议的" });
    if ((await all.count()) > 0) {
      await all.click();
      done.proposals += 1;
    } else {
      await decideFirst(page, open, documentOf, done);
    }
    await expect.poll(async () => (await blockingFindings(page)).length).toBeLessThan(open.length);
    await page.reload();
    await page.waitForSelector(".causes button, .none");
  }
  expect(await blockingFindings(page)).toEqual([]);
  expect(await causes.count()).toBe(0);
  expect(done.proposals).toBeGreaterThan(0);
  expect(done.values).toBeGreaterThan(5);
  expect(done.reasons).toBeLessThan(done.values);
  await page.context().close();
});

/** The finding that the grid stands on: the value of the document, or why it may stay. */
async function decideFirst(
  page: Page,
  open: readonly Finding[],
  documentOf: (finding: Finding) => string,
  done: { values: number; reasons: number },
): Promise<void> {
  const link = page.locator("a.link[href*='/students/']").first();
  await link.waitFor();
  const student = (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
  const rule = new URL(page.url()).searchParams.get("rule");
  const finding = open.find((each) => each.student === student && (rule === null || each.rule === rule));
  if (finding === undefined) throw new Error(`no finding of ${student}`);
  const value = documentOf(finding);
  if (value === "") {
    await page.keyboard.press("i");
    await fillIn(page, "#reason", "对照录取名册原件核对无误");
    await page.keyboard.press("Enter");
    done.reasons += 1;
    return;
  }
  await page.getByRole("button", { name: "自己改" }).click();
  await fillIn(page, `#own-${finding.id}`, value);
  await page.keyboard.press("Enter");
  done.values += 1;
}
