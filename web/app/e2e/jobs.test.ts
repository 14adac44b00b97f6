// Behaviour 6: long work is seen as it goes, survives a reload, can be cancelled, and says when it
// is done to somebody who went elsewhere.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { bench, benchForTests, type Language } from "./workbench";

const kPeople = 40;
const kRead = 600_000; // rows that take seconds to read
const kWritten = 40_000; // rows that take seconds to write
benchForTests(kPeople);

const words = {
  zh: {
    compare: "读取并比较",
    cancel: "取消",
    rate: /\d 行\/秒/,
    next: "下一步：看问题",
    write: "写入",
    writing: "正在写入",
    students: "学生",
    jobs: /进行中的任务 \d/,
    finished: "完成",
    cancelled: "已取消",
    discard: "放弃这次导入",
  },
  en: {
    compare: "Read and compare",
    cancel: "Cancel",
    rate: /\d rows\/s/,
    next: "Next: findings",
    write: "Write",
    writing: "Writing",
    students: "Students",
    jobs: /^\d+ jobs? running/,
    finished: ": done",
    cancelled: "Cancelled",
    discard: "Give this import up",
  },
};

/** Made-up people by the thousand, of another range in each language. */
function manyPeople(range: number, count: number): { name: string; mimeType: string; buffer: Buffer } {
  const rows = ["考生号,姓名,性别,出生日期,联系电话,行政班"];
  for (let at = 0; at < count; at += 1) {
    const number = String(at).padStart(6, "0");
    const name = `试${String.fromCodePoint(0x4e00 + (at % 6_000), 0x5000 + ((at * 7) % 6_000))}`;
    rows.push(`264${range}0101${number}0,${name},${at % 2 ? "男" : "女"},20080105,139${number}01,大批甲班`);
  }
  return { name: "大批.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
}
async function compare(page: Page, range: number, count: number, name: string): Promise<void> {
  const people = manyPeople(range, count);
  await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", people);
  await page.getByRole("button", { name }).click({ timeout: 60_000 }); // once all of it went up
}
const inYear = async (page: Page): Promise<number> =>
  Number((await page.locator(".crumb").textContent())?.replaceAll(/\D/g, ""));

describe.each<Language>(["zh", "en"])("long work, %s", (language) => {
  const said = words[language];
  const range = language === "zh" ? 7 : 8;

  it("shows how fast it goes, and stops when told to", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    const before = await inYear(page);
    await compare(page, range, kRead, said.compare);
    const work = page.locator(".reading .job");
    await work.filter({ hasText: said.rate }).waitFor();
    expect(await work.getByRole("progressbar").count()).toBe(1);
    expect(await page.getByRole("button", { name: said.jobs }).locator("b").textContent()).toBe("1");
    await work.getByRole("button", { name: said.cancel }).click();
    const again = page.getByRole("button", { name: said.compare });
    await again.waitFor(); // what was sent is still there
    expect(await page.locator(".files li").textContent()).toContain("大批.csv");
    await page.locator(".ring").click();
    const list = page.locator(".el-popover:visible .job");
    await expect.poll(() => list.first().textContent()).toContain(said.cancelled);
    expect(await inYear(page)).toBe(before);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: said.discard }).click();
    await page.context().close();
  });

  it("is still seen after a reload, and tells somebody on another page when it is done", async () => {
    const page = await bench.open("registry", { language, path: "/imports" });
    const before = await inYear(page);
    await compare(page, range, kWritten, said.compare);
    await page.getByRole("button", { name: said.next }).click({ timeout: 60_000 });
    await page.locator(".side").getByRole("button", { name: said.write }).click();
    const heading = page.locator(".reading h2");
    await expect.poll(() => heading.textContent()).toBe(said.writing);
    await page.reload();
    await expect.poll(() => heading.textContent()).toBe(said.writing);
    await page.locator(".reading .job").getByRole("progressbar").waitFor();

    await page.locator("nav.rail").getByRole("link", { name: said.students, exact: true }).click();
    await page.waitForURL("**/students");
    const ring = page.getByRole("button", { name: said.jobs });
    await ring.click();
    await page.locator(".el-popover:visible").getByRole("progressbar").waitFor();
    await page.locator(".toast", { hasText: said.finished }).waitFor({ timeout: 90_000 });
    await expect.poll(() => ring.count()).toBe(0); // nothing goes on
    // What it changed is on the screen without asking for it.
    await expect.poll(() => inYear(page)).toBe(before + kWritten);
    await page.context().close();
  });
});
