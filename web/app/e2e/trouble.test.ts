// What goes wrong on a working day: two people on one cell.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { Workbench, type Language } from "./workbench";

const kPeople = 60;
let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.start(kPeople);
});
afterAll(() => bench.stop());
afterEach(() => expect(bench.complaints.splice(0)).toEqual([]));

describe.each<Language>(["zh", "en"])("trouble, %s", (language) => {
  const [mine = "", theirs = ""] = language === "zh" ? ["甲院", "乙院"] : ["East", "West"];

  it("shows both values when two people change one cell", async () => {
    const one = await bench.open("registry", { language, path: "/students" });
    const other = await bench.open("registry", { language, path: "/students" });
    const cellOf = (page: typeof one) => page.locator("[role=row][aria-rowindex='5'] [role=gridcell]").nth(6);
    await Promise.all([cellOf(one).click(), cellOf(other).click()]);
    await one.keyboard.type(mine);
    await one.keyboard.press("Enter");
    await one.locator(".toast").first().waitFor();
    await other.keyboard.type(theirs);
    await other.keyboard.press("Enter");
    await other.waitForSelector(".el-dialog .register");
    const shown = (await other.locator(".el-dialog .register").textContent()) ?? "";
    expect(shown).toContain(mine);
    expect(shown).toContain(theirs);
    await one.context().close();
    await other.context().close();
  });
});
