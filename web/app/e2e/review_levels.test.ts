// S16 审核流程: who signs at each level is changed after a look at who could, by keys alone; deputies
// are named and ended; who may not change it reads it.
import { describe, expect, it } from "vitest";

import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 200;
benchForTests(kPeople);

const kPath = "/settings?section=review";
const words = {
  zh: {
    change: "改流程",
    history: "变更记录",
    nobody: "没有人能签",
    noRole: "没有这一级的角色",
    replaced: "已被替代",
    add: "设定代理",
    end: "终止",
    ended: "已终止",
    every: "每个院系都有人能签",
  },
  en: {
    change: "Change who reviews",
    history: "Changes",
    nobody: "Nobody can sign",
    noRole: "no role of this level",
    replaced: "replaced",
    add: "Name a deputy",
    end: "End",
    ended: "ended",
    every: "Somebody can sign for every department",
  },
};

describe.each<Language>(["zh", "en"])("who reviews, %s", (language) => {
  const said = words[language];

  it("is changed after a look at who could sign, and changed back, by keys", async () => {
    const page = await bench.open("registry", { language, path: kPath });
    const lane = page.locator(".sections .lanes > [data-level=leader]");
    await expect.poll(() => lane.textContent()).toContain("president");
    await expect
      .poll(() => page.locator(".sections [data-level=department]").textContent())
      .toContain(said.every);
    expect(await bench.barriers(page)).toEqual([]);

    await page.getByRole("button", { name: said.change }).focus();
    await page.keyboard.press("Enter");
    await fillIn(page, "#days-leader", "5");
    await page.fill("#people-leader", "dean");
    await page.focus("#days-leader");
    await page.keyboard.press("Enter");
    const look = page.locator(".look [data-level=leader]");
    await expect.poll(() => look.textContent()).toContain(said.nobody);
    expect(await look.textContent()).toContain(said.noRole);
    expect(await bench.barriers(page)).toEqual([]);
    await page.fill("#people-leader", "president"); // what was looked at is gone
    await page.waitForSelector(".look", { state: "detached" });
    await page.focus("#days-leader");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".look .message.ok");
    await page.focus("#review-reason");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#review-form [role=alert]"); // a reason is asked for
    await page.keyboard.type("校发 3 号");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    await expect.poll(() => lane.locator(".asked").textContent()).toContain("5");

    await page.getByRole("button", { name: said.change }).click();
    await fillIn(page, "#days-leader", "2");
    await page.fill("#people-leader", "");
    await page.locator("[form=review-form].primary").click();
    await fillIn(page, "#review-reason", "照旧");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    await page.getByRole("button", { name: said.history, exact: true }).click();
    const history = page.locator(".el-dialog ol");
    await expect.poll(() => history.textContent()).toContain("校发 3 号");
    expect(await history.textContent()).toContain(said.replaced);
    await expect.poll(() => bench.barriers(page)).toEqual([]); // once it has come up whole
    await page.context().close();
  });

  it("says why a change cannot be", async () => {
    const page = await bench.open("registry", { language, path: kPath });
    await page.getByRole("button", { name: said.change }).click();
    await fillIn(page, "#signatures-leader", "9");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#review-form [role=alert]").textContent()).toMatch(/5/);
    expect(await page.locator(".look").count()).toBe(0);
    await page.context().close();
  });

  it("names a deputy and ends it", async () => {
    const page = await bench.open("registry", { language, path: kPath });
    await page.getByRole("button", { name: said.add }).click();
    await page.waitForSelector("#deputy-form");
    await page.selectOption("#deputy-principal", "registry");
    expect(await page.locator("#deputy-deputy option[value=registry]").count()).toBe(0);
    await page.selectOption("#deputy-deputy", "dean");
    await page.locator("#deputy-form input[value=registry]").check();
    await fillIn(page, "#deputy-reason", "出差");
    expect(await bench.barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#deputy-form [role=alert]"); // a dean has no such role
    await page.selectOption("#deputy-deputy", "registry2");
    await page.focus("#deputy-reason");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".el-dialog", { state: "hidden" });
    const line = page.locator("tbody tr", { hasText: "registry2" }).first();
    await expect.poll(() => line.locator(".tag.ok").count()).toBe(1);
    await line.getByRole("button", { name: said.end }).click();
    await page.locator("[form=deputy-end]").click();
    await expect.poll(() => line.textContent()).toContain(said.ended);
    expect(await line.getByRole("button").count()).toBe(0);
    await page.context().close();
  });

  it("is read by who may not change it", async () => {
    const page = await bench.open("secretary", { language, path: kPath });
    await page.waitForSelector(".lanes [data-level=filing]");
    expect(await page.getByRole("button", { name: said.change }).count()).toBe(0);
    expect(await page.getByRole("button", { name: said.add }).count()).toBe(0);
    await page.context().close();
  });
});
