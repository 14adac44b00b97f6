// Looks at the bench page as a person would, in each of its clothes.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openBenchPages } from "../test/browser/bench_page";

const looks: readonly [name: string, query: string][] = [
  ["zh-light", "?rows=126"],
  ["zh-dark", "?rows=126&theme=dark"],
  ["en-light", "?rows=126&locale=en"],
  ["groups", "?rows=126&mode=groups"],
  ["compact", "?rows=126&density=compact"],
  ["touch-dark", "?rows=126&density=touch&theme=dark"],
];

export async function shoot(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pages = await openBenchPages();
  for (const [name, query] of looks) {
    const page = await pages.open(query);
    for (const box of [0, 1, 2, 4]) await page.locator(".rg-body .rg-box").nth(box).click();
    await page.evaluate(() => window.bench.grid()?.focusCell(5, "people"));
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.evaluate(() => window.bench.grid()?.focusCell(-1, "people"));
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForSelector(".rg-value, .rg-item");
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}-menu.png`) });
    await page.context().close();
  }
  await pages.close();
}
