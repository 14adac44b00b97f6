// S8 审核: one edition from a department's desk, by keys alone, over the registry's return and a
// suggestion that is taken, to the leader's phone.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { edit, sign } from "./edition_acts";
import { as, editionNow, giveUp, makeAndSubmit, students, submit } from "./review_school";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 500;
const kPath = "/rosters/2026-ug/1/review";
const kLong = { timeout: 240_000 };
const kPhone = { width: 390, height: 844 };
const words = {
  zh: { opened: "行都打开了", seen: "该看的都看过了", signed: "你已经签过", moved: "修订 1.2" },
  en: {
    opened: "rows are opened",
    seen: "You have seen all",
    signed: "You have signed",
    moved: "Revision 1.2",
  },
};

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env["REVIEW_SHOTS"] ?? "";
  if (folder !== "") await page.screenshot({ path: `${folder}/${name}.png` });
}
async function ready(page: Page): Promise<void> {
  await page.waitForSelector(".body tr[aria-current]");
}
/** A, and Enter once the dialog has taken the focus. */
async function signByKeys(page: Page): Promise<void> {
  await page.keyboard.press("a");
  await page.waitForFunction(() => document.activeElement?.closest("#sign-form") ?? false);
  await page.keyboard.press("Enter");
}
/** Every flagged row by its key, then every class by its key. */
async function lookByKeys(page: Page): Promise<void> {
  await ready(page);
  const left = page.locator(".under button", { has: page.locator("kbd", { hasText: "F8" }) });
  for (let n = 0; n < 60 && (await left.count()) > 0 && (await left.isEnabled()); n += 1) {
    const before = await left.textContent();
    await page.keyboard.press("F8");
    await expect.poll(() => left.textContent()).not.toBe(before);
  }
  const seen = page.locator("[data-ready]");
  for (let n = 0; n < 60 && (await seen.count()) === 0; n += 1) {
    await page.keyboard.press("v");
    await page.waitForTimeout(100);
  }
  await seen.waitFor();
}

