// axe-core, run in the page over the debugger's line, so that the content security policy stays as
// it is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** Of the page at rest: what is fading in has less contrast than what stands. */
export async function seriousBarriers(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== "running"));
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (options: object) => Promise<unknown> } }).axe;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
    const outcome = (await axe.run({ runOnly: { type: "tag", values: tags } })) as {
      violations: Violation[];
    };
    return outcome.violations;
  });
  return found
    .filter((each) => each.impact === "serious" || each.impact === "critical")
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join("; ")}`);
}
