// An edition from its draft until it is filed, as the registry, a secretary and the leader meet it:
// the list, the edition's own page, and 今天 of each.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { clearBlocking, done, edit, kIntake, show, sign } from "./edition_acts";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 200;
benchForTests(kPeople);

const words = {
  zh: {
    none: "还没有花名册",
    draft: "草稿",
    blocks: "1 格挡住封存",
    missing: "缺字",
    free: "没有阻断问题",
    under: "先办完",
    next: "封存下一修订",
    wait: "院系初审中",
    remind: "提醒",
    reminded: "registry",
    endorse: "初审",
    approve: "审批",
    file: "备案",
    filed: "已备案",
    code: "6 位动态码",
    becomes: "1 名学生注册学籍",
    first: "第一次看",
    superseded: "已被后一版取代",
    why: "不同",
    edited: "修改",
  },
  en: {
    none: "has no roster yet",
    draft: "draft",
    blocks: "1 cell stops the sealing",
    missing: "missing",
    free: "Nothing stops it",
    under: "under work",
    next: "Seal revision",
    wait: "with the departments",
    remind: "Remind",
    reminded: "reminded by registry",
    endorse: "Endorse",
    approve: "Approve",
    file: "File",
    filed: "Filed",
    code: "6 digits",
    becomes: "1 student registered",
    first: "The first time",
    superseded: "superseded",
    why: "Differs",
    edited: "edited",
  },
};

async function someStudents(page: Page): Promise<{ id: string; name: string }[]> {
  const address = `/api/v1/students?intake=${kIntake}&order=class&limit=40`;
  const { items } = await done<{ items: { id: string; name: string; class: string; department: string }[] }>(
    page,
    "GET",
    address,
  );
  return items.filter((each) => each.class !== "" && each.department !== "");
}
const kSettledMs = 400; // dialogs and colours come in a moment
async function seenLightAndDark(page: Page): Promise<void> {
  for (let theme = 0; theme < 2; theme += 1) {
    await page.waitForTimeout(kSettledMs);
    expect(await bench.barriers(page)).toEqual([]);
    await page.evaluate(() => document.documentElement.classList.toggle("dark"));
  }
}
const card = (page: Page, of: string) => page.locator("ol.list > li", { hasText: of });

