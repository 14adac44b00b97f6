// Behaviours 3, 4 and 7: causes fixed together after a look at what will change, undone as one, and
// all of it by keyboard alone.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { bench, benchForTests, type Language } from "./workbench";

const kPeople = 900; // enough that some errors have a proposal
benchForTests(kPeople);

async function left(page: Page): Promise<number> {
  const text = (await page.locator(".progress .muted").textContent()) ?? "";
  return Number(text.replaceAll(",", "").match(/\d+/g)?.at(-1));
}

describe.each<Language>(["zh", "en"])("findings, %s", (language) => {
  it("fixes a cause after a preview, and undoes it from the toast", async () => {
    const page = await bench.open("registry", { language, path: "/findings" });
    const fixable = page
      .locator(".causes button", { hasText: language === "zh" ? "个有建议" : "with a proposal" })
      .first();
    await fixable.click();
    await page.waitForSelector("[role=gridcell]");
    const before = await left(page);
    await page.getByRole("button", { name: language === "zh" ? "前后对照" : "before and after" }).click();
    await page.waitForSelector(".el-dialog ins");
    expect((await page.locator(".el-dialog ins").first().textContent())?.length).toBeGreaterThan(0);
    await page.locator(".el-dialog .btn.primary").click();
    await expect.poll(() => left(page)).toBeLessThan(before);
    await page
      .locator(".toast")
      .getByRole("button", { name: language === "zh" ? "撤销" : "Undo" })
      .click();
    await expect.poll(() => left(page)).toBe(before);
    await page.context().close();
  });

  it("goes by keyboard alone", async () => {
    const page = await bench.open("registry", { language, path: "/findings" });
    await page.waitForSelector("[role=gridcell]");
    const at = () => page.locator(".panel-head .num").last().textContent();
    const before = await at();
    await page.keyboard.press("F8");
    const cells = await page.locator("[role=row]").count();
    if (cells > 2) await expect.poll(at).not.toBe(before);
    const leave = page.getByRole("button", { name: /\bI$/ }); // of a cause that may stay
    for (let pressed = 0; pressed < 40 && (await leave.count()) === 0; pressed += 1) {
      await page.keyboard.press("]");
      await page.waitForTimeout(150);
    }
    await page.waitForSelector("[role=gridcell]");
    await page.keyboard.press("i");
    await page.waitForFunction(() => document.activeElement?.id === "reason");
    await page.keyboard.type("原件核对无误");
    const open = await left(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => left(page)).toBe(open - 1);
    await page.keyboard.press("?");
    await page.waitForSelector(".el-dialog dl");
    await page.keyboard.press("Escape");
    await page.context().close();
  });
});
