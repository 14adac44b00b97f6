// A definition worked on beside its paper: each change is seen, taken back, kept, saved as a version
// and compared; what the program can no longer read is shown and not lost.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 300;
benchForTests(kPeople);

const words = {
  zh: {
    widen: "加宽到",
    version: "规则第 1 版",
    note: "加宽姓名",
    cover: "封面",
    last: "证件号",
    title: "本校花名册",
  },
  en: {
    widen: "Widen",
    version: "version 1 ·",
    note: "a wider name",
    cover: "Cover",
    last: "document",
    title: "Ours",
  },
};
const lines = (page: Page) => page.locator("ol .line");
const names = (page: Page) => page.locator("ol .line .name").allTextContents();
const picture = (page: Page) => page.locator(".table img");

/** The picture that the page shows once nothing is on its way any more. */
async function settled(page: Page): Promise<string> {
  await page.waitForTimeout(400); // a change is asked for a moment after it
  await page.waitForSelector(".preview[aria-busy=false] .table img");
  return (await picture(page).getAttribute("src")) ?? "";
}
async function pagesOf(page: Page): Promise<number> {
  return page.locator(".thumbs li").count();
}
async function open(language: Language, query = "", login = "registry"): Promise<Page> {
  const page = await bench.open(login, { language, path: `/rosters/compile${query}` });
  await settled(page);
  return page;
}

describe.each<Language>(["zh", "en"])("compiling, %s", (language) => {
  const said = words[language];

  it("shows the real page of each change, and takes changes back", async () => {
    const page = await open(language);
    expect(new URL(page.url()).pathname).toBe("/rosters/compile");
    const first = await settled(page);
    const size = await picture(page).evaluate((image: HTMLImageElement) => [
      image.naturalWidth,
      image.naturalHeight,
    ]);
    expect(size).toEqual([1000, 1414]); // A4, from the server

    const before = await names(page);
    await lines(page).nth(1).locator(".name").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(() => names(page)).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(before[1]?.trim());
    expect(await settled(page)).not.toBe(first);
    await page.keyboard.press("Control+z");
    await expect.poll(() => names(page)).toEqual(before);

    await lines(page).nth(3).dragTo(lines(page).nth(0));
    await expect.poll(async () => (await names(page))[0]).toBe(before[3]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => names(page)).toEqual(before);

    const pages = await pagesOf(page);
    await page.getByRole("checkbox", { name: said.cover }).uncheck();
    await expect.poll(() => pagesOf(page)).toBe(pages - 1);
    await page.context().close();
  });

  it("goes through the pages by keys, and keeps the page when the order changes", async () => {
    const page = await open(language);
    const number = page.locator("#preview-page");
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await expect.poll(() => number.inputValue()).toBe("3");
    await page.keyboard.press("[");
    await expect.poll(() => number.inputValue()).toBe("2");
    await page.keyboard.press("g");
    await page.keyboard.type("4");
    await page.keyboard.press("Enter");
    await expect.poll(() => number.inputValue()).toBe("4");
    const before = await settled(page);
    await page.locator(".term .turn").first().click();
    await expect.poll(() => settled(page)).not.toBe(before);
    expect(await number.inputValue()).toBe("4");
    await page.context().close();
  });

  it("tells what does not fit, and widens the column until it does", async () => {
    const page = await open(language);
    const width = lines(page).nth(2).locator(".width");
    await width.fill("12");
    await width.press("Tab");
    const notice = page.locator(".notice");
    await notice.waitFor();
    expect(await lines(page).nth(2).locator(".tag.warn").count()).toBe(1);
    await notice.getByRole("button", { name: said.widen }).click();
    await expect.poll(() => lines(page).nth(2).locator(".tag.warn").count()).toBe(0);
    expect(Number(await width.inputValue())).toBeGreaterThan(12);
    await page.context().close();
  });

  it("refuses what may not stand together, in words, and goes on", async () => {
    const page = await open(language);
    await page
      .locator(".off", { hasText: language === "zh" ? "出生日期" : /birth/i })
      .first()
      .click();
    await page.locator(".preview [role=alert]").waitFor();
    expect(await page.locator(".preview [role=alert]").textContent()).toContain(said.last);
    expect(await picture(page).count()).toBe(1); // the last paper stays, dimmed
    await page.keyboard.press("Control+z");
    await page.locator(".preview [role=alert]").waitFor({ state: "detached" });
    await page.context().close();
  });

  it("keeps what was not saved, saves it as a version, and tells the difference", async () => {
    const key = language === "zh" ? "class_roster" : "check_in";
    const page = await open(language, `?key=${key}`);
    const width = lines(page).nth(2).locator(".width");
    await width.fill("44");
    await width.press("Tab");
    await page.locator(".tag.warn", { hasText: language === "zh" ? "未保存" : "not saved" }).waitFor();
    await page.reload();
    await page.locator(".message.kept").waitFor();
    expect(await width.inputValue()).toBe("44");

    await page.keyboard.press("Control+s");
    await fillIn(page, "#save-note", said.note);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    await page.locator(".versions", { hasText: said.version }).waitFor();
    expect(await page.locator(".message.kept").count()).toBe(0);

    await page.getByRole("button", { name: language === "zh" ? "和第几版比" : "Compare with" }).click();
    await page.getByRole("menuitem", { name: language === "zh" ? "随程序附带" : "as shipped" }).click();
    const row = page.locator(".el-dialog tbody tr");
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.textContent()).toContain("37 mm");
    expect(await row.textContent()).toContain("44 mm");
    await page.context().close();
  });

  it("saves a template of its own, and prints the volume", async () => {
    const page = await open(language);
    await page.getByRole("button", { name: language === "zh" ? "存为模板" : "Save as a template" }).click();
    await fillIn(page, "#template-title", said.title);
    await page.fill("#template-key", "Not A Key");
    await page.keyboard.press("Enter");
    await page.locator(".el-dialog [role=alert]").waitFor();
    await page.fill("#template-key", `ours_${language}`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    await expect.poll(() => page.url()).toContain(`key=ours_${language}`);
    await settled(page);

    const pdf = page.waitForResponse((response) => response.url().endsWith("/preview/pdf"));
    await page.keyboard.press("Control+p");
    const answer = await pdf;
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    await page.context().close();
  });
});