describe.each<Language>(["zh", "en"])("an edition under review, %s", (language) => {
  benchForTests(kPeople, true, new Date(), "0");
  const said = words[language];
  let member = { id: "", name: "", department: "" };

  it("is endorsed by a department, by keys alone", kLong, async () => {
    const own = await as("secretary", students);
    member = own[0] ?? member;
    await as("registry", async (page) => {
      for (const each of own.slice(1, 3)) await edit(page, each.id, { phone: "1380000" });
      const others = (await students(page)).filter((each) => each.department !== member.department);
      await giveUp(
        page,
        others.slice(0, 3).map((each) => each.id),
      );
    });
    await makeAndSubmit();

    const page = await bench.open("secretary", { language, path: kPath });
    await ready(page);
    expect(page.url()).toContain(encodeURIComponent(member.department));
    await page.keyboard.press("a"); // not before all was looked at
    await expect.poll(() => page.locator("[data-missing]").count()).toBe(1);
    expect(await page.locator(".el-dialog").count()).toBe(0);
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("c");
    await page.keyboard.type("与档案一致 A"); // a letter in a field signs nothing
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("[data-comment]");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `desk-first-${language}`);
    await lookByKeys(page);
    await signByKeys(page);
    await expect.poll(() => page.locator("[data-why]").textContent()).toContain(said.signed);
    await page.context().close();
    await sign("secretary2", 1, "endorse");
    const edition = await editionNow();
    expect(edition.state).toBe("registry_review");
  });

  it("is returned by the registry with a cell", kLong, async () => {
    const page = await bench.open("registry2", { language, path: kPath });
    await ready(page);
    await expect.poll(() => page.locator(".across .tag").textContent()).not.toBe("");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `desk-registry-${language}`);
    const group = page.locator(".classes button", { hasText: /./ }).filter({ has: page.locator(".flags") });
    await group.last().focus();
    await page.keyboard.press("Enter");
    const row = page.locator("tr", { hasText: member.name }).locator("button").first();
    await row.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".side h2").textContent()).toContain(member.name);
    for (let n = 0; n < 30; n += 1) {
      if (/姓名|Name/.test((await page.locator(".side h2").textContent())?.split("·").at(-1) ?? "")) break;
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("c");
    await page.keyboard.type("少一字");
    await page.keyboard.press("Tab");
    await page.keyboard.type(`${member.name}生`);
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".suggestion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("m");
    await page.keyboard.press("r");
    await fillIn(page, "#return-reason", "姓名与身份证不符");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `desk-return-${language}`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#return-form", { state: "hidden" });
    const edition = await editionNow();
    expect(edition.state).toBe("department_review");
    await page.context().close();
  });

  it("is mended by one key, and says that a newer revision stands", kLong, async () => {
    const page = await bench.open("secretary", { language, path: kPath });
    await ready(page);
    await page.keyboard.press("F8");
    await expect.poll(() => page.locator(".side h2").textContent()).toContain(member.name);
    await page.keyboard.press("Alt+Enter");
    await page.waitForSelector(".thread .taken");
    await page.keyboard.press("c");
    await page.keyboard.type("已改，请看");
    await as("registry", submit);
    await page.waitForSelector("[data-moved]", { timeout: 40_000 });
    expect(await page.locator("[data-moved]").textContent()).toContain(said.moved);
    await shot(page, `desk-moved-${language}`);
    await page.locator("[data-moved] button").click();
    await page.waitForSelector("[data-moved]", { state: "detached" });
    await expect.poll(() => page.locator(".strip b").first().textContent()).toBe("1.2");
    expect(await page.inputValue("#review-comment")).toBe("已改，请看"); // what was typed stays
    await page.keyboard.press("t");
    await ready(page);
    expect(await page.locator(".values b").first().textContent()).toBe(`${member.name}生`);
    await expect.poll(() => page.locator(".classes .again").count()).toBe(1);
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `desk-again-${language}`);
    await lookByKeys(page);
    await signByKeys(page);
    await expect.poll(() => page.locator("[data-why]").textContent()).toContain(said.signed);
    await page.context().close();
    await sign("dean", 1, "endorse"); // who edited the row is not the only one to sign it
  });

  it("is passed by the registry, which says why numbers differ", kLong, async () => {
    const page = await bench.open("registry2", { language, theme: "dark", path: kPath });
    await ready(page);
    await expect.poll(() => page.locator(".values b").first().textContent()).toBe(`${member.name}生`);
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `desk-registry-dark-${language}`);
    await lookByKeys(page);
    await signByKeys(page);
    await page.waitForSelector("#sign-form [role=alert]"); // numbers differ: an opinion is asked for
    await shot(page, `desk-sign-${language}`);
    await fillIn(page, "#sign-opinion", "演示名单小于计划");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-why]").textContent()).toContain(said.signed);
    const paper = page.waitForEvent("popup");
    await page.locator(".head .btn").click();
    await expect.poll(async () => (await paper).url()).toMatch(/^blob:/);
    await page.context().close();
  });

  it("is approved on a phone, with a code", kLong, async () => {
    const page = await bench.open("president", { language });
    await page.setViewportSize(kPhone);
    await page.goto(bench.server.url + kPath);
    await page.waitForSelector(".sample li");
    await expect.poll(() => page.locator(".bars li").count()).toBe(6);
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `phone-${language}`);
    await page.locator("footer .primary").click({ force: true }); // not before all was looked at
    expect(await page.locator("dialog[open]").count()).toBe(0);
    const rows = page.locator(".sample > li > button");
    expect(await rows.count()).toBe(20);
    for (let n = 0; n < 20; n += 1) {
      await rows.nth(n).click();
      await expect.poll(() => page.locator(".sample .mark.ok").count()).toBe(n + 1);
    }
    await shot(page, `phone-sample-${language}`);
    await page.evaluate(() => document.documentElement.classList.add("dark"));
    await page.locator("footer .primary").click();
    await page.waitForSelector("dialog[open]");
    expect(await bench.barriers(page)).toEqual([]);
    await page.fill("#review-code", "000000");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog [role=alert]");
    await shot(page, `phone-sheet-${language}`);
    for (let n = 0; n < 12 && (await page.locator("dialog[open]").count()) > 0; n += 1) {
      await page.fill("#review-code", bench.server.codeOf("president")); // each code opens once
      await page.keyboard.press("Enter");
      await page.waitForTimeout(5_000);
    }
    await page.waitForSelector("dialog", { state: "detached" });
    const edition = await editionNow();
    expect(edition.leader.is_complete).toBe(true);
    await shot(page, `phone-done-${language}`);
    await page.context().close();
  });

  it("is filed, and its number stands on its page", kLong, async () => {
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1" });
    await page.locator("[data-level=leader]").waitFor();
    await page.keyboard.press("f");
    await page.waitForSelector("#filing-form");
    await fillIn(page, "#filing-no", "学籍备〔2026〕7号");
    const outcome = page.locator(".outcome");
    for (let n = 0; n < 12 && (await outcome.count()) === 0; n += 1) {
      await page.fill("#filing-code", bench.server.codeOf("registry")); // each code opens once
      await page.keyboard.press("Enter");
      await page.waitForTimeout(5_000);
    }
    await outcome.waitFor();
    await page.locator(".el-dialog .btn.primary").click();
    await page.locator("h1 .seal").waitFor();
    expect((await editionNow()).state).toBe("filed");
    await shot(page, `filed-${language}`);
    await page.context().close();
  });

  it("shows a reviewer their own department alone", async () => {
    const page = await bench.open("secretary", { language, path: kPath });
    await page.waitForSelector(".classes button");
    expect(await page.locator("select.which").count()).toBe(0);
    await page.goto(`${bench.server.url}${kPath}?department=${encodeURIComponent("法学院")}`);
    await page.waitForSelector(".failed");
    await page.context().close();
  });
});
