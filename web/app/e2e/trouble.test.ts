// What goes wrong on a working day: a session that ended, a cut line, two people on one cell.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { Workbench, type Language } from "./workbench";

const kPeople = 60;
let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.start(kPeople);
});
afterAll(() => bench.stop());
afterEach(() => bench.complaints.splice(0)); // cut lines complain by themselves

const saved = { zh: "保存", en: "Save" };

describe.each<Language>(["zh", "en"])("trouble, %s", (language) => {
  const remark = language === "zh" ? "走读" : "day student";

  it("keeps what was typed when the session ends in between", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.locator("[role=row][aria-rowindex='3'] [role=gridcell]").nth(2).click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    const student = page.url();
    await page.keyboard.press("e");
    await page.getByRole("tab").last().click();
    await page.fill("#field-remark", remark);
    await page.context().clearCookies();
    await page.getByRole("button", { name: saved[language] }).click();
    await page.waitForURL("**/sign-in**");
    await expect.poll(() => page.locator(".message.warn").count()).toBeGreaterThan(0);
    await bench.signIn(page, "registry");
    await page.waitForURL(student);
    await page.getByRole("tab").last().click();
    await expect.poll(() => page.inputValue("#field-remark")).toBe(remark);
    await page.context().close();
  });

  it("says that the line is cut, keeps the changes, and goes on", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.locator("[role=row][aria-rowindex='4'] [role=gridcell]").nth(2).click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    await page.keyboard.press("e");
    await page.getByRole("tab").last().click();
    await page.fill("#field-remark", remark);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: saved[language] }).click();
    await page.waitForSelector(".strip");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: saved[language] }).click();
    await page.locator(".toast.done").waitFor();
    await page.context().close();
  });

  it("shows both values when two people change one cell", async () => {
    const one = await bench.open("registry", { language, path: "/students" });
    const other = await bench.open("registry", { language, path: "/students" });
    const cellOf = (page: typeof one) => page.locator("[role=row][aria-rowindex='5'] [role=gridcell]").nth(6);
    await Promise.all([cellOf(one).click(), cellOf(other).click()]);
    await one.keyboard.type("甲院");
    await one.keyboard.press("Enter");
    await one.locator(".toast").first().waitFor();
    await other.keyboard.type("乙院");
    await other.keyboard.press("Enter");
    await other.waitForSelector(".el-dialog .register");
    const shown = (await other.locator(".el-dialog .register").textContent()) ?? "";
    expect(shown).toContain("甲院");
    expect(shown).toContain("乙院");
    await one.context().close();
    await other.context().close();
  });
});