it("two who save over the same version do not overwrite each other", async () => {
  const one = await open("zh", "?key=publicity");
  const other = await open("zh", "?key=publicity");
  for (const [page, width] of [
    [one, "31"],
    [other, "33"],
  ] as const) {
    const field = lines(page).nth(1).locator(".width");
    await field.fill(width);
    await field.press("Tab");
  }
  await one.keyboard.press("Control+s");
  await fillIn(one, "#save-note", "一");
  await one.keyboard.press("Enter");
  await one.waitForSelector(".el-dialog", { state: "hidden" });
  await other.keyboard.press("Control+s");
  await fillIn(other, "#save-note", "二");
  await other.keyboard.press("Enter");
  await other.locator(".el-dialog [role=alert]").waitFor();
  await other.getByRole("button", { name: "打开最新版本" }).click();
  await expect.poll(() => other.locator(".el-dialog tbody tr").textContent()).toContain("33 mm");
  await other.keyboard.press("Escape");
  await other.waitForSelector(".el-dialog", { state: "hidden" });
  await other.keyboard.press("Control+s");
  await fillIn(other, "#save-note", "二");
  await other.keyboard.press("Enter");
  await other.locator(".versions", { hasText: "规则第 2 版" }).waitFor();
  await one.context().close();
  await other.context().close();
});

it("a secretary sees the department's paper and saves nothing", async () => {
  const page = await open("zh", "", "secretary");
  expect(await page.locator("#preview-volume option").count()).toBe(1);
  expect(await page.locator(".btn.primary").count()).toBe(0);
  await page.context().close();
});
