// Every screen in both themes and languages, as pictures to be looked at: ./dev shots.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";

import { ask, kIntake, sign } from "./edition_acts";
import { codeOfAPage, giveAndPrint } from "./publication_acts";
import { makeAndSubmit } from "./review_school";
import { bench, benchForTests, type Language, type Theme } from "./workbench";

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly login?: string;
  /** Once the page is there: what is to be seen on the picture. */
  readonly arrange?: (page: Page) => Promise<void>;
}

/** A province's supplement as one is sent: private headers, codes of two kinds, a column nobody knows. */
const kRows = [
  "KSH,XM,XBDM,SFZH,CSRQ,MZDM,LXDH,XYMC,ZYMC,BZ2",
  "26450102150017,欧阳梓涵,1,45010220080812041X,20080812,01,13800000216,理学院,统计学,",
  "26650104150008,古丽米热·阿卜杜热合曼,2,650104200803030028,20080303,05,13900004420,理学院,统计学,单列",
  "26630100150031,李䶮,M,630103200711054437,2007/11/5,1,15100003390,文学院,汉语言文学,",
  "26630100150032,才让卓玛,2,630103200802300021,2008-02-30,04,15100003391,文学院,汉语言文学,",
];
async function compare(page: Page): Promise<void> {
  const file = { name: "2026补报.csv", mimeType: "text/csv", buffer: Buffer.from(kRows.join("\n")) };
  await page.setInputFiles("input[type=file][multiple]:not([webkitdirectory])", file);
  await page.locator(".drop .foot .btn.primary").click(); // once it was sent
  await page.locator("tr", { hasText: "BZ2" }).first().waitFor();
}

/** Two that were asked for, one of which waits for others. */
async function askForExports(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const asked = [
      { fields: ["student_no", "name", "sex", "department", "class"], purpose: "宿舍分配，给宿管处" },
      { fields: ["student_no", "name", "id_number", "phone"], purpose: "校园卡开户，给银行" },
    ];
    for (const each of asked)
      await fetch("/api/v1/exports", {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRF-Token": localStorage.getItem("mingce.csrf") ?? "",
        },
        body: JSON.stringify({ intake: "2026-ug", format: "xlsx", ...each }),
      });
  });
  await page.reload();
}

/** A draft, unless it was made for the picture before. */
async function makeEdition(page: Page): Promise<void> {
  await ask(page, "POST", "/api/v1/editions", { intake: kIntake, definition: "by_department" });
  await page.reload();
  await page.locator(".track").first().waitFor();
}

const kReview = "/rosters/2026-ug/1/review";
const kPhone = { width: 393, height: 852 };
const kSettleMs = 1_200;
/** The first class, and a cell of its first row. */
async function openAClass(page: Page): Promise<void> {
  await page.locator(".body tr[aria-current]").first().waitFor();
  await page.keyboard.press("ArrowRight");
}

