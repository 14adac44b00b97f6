// Behaviour 7: everything by keys, and never a key by accident: where somebody types or composes
// Chinese, a letter is a letter.
import type { CDPSession, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { cell, columnOf } from "./grid";
import { bench, benchForTests, fillIn, type Language } from "./workbench";

const kPeople = 60;
benchForTests(kPeople);

const words = {
  zh: {
    add: "录入学生",
    class: "行政班",
    id: "身份证件号",
    sheet: "快捷键",
    own: "自己改",
    keys: ["下一个问题", "采用建议"],
    name: "欧阳岚溪",
    initials: "oylx",
    number: "26420101159101",
  },
  en: {
    add: "Enter a student",
    class: "Class",
    id: "Document number",
    sheet: "Keys",
    own: "Set it myself",
    keys: ["Next finding", "Take the proposal"],
    name: "司马望舒",
    initials: "smws",
    number: "26420101159202",
  },
};

const sheet = (page: Page) => page.locator(".el-dialog:visible dl");
/** What a key does that must do nothing comes at once, if it comes. */
const aMoment = (page: Page): Promise<void> => page.waitForTimeout(150);

/** An input method that is at work in the field which has the focus. */
class InputMethod {
  constructor(private readonly session: CDPSession) {}
  compose(text: string): Promise<unknown> {
    const caret = { selectionStart: text.length, selectionEnd: text.length };
    return this.session.send("Input.imeSetComposition", { text, ...caret });
  }
  commit(text: string): Promise<unknown> {
    return this.session.send("Input.insertText", { text });
  }
}

describe.each<Language>(["zh", "en"])("by keyboard, %s", (language) => {
  const said = words[language];

  it("shows the keys of the page at ?", async () => {
    const page = await bench.open("registry", { language, path: "/findings" });
    await page.waitForSelector("[role=gridcell]");
    await page.keyboard.press("?");
    await sheet(page).waitFor();
    expect(await page.locator(".el-dialog:visible").getAttribute("aria-label")).toBe(said.sheet);
    const findings = (await sheet(page).textContent()) ?? "";
    for (const key of ["Ctrl K", "F8", "Alt Enter", ...said.keys]) expect(findings).toContain(key);
    expect(await bench.barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "hidden" });

    await page.goto(`${bench.server.url}/students`);
    await page.waitForSelector("[role=gridcell]");
    await page.keyboard.press("?");
    await sheet(page).waitFor();
    const students = (await sheet(page).textContent()) ?? "";
    expect(students).toContain("Ctrl Z");
    expect(students).not.toContain("F8"); // of this page, not of the last one
    await page.context().close();
  });

  it("finds a person by initials and by number, from wherever one is", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await page.getByRole("button", { name: said.add }).click();
    await fillIn(page, "#add-name", said.name);
    await page.fill("#add-exam_number", said.number);
    await page.keyboard.press("Enter");
    await page.locator("#add-name").waitFor({ state: "detached" });

    await page.goto(`${bench.server.url}/`);
    await page.waitForSelector("nav.rail");
    const first = page.locator("[role=option]").first();
    for (const wanted of [said.initials, said.number.slice(0, 13), said.name.slice(0, 3)]) {
      await page.keyboard.press("Control+k");
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
      await page.keyboard.type(wanted);
      await expect.poll(() => first.textContent()).toContain(said.name);
      expect(await first.textContent()).toContain(said.number);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/students/*");
      await expect.poll(() => page.locator("h1").textContent()).toContain(said.name);
      await page.goto(`${bench.server.url}/students`);
      await page.locator(".search input").focus(); // with Ctrl it is a command in a field too
    }
    await page.context().close();
  });

  it("takes a letter typed in a field or a cell for a letter", async () => {
    const page = await bench.open("registry", { language, path: "/findings" });
    const own = page.getByRole("button", { name: said.own });
    await page.waitForSelector("[role=gridcell]");
    for (let pressed = 0; pressed < 40 && (await own.count()) === 0; pressed += 1) {
      await page.keyboard.press("]"); // to a cause that somebody can set right
      await aMoment(page);
    }
    await own.click();
    const value = page.locator(".own input");
    await value.fill("");
    const place = page.url();
    await value.pressSequentially("id]a?");
    await aMoment(page);
    expect(await page.locator(".el-dialog:visible").count()).toBe(0);
    expect(page.url()).toBe(place);
    expect(await value.inputValue()).toBe("id]a?");

    await page.goto(`${bench.server.url}/students`);
    const column = await columnOf(page, said.class);
    await page.locator(".search input").focus();
    await page.keyboard.type("?");
    await aMoment(page);
    expect(await sheet(page).count()).toBe(0);
    expect(await page.inputValue(".search input")).toBe("?");
    await page.fill(".search input", "");
    await cell(page, 2, column).click();
    await page.keyboard.type("?k1");
    await aMoment(page);
    expect(await sheet(page).count()).toBe(0);
    expect(await page.locator(".rg-holder.rg-open").inputValue()).toBe("?k1");
    await page.keyboard.press("Escape");

    // 今天 has the most of them: digits and letters go elsewhere, unless a field has the focus.
    await page.goto(`${bench.server.url}/`);
    await page.waitForSelector("nav.rail");
    await page.keyboard.press("Control+k");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
    await page.keyboard.type("1sif?");
    await aMoment(page);
    expect(new URL(page.url()).pathname).toBe("/");
    expect(await page.inputValue("[role=combobox]")).toBe("1sif?");
    expect(await sheet(page).count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.locator("[role=combobox]").waitFor({ state: "detached" });
    await page.keyboard.press("s");
    await page.waitForURL("**/students"); // and without a field it does go
    await page.context().close();
  });

  it("leaves arrows to the field that has the focus, and every key to a dialog", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    await columnOf(page, said.id);
    await page.locator("[role=gridcell].rg-mask", { hasText: "***" }).first().click();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/students/*");
    const place = page.url();
    await page.locator(".line .eye").first().click();
    await page.waitForFunction(() => document.activeElement?.id === "reveal-why");
    for (const key of ["ArrowRight", "Tab", "ArrowLeft", "Tab", "ArrowRight", "e"])
      await page.keyboard.press(key);
    await page.keyboard.press("Escape"); // out of the dialog, not of the page
    await page.locator("#reveal-form").waitFor({ state: "detached" });
    expect(page.url()).toBe(place);
    expect(await page.locator(".line input").count()).toBe(0);

    await page.keyboard.press("e");
    await page.getByRole("tab").nth(4).click();
    await page.fill("#field-class", "ab");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("c");
    await aMoment(page);
    expect(page.url()).toBe(place);
    expect(await page.inputValue("#field-class")).toBe("acb");
    await page.locator("#field-class").fill("");
    await page.locator("form.foot button").first().click(); // gives the change up
    await page.locator("#as-of").focus(); // along the slider, not to the next student
    await page.keyboard.press("ArrowLeft");
    await aMoment(page);
    expect(page.url()).toBe(place);
    await page.locator("h1").click();
    await page.keyboard.press("ArrowRight"); // nobody types: the next one of the list
    await expect.poll(() => page.url()).not.toBe(place);
    await page.context().close();
  });

  it("leaves every key to an input method that is composing", async () => {
    const page = await bench.open("registry", { language, path: "/students" });
    // Not every browser hides which key it was that an input method took.
    const press = (isComposing: boolean): Promise<boolean> =>
      page.evaluate((composed) => {
        const kind = { key: "?", isComposing: composed, bubbles: true, cancelable: true };
        return document.body.dispatchEvent(new KeyboardEvent("keydown", kind));
      }, isComposing);
    await page.waitForSelector("[role=gridcell]");
    expect(await press(true)).toBe(true); // nobody took it
    expect(await press(false)).toBe(false);
    await sheet(page).waitFor();
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });

    const method = new InputMethod(await page.context().newCDPSession(page));
    const column = await columnOf(page, said.class);
    const search = page.locator(".search input");
    await search.focus();
    for (const text of ["w", "wo", "wo?"]) await method.compose(text);
    for (const key of ["?", "Control+k", "Control+Enter"]) await page.keyboard.press(key);
    await aMoment(page);
    expect(await page.locator(".el-dialog:visible").count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe("/students");
    await method.commit("我");
    await page.keyboard.press("Control+k"); // composed: now it is a command again
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");

    // In the palette Enter ends the composing, not the search.
    await method.compose("shi");
    await page.keyboard.press("Enter");
    await aMoment(page);
    expect(await page.locator("[role=combobox]").count()).toBe(1);
    expect(new URL(page.url()).pathname).toBe("/students");
    await method.commit("试");
    expect(await page.inputValue("[role=combobox]")).toContain("试");
    await page.keyboard.press("Escape");
    await page.locator("[role=combobox]").waitFor({ state: "detached" });

    await search.fill("");
    const before = await cell(page, 4, column).textContent();
    await cell(page, 4, column).click();
    for (const text of ["b", "ban", "ban?"]) await method.compose(text);
    for (const key of ["?", "Control+k", "Enter"]) await page.keyboard.press(key);
    await aMoment(page);
    expect(await page.locator(".el-dialog:visible").count()).toBe(0);
    expect(await page.locator(".rg-holder.rg-open").count()).toBe(1);
    await method.commit("班");
    await page.keyboard.press("Escape");
    await expect.poll(() => cell(page, 4, column).textContent()).toBe(before);
    await page.context().close();
  });
});
