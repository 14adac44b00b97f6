// Every screen in both themes and languages, as pictures to be looked at: ./dev shots.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";

import { Workbench, type Language, type Theme } from "./workbench";

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly login?: string;
  /** Once the page is there: what is to be seen on the picture. */
  readonly arrange?: (page: Page) => Promise<void>;
}

const screens: readonly Screen[] = [
  { name: "sign-in", path: "/sign-in", login: "" },
  { name: "today", path: "/" },
  { name: "import", path: "/imports" },
  { name: "findings", path: "/findings" },
  {
    name: "students",
    path: "/students",
    arrange: async (page) => {
      await page.locator("[role=gridcell]").nth(12).click();
    },
  },
  {
    name: "student",
    path: "/students",
    arrange: async (page) => {
      await page.locator("[role=gridcell]").nth(12).click();
      await page.keyboard.press("Control+Enter");
      await page.waitForURL("**/students/*");
    },
  },
  { name: "matches", path: "/matches" },
  { name: "board", path: "/board" },
  { name: "operations", path: "/operations" },
  { name: "exports", path: "/exports" },
  { name: "settings", path: "/settings" },
  { name: "settings-codes", path: "/settings?section=codes" },
  { name: "settings-organisation", path: "/settings?section=organisation" },
  { name: "settings-changes", path: "/settings?section=changes" },
  { name: "audit", path: "/audit", login: "audit" },
];
const folder = resolve(process.env["SHOTS"] ?? "../../docs/img");
const kStudents = 3_842;
const kSettleMs = 1_200;

let bench: Workbench;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  bench = await Workbench.start(kStudents);
}, 300_000);
afterAll(() => bench.stop());

const rows = screens.flatMap((screen) =>
  (["light", "dark"] as Theme[]).flatMap((theme) =>
    (["zh", "en"] as Language[]).map((language) => ({ screen, theme, language })),
  ),
);
it.each(rows)("$screen.name, $theme, $language", async ({ screen, theme, language }) => {
  const page = await bench.open(screen.login ?? "registry", { theme, language, path: screen.path });
  await page.waitForTimeout(kSettleMs); // the event stream stays open: never idle
  await screen.arrange?.(page);
  await page.waitForTimeout(kSettleMs);
  const name = `screen-${screen.name}-${theme}-${language}.png`;
  await page.screenshot({ path: resolve(folder, name) });
  await page.context().close();
});
