// S16: the organisation is walked by keys alone, a major is corrected with a reason and undone; the
// definitions say what they put on paper.
import { expect, it } from "vitest";

import { bench, benchForTests, fillIn } from "./workbench";

const kPeople = 200;
benchForTests(kPeople);

it("corrects a major by keys, shows it by hand, and takes it back from the toast", async () => {
  const page = await bench.open("registry", { path: "/settings?section=organisation" });
  const rows = page.locator("[role=treegrid] tbody [role=row]");
  await rows.first().waitFor();
  const departments = await rows.count();
  await rows.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => rows.first().getAttribute("aria-expanded")).toBe("true");
  await expect.poll(() => rows.count()).toBeGreaterThan(departments);
  await page.keyboard.press("ArrowDown");
  const major = page.locator("[role=row]:focus");
  await expect.poll(() => major.getAttribute("aria-level")).toBe("2");
  const plan = rows.nth(1).locator("td").nth(3);
  const before = (await plan.textContent())?.trim() ?? "";
  await page.keyboard.press("Enter");
  await fillIn(page, "#major-plan_count", "4321");
  await fillIn(page, "#major-reason", "计划调整");
  await page.locator("[form=major-form].primary").click(); // waits until it may be pressed
  await page.waitForSelector("#major-form", { state: "hidden" });
  await expect.poll(async () => (await plan.textContent())?.trim()).toBe("4321");
  expect(await rows.nth(1).textContent()).toContain("人工");
  expect(await bench.barriers(page)).toEqual([]);
  await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
  await expect.poll(async () => (await plan.textContent())?.trim()).toBe(before);

  await page.getByRole("button", { name: "改动记录" }).click();
  const history = page.locator(".el-dialog ol");
  await expect.poll(() => history.textContent()).toContain("计划调整");
  expect(await history.textContent()).toContain("registry 已撤销");
  await page.keyboard.press("Escape");
  await rows.first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => rows.count()).toBe(departments);
  await page.context().close();
});

it("offers a counsellor nothing to change", async () => {
  const page = await bench.open("counsellor", { language: "en", path: "/settings?section=organisation" });
  await page.waitForSelector("[role=treegrid] tbody [role=row]");
  expect(await page.getByRole("button", { name: "Add a major" }).count()).toBe(0);
  await page.context().close();
});

it("says what a roster holds, in words and as its text", async () => {
  const page = await bench.open("registry", { path: "/settings?section=definitions" });
  await page.getByRole("button", { name: "新生报到签到表" }).click();
  await expect.poll(() => page.locator("dl").textContent()).toContain("横向");
  await expect.poll(() => page.locator("tbody").textContent()).toContain("序号");
  await page.getByRole("button", { name: "看原文" }).click();
  await expect.poll(() => page.locator("pre").textContent()).toContain("[[columns]]");
  expect(await bench.barriers(page)).toEqual([]);
  await page.context().close();
});