const screens: readonly Screen[] = [
  { name: "sign-in", path: "/sign-in", login: "" },
  { name: "today", path: "/" },
  { name: "import", path: "/imports" },
  { name: "import-columns", path: "/imports", arrange: compare },
  {
    name: "import-rows",
    path: "/imports",
    arrange: async (page) => {
      await compare(page);
      await page.locator(".btn.primary", { has: page.locator("kbd") }).click();
      await page.locator(".looks .btn").last().click();
      await page.locator(".el-dialog tbody tr").first().waitFor();
    },
  },
  { name: "findings", path: "/findings" },
  { name: "editions", path: "/rosters", arrange: makeEdition },
  {
    name: "edition",
    path: "/rosters/2026-ug/1",
    arrange: async (page) => {
      await makeEdition(page);
      await page.locator(".seal-panel .rules li").first().waitFor();
    },
  },
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
  {
    name: "compile",
    path: "/rosters/compile",
    arrange: async (page) => {
      const name = page.locator("ol .line").nth(2);
      await name.locator(".name").click();
      await name.locator(".width").fill("22"); // some names do not fit
      await name.locator(".width").press("Tab");
      for (let at = 1; at < 4; at++) await page.keyboard.press("]");
      await page.locator(".notice").waitFor();
    },
  },
  { name: "operations", path: "/operations" },
  { name: "exports", path: "/exports", arrange: askForExports },
  { name: "settings", path: "/settings" },
  { name: "settings-codes", path: "/settings?section=codes" },
  { name: "settings-organisation", path: "/settings?section=organisation" },
  { name: "settings-review", path: "/settings?section=review" },
  { name: "settings-changes", path: "/settings?section=changes" },
  { name: "audit", path: "/audit", login: "audit" },
];
/** Of a school without an error in it, whose edition departments have begun to sign. */
const reviews: readonly Screen[] = [
  { name: "review", path: kReview, login: "registry2", arrange: openAClass },
  { name: "review-department", path: kReview, login: "secretary", arrange: openAClass },
  {
    name: "review-phone",
    path: kReview,
    login: "president",
    arrange: async (page) => {
      await page.setViewportSize(kPhone);
      await page.waitForTimeout(kSettleMs);
    },
  },
];
let firstCode = "";
const kPublications = "/rosters/2026-ug/1/publications";
/** The code of the first page with people on it, asked about. */
async function verifyAPage(page: Page): Promise<void> {
  await page.goto(`${bench.server.url}/verify`); // it has no rail, which tells that somebody is signed in
  await page.fill("#page-code", firstCode);
  await page.keyboard.press("Enter");
  await page.locator("[data-verdict]").waitFor();
}
/** Of a published edition that was given to a department and printed. */
const publications: readonly Screen[] = [
  {
    name: "publications",
    path: kPublications,
    arrange: async (page) => {
      await page.locator("[data-water]").first().waitFor({ state: "attached" });
    },
  },
  { name: "publications-decided", path: kPublications, login: "president" },
  { name: "received", path: "/received", login: "secretary" },
  {
    name: "received-roster",
    path: "/received",
    login: "secretary",
    arrange: async (page) => {
      await page.keyboard.press("o");
      await page.locator("[role=gridcell]").first().waitFor();
    },
  },
  { name: "paper", path: "/rosters/2026-ug/1/paper" },
  { name: "verify", path: "/verify", login: "" },
  { name: "verify-page", path: "/", arrange: verifyAPage },
];
const folder = resolve(process.env["SHOTS"] ?? "../../docs/img");
const kStudents = 3_842;

const pictures = (of: readonly Screen[]) =>
  of.flatMap((screen) =>
    (["light", "dark"] as Theme[]).flatMap((theme) =>
      (["zh", "en"] as Language[]).map((language) => ({ screen, theme, language })),
    ),
  );
interface Picture {
  readonly screen: Screen;
  readonly theme: Theme;
  readonly language: Language;
}
async function take({ screen, theme, language }: Picture): Promise<void> {
  const page = await bench.open(screen.login ?? "registry", { theme, language, path: screen.path });
  await page.waitForTimeout(kSettleMs); // the event stream stays open: never idle
  await screen.arrange?.(page);
  await page.waitForTimeout(kSettleMs);
  const name = `screen-${screen.name}-${theme}-${language}.png`;
  await page.screenshot({ path: resolve(folder, name) });
  await page.context().close();
}
beforeAll(() => mkdirSync(folder, { recursive: true }));

describe("a school of a hand-over with errors in it", () => {
  benchForTests(kStudents);
  it.each(pictures(screens))("$screen.name, $theme, $language", take);
});

describe("a school whose edition is under review", () => {
  benchForTests(kStudents, true, new Date(), "0");
  beforeAll(async () => {
    await makeAndSubmit();
    await sign("secretary2", 1, "endorse");
  });
  it.each(pictures(reviews))("$screen.name, $theme, $language", take);
});

describe("a school whose edition is published", () => {
  benchForTests(kStudents, true, new Date(), "0");
  beforeAll(async () => {
    await giveAndPrint();
    firstCode = await codeOfAPage();
  });
  it.each(pictures(publications))("$screen.name, $theme, $language", take);
});
