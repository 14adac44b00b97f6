// Every screen in both themes: shown without a fault, nothing from elsewhere, no serious barrier.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";

import { giveAndPrint } from "./publication_acts";
import { bench, benchForTests, type Language, type Theme } from "./workbench";

const kPeople = 200;
const kLongMs = 300_000; // until an edition is filed and published

interface Screen {
  readonly path: string;
  readonly login: string;
  readonly ready: string;
  /** What is done before the screen is the one that is meant. */
  readonly arrange?: (page: Page) => Promise<void>;
}
const screens: readonly Screen[] = [
  { path: "/", login: "registry", ready: ".strip" },
  { path: "/imports", login: "registry", ready: ".drop" },
  { path: "/findings", login: "registry", ready: "[role=gridcell]" },
  { path: "/students", login: "registry", ready: "[role=gridcell]" },
  { path: "/matches", login: "registry", ready: "h1" },
  { path: "/board", login: "registry", ready: ".body table" },
  { path: "/rosters/compile", login: "registry", ready: ".table img" },
  { path: "/operations", login: "registry", ready: "h1" },
  { path: "/exports", login: "registry", ready: "h1" },
  { path: "/settings", login: "registry", ready: "tbody tr" },
  { path: "/settings?section=organisation", login: "registry", ready: "[role=treegrid] tbody tr" },
  { path: "/settings?section=definitions", login: "registry", ready: "tbody tr" },
  { path: "/exports", login: "president", ready: "h1" },
  { path: "/settings?section=codes", login: "registry", ready: "tbody td" },
  { path: "/settings?section=rules", login: "registry", ready: "tbody tr" },
  { path: "/settings?section=changes", login: "registry", ready: "h2" },
  { path: "/audit", login: "audit", ready: "tbody tr" },
  { path: "/settings?section=accounts", login: "system", ready: "tbody tr" },
  { path: "/settings?section=grants", login: "security1", ready: "tbody tr" },
];
/** Of a published edition that was given to a department and printed. */
const published: readonly Screen[] = [
  { path: "/rosters/2026-ug/1/publications", login: "registry", ready: "[data-water]" },
  { path: "/rosters/2026-ug/1/publications", login: "president", ready: "tr.chosen" },
  { path: "/rosters/2026-ug/1/paper", login: "registry", ready: "tbody tr[aria-current]" },
  { path: "/rosters/2026-ug/1/paper", login: "president", ready: "[data-seal] .btn" },
  { path: "/received", login: "secretary", ready: "li[data-link]" },
  {
    path: "/received",
    login: "secretary",
    ready: "[role=gridcell]",
    arrange: async (page) => {
      await page.locator("li[data-link]").first().waitFor();
      await page.keyboard.press("o");
    },
  },
  { path: "/verify", login: "", ready: "#page-code" },
  {
    path: "/", // the page of verifying has no rail, which tells that somebody is signed in
    login: "registry",
    ready: "#page-code",
    arrange: async (page) => {
      await page.goto(`${bench.server.url}/verify`);
    },
  },
];
const looks: readonly { theme: Theme; language: Language }[] = [
  { theme: "light", language: "zh" },
  { theme: "dark", language: "en" },
];

async function look(
  { path, login, ready, arrange }: Screen,
  theme: Theme,
  language: Language,
): Promise<void> {
  const page = await bench.open(login, { theme, language, path });
  await arrange?.(page);
  await page.locator(ready).first().waitFor({ state: "attached" });
  expect(await bench.barriers(page)).toEqual([]);
  await page.context().close();
}

describe("a school of a hand-over with errors in it", () => {
  benchForTests(kPeople);
  describe.each(looks)("$theme, $language", ({ theme, language }) => {
    it.each(screens)("$path of $login", (screen) => look(screen, theme, language));
  });
});

describe("a school whose edition is published", () => {
  benchForTests(kPeople, true, new Date(), "0");
  beforeAll(giveAndPrint, kLongMs);
  describe.each(looks)("$theme, $language", ({ theme, language }) => {
    it.each(published)("$path of $login, $ready", (screen) => look(screen, theme, language));
  });
});
