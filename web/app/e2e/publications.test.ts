// A filed edition is published; its paper is printed; a stranger asks about one of its pages.
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { done, pathOf } from "./edition_acts";
import { fileEdition } from "./publication_acts";
import { bench, benchForTests, type Language } from "./workbench";

const kPeople = 300;
const kLong = { timeout: 240_000 };
const kPhone = { width: 390, height: 844 };
const words = {
  zh: { filed: "已备案", published: "已发布", genuine: "现行有效", mistyped: "抄错了", unsigned: "没有核对" },
  en: {
    filed: "Filed",
    published: "Published",
    genuine: "and it stands",
    mistyped: "mistyped",
    unsigned: "was not checked",
  },
};

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env["PUBLICATION_SHOTS"] ?? "";
  if (folder !== "") await page.screenshot({ path: `${folder}/${name}.png` });
}
interface ListedPage {
  readonly code: string;
  readonly rows: string;
  readonly unit: string;
}
/** The pages of the signed list, with people on them. */
async function listedPages(page: Page): Promise<ListedPage[]> {
  const list = await page.evaluate(async (path) => (await fetch(path)).text(), `${pathOf(1)}/page-list`);
  return list
    .split("\n")
    .map((line) => line.split(" "))
    .filter((parts) => /^\d+$/.test(parts[0] ?? "") && Number(parts[5]) > 0)
    .map((parts) => ({ code: parts[3] ?? "", rows: parts[5] ?? "", unit: parts.slice(8).join(" ") }));
}

describe.each<Language>(["zh", "en"])("a published edition, %s", (language) => {
  benchForTests(kPeople, true, new Date(), "0");
  const said = words[language];
  let listed: readonly ListedPage[] = [];

  it("gets a code on every page, and is printed", kLong, async () => {
    await fileEdition();
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1" });
    await expect.poll(() => page.locator("h1 .seal").textContent()).toBe(said.filed);
    await page.keyboard.press("u");
    await page.waitForSelector("#publish-form");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `publish-${language}`);
    await page.waitForFunction(() => document.activeElement?.matches("[form=publish-form]"));
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("h1 .seal").textContent()).toBe(said.published);
    listed = await listedPages(page);
    expect(listed.reduce((sum, each) => sum + Number(each.rows), 0)).toBe(
      (await done<{ revision: { listed: number } }>(page, "GET", pathOf(1))).revision.listed,
    );
    const paper = page.waitForResponse((response) => response.url().includes("/published-paper"));
    await page.keyboard.press("p");
    const answer = await paper;
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    const folder = process.env["PUBLICATION_SHOTS"] ?? "";
    if (folder !== "") {
      const bytes = await page.evaluate(
        async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())],
        `${pathOf(1)}/published-paper`,
      );
      writeFileSync(`${folder}/published-${language}.pdf`, new Uint8Array(bytes));
    }
    await page.context().close();
  });

  it("tells a stranger what a page is, and where a code is mistyped", kLong, async () => {
    const wanted = listed[0];
    const page = await bench.open("", { language, path: "/verify" });
    await page.waitForSelector("#page-code");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-first-${language}`);
    const code = wanted?.code ?? "";
    await page.fill("#page-code", code.toLowerCase());
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-verdict]").textContent()).toContain(said.genuine);
    expect(await page.locator(".facts").textContent()).toContain(wanted?.unit);
    expect(await page.locator(".checks").textContent()).toContain(said.unsigned);
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-genuine-${language}`);
    await page.fill("#page-code", `${code.slice(0, -1)}${code.endsWith("2") ? "3" : "2"}`);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-refused]").textContent()).toContain(said.mistyped);
    expect(await bench.barriers(page)).toEqual([]);
    await page.setViewportSize(kPhone);
    await shot(page, `verify-refused-phone-${language}`);
    await page.context().close();
  });

  it("refuses a QR code that the school did not sign", async () => {
    const code = listed[0]?.code ?? "";
    const mark = `#1/2026-UG/1/1/1/3/9/${code}/${"A".repeat(103)}`;
    const page = await bench.open("", { language, theme: "dark", path: `/VERIFY${mark}` });
    await page.locator("[data-refused]").waitFor();
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-forged-dark-${language}`);
    await page.context().close();
  });
});
