import { describe, expect, it } from "vitest";

import { bench, benchForTests, type Language } from "./workbench";

const kSchool = 60;
benchForTests(kSchool);

describe.each<Language>(["zh", "en"])("signing in, %s", (language) => {
  const words = {
    zh: { title: "登录名册", today: "今天", refused: "登录名", ended: "登录已过期" },
    en: { title: "Sign in to Mingce", today: "Today", refused: "login", ended: "session ended" },
  }[language];

  it("asks for a password, then the code, and opens where one wanted to go", async () => {
    const page = await bench.open("", { language, path: "/imports" });
    await expect.poll(() => page.textContent("h1")).toContain(words.title);
    await bench.signIn(page, language === "zh" ? "registry" : "admissions");
    await page.waitForURL("**/imports");
    await page.context().close();
  });

  it("says in one sentence what was wrong and keeps the login", async () => {
    const page = await bench.open("", { language });
    await page.fill("#login", "registry");
    await page.fill("#password", "not the password");
    await page.press("#password", "Enter");
    const told = page.getByRole("alert");
    await told.waitFor();
    expect((await told.textContent())?.length).toBeGreaterThan(4);
    expect(await page.inputValue("#login")).toBe("registry");
    await page.context().close();
  });

  it.each(["light", "dark"] as const)("has no serious barrier, %s", async (theme) => {
    const page = await bench.open("", { language, theme });
    await page.waitForSelector("#login");
    expect(await bench.barriers(page)).toEqual([]);
    await page.context().close();
  });
});
