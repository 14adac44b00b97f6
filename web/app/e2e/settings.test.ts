// Standards as data: a change is looked at before it holds, needs a second person where it weighs
// heavily, and is taken back.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 300;
benchForTests(kPeople);

const words = {
  zh: {
    change: "改规则",
    off: "关",
    on: "开",
    undo: "撤销",
    confirm: "确认",
    withdraw: "撤回",
    why: "试验",
    import: "导入新版本",
    field: "改规定",
  },
  en: {
    change: "Change",
    off: "off",
    on: "on",
    undo: "Undo",
    confirm: "Confirm",
    withdraw: "Withdraw",
    why: "a trial",
    import: "Import an edition",
    field: "Change",
  },
};
const dialog = (page: Page) => page.locator(".el-dialog");
const rowOf = (page: Page, code: string) => page.locator("tbody tr", { hasText: code }).first();

async function write(page: Page, why: string): Promise<void> {
  await dialog(page).locator(".btn.primary").click();
  await page.waitForSelector(".look");
  await fillIn(page, "#change-reason", why);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".el-dialog", { state: "hidden" });
}

describe.each<Language>(["zh", "en"])("settings, %s", (language) => {
  const said = words[language];

  it("switches a rule off, and undoes it", async () => {
    const page = await bench.open("registry", { language, path: "/settings?section=rules" });
    const rule = rowOf(page, "PH-004");
    const open = () => rule.locator("td.end").first().textContent();
    await expect.poll(open).toMatch(/\d/);
    const before = await open();
    await rule.getByRole("button", { name: said.change }).click();
    await dialog(page).getByRole("radio", { name: said.off, exact: true }).check();
    await write(page, said.why);
    await expect.poll(() => rule.locator(".tag").first().textContent()).toBe(said.off);
    await expect.poll(open).toBe(""); // its findings are gone
    await page.goto(`${bench.server.url}/settings?section=changes`);
    await expect.poll(() => rowOf(page, "PH-004").textContent()).toContain(said.why);

    await page.goto(`${bench.server.url}/settings?section=rules`);
    await rule.getByRole("button", { name: said.change }).click();
    await dialog(page).getByRole("radio", { name: said.on, exact: true }).check();
    await write(page, said.why);
    await expect.poll(() => rule.locator(".tag").first().textContent()).toBe(said.on);
    await page.locator(".toast").getByRole("button", { name: said.undo }).last().click();
    await expect.poll(() => rule.locator(".tag").first().textContent()).toBe(said.off);
    await page.goto(`${bench.server.url}/settings?section=changes`);
    await page.getByRole("button", { name: said.withdraw }).first().click();
    await fillIn(page, "#reason", said.why);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    await page.goto(`${bench.server.url}/settings?section=rules`);
    await expect.poll(() => rule.locator(".tag").first().textContent()).toBe(said.on);
    await expect.poll(open).toBe(before);
    await page.context().close();
  });

  it("says why a rule cannot be switched off", async () => {
    const page = await bench.open("registry", { language, path: "/settings?section=rules" });
    await rowOf(page, "ID-002").getByRole("button", { name: said.change }).click();
    await expect
      .poll(() => dialog(page).getByRole("radio", { name: said.off, exact: true }).isDisabled())
      .toBe(true);
    expect(await dialog(page).locator(".message.warn").count()).toBe(1);
    await page.context().close();
  });

  it("waits for a second person", async () => {
    const page = await bench.open("registry", { language, path: "/settings?section=rules" });
    await rowOf(page, "ID-001").getByRole("button", { name: said.change }).click();
    await dialog(page).locator("#rule-severity").selectOption("warning");
    await write(page, said.why);
    await page.goto(`${bench.server.url}/settings?section=changes`);
    await expect.poll(() => rowOf(page, "ID-001").locator(".tag.warn").count()).toBe(1);
    expect(await rowOf(page, "ID-001").getByRole("button", { name: said.confirm }).count()).toBe(0);

    const other = await bench.open("registry2", { language, path: "/settings?section=changes" });
    await rowOf(other, "ID-001").getByRole("button", { name: said.confirm }).click();
    await expect.poll(() => rowOf(other, "ID-001").locator(".tag.ok").count()).toBe(1);
    await rowOf(other, "ID-001").getByRole("button", { name: said.withdraw }).click();
    await other.fill("#reason", said.why);
    await other.keyboard.press("Enter");
    await expect.poll(() => rowOf(other, "ID-001").locator(".tag.ok").count()).toBe(0);
    await page.context().close();
    await other.context().close();
  });

  it("knows a field by another header", async () => {
    const page = await bench.open("registry", { language, path: "/settings?section=fields" });
    await page.locator("tbody tr", { hasText: "exam_number" }).first().click();
    await page.locator(".side").getByRole("button", { name: said.field }).click();
    await fillIn(page, "#field-aliases", "本校考号");
    await write(page, said.why);
    await expect.poll(() => page.locator(".side .aliases").textContent()).toContain("本校考号");
    await page.locator(".toast").getByRole("button", { name: said.undo }).last().click();
    await expect.poll(() => page.locator(".side .aliases").textContent()).not.toContain("本校考号");
    await page.context().close();
  });

  it("imports an edition that was pasted", async () => {
    const page = await bench.open("registry", { language, path: "/settings?section=codes" });
    await page
      .locator("tbody tr", { hasText: /GA 324/ })
      .first()
      .click();
    await page.getByRole("button", { name: said.import }).click();
    await fillIn(
      page,
      "#edition-paste",
      "0\t未落常住户口\n1\t非农业家庭户\n2\t农业家庭户\n3\t非农业集体户\n4\t农业集体户\n77\t居民户",
    );
    await dialog(page).locator(".row .btn").click();
    await page.waitForSelector(".message.ok");
    await fillIn(page, "#edition-edition", "2026");
    await dialog(page).locator(".btn.primary").click();
    await page.waitForSelector(".look");
    expect(await dialog(page).locator("tr.added").textContent()).toContain("居民户");
    await fillIn(page, "#change-reason", said.why);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    await expect.poll(() => page.locator("td.num", { hasText: /^77$/ }).count()).toBe(1);
    await page.locator(".toast").getByRole("button", { name: said.undo }).last().click();
    await expect.poll(() => page.locator("td.num", { hasText: /^77$/ }).count()).toBe(0);
    await page.context().close();
  });
});
