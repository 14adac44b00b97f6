// A published edition on paper: the leader permits the seal, the registry prints numbered copies, and
// each is handed out, returned and destroyed with a name, until the archive takes over the rest.
import { describe, expect, it } from "vitest";

import { done, pathOf } from "./edition_acts";
import { publishEdition } from "./publication_acts";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 120;
const kLong = { timeout: 240_000 };
const kPaper = "/rosters/2026-ug/1/paper";
const kPermitted = 2;
const words = {
  zh: { left: "还可盖 1 份", out: "已发出", here: "已收回", gone: "已销毁", archive: "档案馆 赵敏" },
  en: { left: "1 left of 2", out: "handed out", here: "returned", gone: "destroyed", archive: "Archive" },
};

interface PaperCopy {
  readonly number: number;
  readonly state: string;
  readonly holder: string;
  readonly is_sealed: boolean;
  readonly events: readonly { readonly act: string; readonly person: string; readonly words: string }[];
}
type Ledger = {
  readonly items: readonly PaperCopy[];
  readonly volumes: readonly { readonly volume: number }[];
};

describe.each<Language>(["zh", "en"])("an edition on paper, %s", (language) => {
  benchForTests(kPeople, true, new Date(), "0");
  const said = words[language];

  it("is sealed as often as the leader permitted", kLong, async () => {
    await publishEdition();
    const page = await bench.open("president", { language, path: kPaper });
    await page.locator("[data-seal] .btn").click();
    await fillIn(page, "#seal-times", String(kPermitted));
    await page.keyboard.press("Enter");
    await page.locator(".el-dialog [role=alert]").waitFor(); // not without an opinion
    expect(await bench.barriers(page)).toEqual([]);
    await page.fill("#seal-words", said.archive);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-seal]").textContent()).toContain(said.archive);
    expect(await page.locator("#print-copies").count()).toBe(0); // the leader prints nothing
    expect(await bench.barriers(page)).toEqual([]);
    await page.context().close();
  });

  it("is printed in numbered copies", kLong, async () => {
    const page = await bench.open("registry", { language, path: kPaper });
    const ledger = () => done<Ledger>(page, "GET", `${pathOf(1)}/paper-copies`);
    await page.waitForSelector("#print-volume");
    await page.keyboard.press("p");
    await page.waitForFunction(() => document.activeElement?.id === "print-volume");
    const [volume] = (await ledger()).volumes;
    await page.selectOption("#print-volume", String(volume?.volume));
    await page.fill("#print-copies", String(kPermitted + 1));
    await page.locator("form input[type=checkbox]").check();
    await page.locator("form [role=alert]").waitFor(); // more than were permitted
    await page.fill("#print-copies", "1");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await ledger()).items.map((each) => each.is_sealed)).toEqual([true]);
    await expect.poll(() => page.locator("[data-seal]").textContent()).toContain(said.left);
    await page.locator("form input[type=checkbox]").uncheck();
    await page.locator("form .btn.primary").click();
    await page.locator("tbody tr").nth(1).waitFor();
    const { items } = await ledger();
    expect(items.map((each) => each.is_sealed).toSorted()).toEqual([false, true]);
    expect(new Set(items.map((each) => each.number)).size).toBe(items.length);
    expect(await bench.barriers(page)).toEqual([]);

    const paper = page.waitForResponse((response) => response.url().includes("/paper-copies/"));
    await page.locator("tbody tr .link").first().click();
    expect((await paper).headers()["content-type"]).toBe("application/pdf");
    const archive = page.waitForResponse((response) => response.url().endsWith("/transfer-list"));
    await page.locator("header .btn, .head .btn").last().click();
    expect((await archive).headers()["content-type"]).toBe("application/pdf");
    await page.context().close();
  });

  it("is handed out, returned and destroyed, each with a name", kLong, async () => {
    const page = await bench.open("registry", { language, path: kPaper });
    const chosen = page.locator("tbody tr[aria-current]");
    await chosen.waitFor();
    const number = Number(await chosen.getAttribute("data-number"));
    const now = async (): Promise<PaperCopy | undefined> =>
      (await done<Ledger>(page, "GET", `${pathOf(1)}/paper-copies`)).items.find(
        (each) => each.number === number,
      );
    await page.keyboard.press("h");
    await page.waitForSelector("#paper-form");
    await page.waitForFunction(() => document.activeElement?.id === "paper-person");
    await page.keyboard.press("Enter");
    await page.locator(".el-dialog [role=alert]").waitFor(); // to whom?
    await page.keyboard.type(said.archive);
    await page.fill("#paper-words", said.out);
    expect(await bench.barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => chosen.textContent()).toContain(said.archive);
    expect(await now()).toMatchObject({ state: "handed_out", holder: said.archive });
    await page.waitForSelector("#paper-form", { state: "detached" });

    await page.keyboard.press("x"); // what is out is not destroyed
    await page.keyboard.press("b");
    await page.waitForSelector("#paper-form");
    expect(await page.inputValue("#paper-person")).toBe(said.archive); // whoever has it brings it back
    await page.locator("[form=paper-form]").click();
    await expect.poll(() => chosen.textContent()).toContain(said.here);
    await page.waitForSelector("#paper-form", { state: "detached" });

    await page.keyboard.press("x");
    await fillIn(page, "#paper-person", said.archive);
    await page.keyboard.press("Enter");
    await expect.poll(() => chosen.textContent()).toContain(said.gone);
    expect(await chosen.locator(".link").count()).toBe(0); // nor is it printed again
    const acts = (await now())?.events.map((each) => each.act) ?? [];
    expect(acts.slice(-3)).toEqual(["handed_out", "returned", "destroyed"]);
    expect(await page.locator(".events li").last().textContent()).toContain(said.archive);
    expect(await bench.barriers(page)).toEqual([]);
    await page.context().close();
  });
});
