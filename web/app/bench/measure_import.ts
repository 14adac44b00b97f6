// A file of many rows through the pages, as a clerk sees it: how long each step takes from the press
// of its button, and how long the page was ever unable to answer meanwhile.
import { Workbench } from "../e2e/workbench";

const kPeople = 60; // in the record before
const kPatienceMs = 120_000;

export interface ImportFigures {
  readonly compare_s: number;
  readonly write_s: number;
  /** The longest that no frame was drawn, and the longest task of the page's own script. */
  readonly longest_frame_ms: number;
  readonly longest_task_ms: number;
}

declare global {
  interface Window {
    waits: { frame: number; task: number };
  }
}

export async function measureImport(file: string): Promise<ImportFigures> {
  const bench = await Workbench.start(kPeople);
  try {
    const page = await bench.open("registry", { path: "/imports" });
    page.setDefaultTimeout(kPatienceMs);
    await page.getByRole("button", { name: "粘贴表格" }).waitFor();
    await page.evaluate(() => {
      window.waits = { frame: 0, task: 0 };
      let last = performance.now();
      const watch = (now: number): void => {
        window.waits.frame = Math.max(window.waits.frame, now - last);
        last = now;
        requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          window.waits.task = Math.max(window.waits.task, entry.duration);
      }).observe({ type: "longtask" });
    });
    const began = performance.now();
    await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", file);
    await page.getByRole("button", { name: "读取并比较" }).click();
    await page.getByRole("button", { name: "下一步：看问题" }).waitFor();
    const compared = performance.now();
    await page.getByRole("button", { name: "下一步：看问题" }).click();
    const write = page.locator(".side").getByRole("button", { name: "写入" });
    await write.waitFor();
    const asked = performance.now();
    await write.click();
    await page.locator(".written h2").waitFor();
    const written = performance.now();
    const waits = await page.evaluate(() => window.waits);
    if (bench.complaints.length > 0) throw new Error(bench.complaints.join("; "));
    return {
      compare_s: (compared - began) / 1000,
      write_s: (written - asked) / 1000,
      longest_frame_ms: waits.frame,
      longest_task_ms: waits.task,
    };
  } finally {
    await bench.stop();
  }
}
