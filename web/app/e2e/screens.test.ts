// Every screen in both themes: shown without a fault, nothing from elsewhere, no serious barrier.
import { describe, expect, it } from "vitest";

import { bench, benchForTests, type Language, type Theme } from "./workbench";

const kPeople = 200;
benchForTests(kPeople);

interface Screen {
  readonly path: string;
  readonly login: string;
  readonly ready: string;
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
const looks: readonly { theme: Theme; language: Language }[] = [
  { theme: "light", language: "zh" },
  { theme: "dark", language: "en" },
];

describe.each(looks)("$theme, $language", ({ theme, language }) => {
  it.each(screens)("$path of $login", async ({ path, login, ready }) => {
    const page = await bench.open(login, { theme, language, path });
    await page.waitForSelector(ready);
    expect(await bench.barriers(page)).toEqual([]);
    await page.context().close();
  });
});