describe.each([
  ["zh", 1],
  ["en", 2],
] as const)("an edition, %s", (language: Language, number) => {
  const said = words[language];
  const path = `/rosters/${kIntake}/${number}`;

  it("is made, stopped by a finding, fixed, and submitted", async () => {
    const page = await bench.open("registry", { language, path: "/rosters" });
    if (number === 1) {
      await expect.poll(() => page.locator("main .panel").textContent()).toContain(said.none);
      await clearBlocking(page);
    } else await page.locator("ol.lines > li").first().waitFor();
    const [student] = await someStudents(page);
    if (student === undefined) throw new Error("nobody has a class");
    await seenLightAndDark(page);
    await page.keyboard.press("n");
    await page.waitForSelector("#make-edition");
    if (number > 1) {
      await page.locator("[form=make-edition].primary").click();
      await page.locator("#make-edition [role=alert]").waitFor(); // why it differs is asked for
      await fillIn(page, "#edition-why", "更正一人姓名");
    }
    await seenLightAndDark(page);
    await page.locator("[form=make-edition].primary").click();
    await page.waitForURL(`**${path}`);
    await expect.poll(() => page.locator("h1").textContent()).toContain(said.draft);

    await edit(page, student.id, { name: `${student.name.slice(0, 1)}?` });
    await page.reload();
    const panel = page.locator(".seal-panel");
    await expect.poll(() => panel.textContent()).toContain(said.blocks);
    expect(await panel.textContent()).toContain(said.missing);
    expect(await panel.getByRole("button").isDisabled()).toBe(true);
    expect(await panel.locator(".bad").getAttribute("href")).toBe(`/students/${student.id}`);
    await seenLightAndDark(page);
    await panel.locator(".rules .btn").click();
    await page.waitForURL("**/findings?rule=GL-001");
    await edit(page, student.id, { name: `${student.name.slice(0, 1)}明` });
    await page.goBack();
    await expect.poll(() => panel.textContent()).toContain(said.free);
    await page.keyboard.press("s");
    await expect.poll(() => page.locator("h1").textContent()).toContain(said.wait);
    expect((await show(page, number)).revision?.number).toBe(1);
    await page.locator("[data-level=department] tr").nth(2).waitFor();
    await page.context().close();
  });

  it("is alone under work, and another says where it is", async () => {
    const page = await bench.open("registry", { language, path: "/rosters" });
    await page.locator("ol.lines > li").first().waitFor();
    await page.keyboard.press("n");
    await page.waitForSelector("#make-edition");
    await fillIn(page, "#edition-why", "再编一版");
    await page.locator("[form=make-edition].primary").click();
    const alert = page.locator("#make-edition [role=alert]");
    await alert.waitFor();
    await alert.locator("a").click();
    await page.waitForURL(`**${path}`);
    await page.context().close();
  });

  it("takes what changed meanwhile into its next revision, and compares the two", async () => {
    const page = await bench.open("registry", { language, path });
    await page.locator("[data-level=department] tr").nth(1).waitFor();
    const student = (await someStudents(page))[3];
    if (student === undefined) throw new Error("nobody has a class");
    const name = `${student.name.slice(0, 1)}晓${number === 1 ? "川" : "江"}`;
    await edit(page, student.id, { name }, "按身份证更正");
    await page.reload();
    const panel = page.locator(".seal-panel");
    await expect.poll(() => panel.textContent()).toContain("按身份证更正");
    await panel.getByRole("button", { name: said.next }).click();
    await expect.poll(async () => (await show(page, number)).revision?.number).toBe(2);
    await panel.waitFor({ state: "detached" });

    await page.keyboard.press("d");
    const dialog = page.locator(".el-dialog");
    await expect.poll(() => dialog.locator("tbody tr").count()).toBe(1);
    const row = await dialog.locator("tbody tr").textContent();
    expect(row).toContain(student.name);
    expect(row).toContain(name);
    expect(row).toContain(said.edited);
    await seenLightAndDark(page);
    await page.selectOption("#compare-before", "");
    await expect.poll(() => dialog.locator(".plus").textContent()).not.toBe("+ 0");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.context().close();
  });

  it("stands with whom it waits for, and with who may remind them", async () => {
    const registry = await bench.open("registry", { language, path });
    const line = registry.locator("[data-level=department] tr", { hasText: "secretary2" }).first();
    await line.waitFor();
    const before = await registry.locator("[data-level=department] tr").count();
    await registry
      .locator("[data-level=department] tr")
      .filter({ hasNotText: "secretary2" })
      .getByRole("button", { name: said.remind })
      .click();
    await expect
      .poll(() => registry.locator("[data-level=department]").textContent())
      .toContain(said.reminded);
    expect(before).toBeGreaterThan(2);
    await registry.goto(`${bench.server.url}/`);
    const going = registry.locator(".waits > li");
    await expect.poll(() => going.count()).toBeGreaterThan(1);
    await seenLightAndDark(registry);
    await registry.context().close();

    const secretary = await bench.open("secretary", { language });
    const mine = card(secretary, said.endorse);
    await mine.first().waitFor();
    expect(await mine.count()).toBe(1);
    await expect.poll(() => mine.textContent()).toContain(said.reminded);
    expect(await mine.locator("kbd").textContent()).toBe("1");
    expect(await mine.locator("a").getAttribute("href")).toContain(`${path}/review?department=`);
    await secretary.goto(`${bench.server.url}${path}`);
    await secretary.locator("[data-level=department] a.btn").waitFor();
    expect(await secretary.locator("[data-level=department] tr").count()).toBe(2); // its own part alone
    expect(await secretary.locator(".seal-panel").count()).toBe(0);
    await seenLightAndDark(secretary);
    await secretary.context().close();
  });

  it("comes to the leader in three lines, on a phone", async () => {
    await sign("secretary", number, "endorse");
    await sign("secretary2", number, "endorse");
    await sign("registry2", number, "recheck");
    const page = await bench.open("president", { language });
    await page.setViewportSize({ width: 390, height: 844 });
    const mine = card(page, said.approve);
    await mine.waitFor();
    await expect.poll(() => mine.locator(".line").count()).toBe(3);
    const link = mine.locator("a");
    const box = await link.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    expect(await link.getAttribute("href")).toBe(`${path}/review`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await seenLightAndDark(page);
    await page.context().close();
  });

  it("is filed with a code, registers who passed, and says what it did", async () => {
    await sign("president", number, "approve");
    const page = await bench.open("registry", { language });
    const mine = card(page, said.file);
    await mine.first().waitFor();
    const students = await someStudents(page);
    const passed = students[number + 5]?.id ?? "";
    for (const event of ["report", "pass_first_check"])
      await done(page, "POST", "/api/v1/statuses", { who: [passed], event, effective: "2026-09-01" });
    await mine.locator("a").click();
    await page.waitForURL(`**${path}`);
    await page.locator("[data-level=leader]").waitFor();
    await page.keyboard.press("f");
    await page.waitForSelector("#filing-form");
    await fillIn(page, "#filing-no", `学籍备〔2026〕${number}号`);
    await seenLightAndDark(page);
    const button = page.locator("[form=filing-form].primary");
    await button.click();
    await expect.poll(() => page.locator("#filing-form [role=alert]").textContent()).toContain(said.code);
    await page.fill("#filing-code", "000000");
    await button.click();
    await expect.poll(() => page.inputValue("#filing-code")).toBe("");
    expect(await page.inputValue("#filing-no")).toBe(`学籍备〔2026〕${number}号`); // kept
    const outcome = page.locator(".outcome");
    while ((await outcome.count()) === 0) {
      await page.fill("#filing-code", bench.server.codeOf("registry"));
      await button.click();
      await page.waitForFunction(
        () =>
          document.querySelector(".outcome") !== null ||
          document.querySelector<HTMLInputElement>("#filing-code")?.value === "",
      );
      if ((await outcome.count()) === 0) await page.waitForTimeout(5_000);
    }
    expect(await outcome.textContent()).toContain(said.becomes);
    await page.locator(".el-dialog .btn.primary").click();
    await expect.poll(() => page.locator("h1 .seal").textContent()).toBe(said.filed);
    await expect.poll(() => page.locator("ol.entries > li").count()).toBeGreaterThan(8);
    const { status } = await done<{ status: string }>(page, "GET", `/api/v1/students/${passed}`);
    expect(status).toBe("enrolled");
    await seenLightAndDark(page);

    const paper = page.waitForResponse((response) => response.url().includes("/paper?"));
    await page.keyboard.press("p");
    expect((await paper).headers()["content-type"]).toBe("application/pdf");
    for (const tab of page.context().pages()) if (tab !== page) await tab.close();
    await page.bringToFront();
    await page.keyboard.press("l");
    const lines = page.locator("ol.lines > li");
    await expect.poll(() => lines.count()).toBe(number);
    expect(await lines.first().locator(".seal").textContent()).toBe(said.filed);
    expect(await lines.first().textContent()).toContain(`学籍备〔2026〕${number}号`);
    if (number > 1) {
      expect(await lines.nth(1).textContent()).toContain(said.superseded);
      expect(await lines.first().textContent()).toContain(said.why);
    }
    await seenLightAndDark(page);
    expect((await show(page, number)).state).toBe("filed");
    await page.context().close();
  });
});

it("is found in the palette and among the keys", async () => {
  const page = await bench.open("registry", { path: "/rosters" });
  await page.locator("ol.lines > li").first().waitFor();
  await page.keyboard.press("1");
  await page.waitForURL("**/rosters/2026-ug/2");
  await page.keyboard.press("?");
  await expect.poll(() => page.locator(".el-dialog dl").textContent()).toContain("比较修订");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".el-dialog", { state: "hidden" });
  await page.keyboard.press("Control+k");
  await fillIn(page, "[role=combobox]", "去 花名册");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/rosters");
  await page.context().close();
});
