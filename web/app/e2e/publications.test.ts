// A filed edition is published; its paper is printed; a stranger asks about one of its pages.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";

import { done, pathOf } from "./edition_acts";
import { fileEdition } from "./publication_acts";
import { bench, benchForTests, type Language } from "./workbench";

const kPeople = 300;
const kLong = { timeout: 240_000 };
const kPhone = { width: 390, height: 844 };
const kScanDots = 150;
const words = {
  zh: {
    filed: "已备案",
    published: "已发布",
    genuine: "现行有效",
    mistyped: "抄错了",
    unsigned: "没有核对",
    signed: "签名是学校的",
    record: "学校记录里",
  },
  en: {
    filed: "Filed",
    published: "Published",
    genuine: "and it stands",
    mistyped: "mistyped",
    unsigned: "was not checked",
    signed: "signature is the school’s",
    record: "in the school’s record",
  },
};

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env["PUBLICATION_SHOTS"] ?? "";
  if (folder !== "") await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Bytes of the published paper, as a browser gets them. */
async function paperOf(page: Page): Promise<Uint8Array> {
  const bytes = await page.evaluate(
    async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())],
    `${pathOf(1)}/published-paper`,
  );
  return new Uint8Array(bytes);
}
/** The first pages as a scanner of so many dots an inch sees them, as files. */
function scansOf(pdf: Uint8Array, folder: string, dots: number): string[] {
  writeFileSync(join(folder, "paper.pdf"), pdf);
  execFileSync("pdftoppm", ["-jpeg", "-r", String(dots), "-l", "4", "paper.pdf", "scan"], { cwd: folder });
  return readdirSync(folder)
    .filter((name) => name.startsWith("scan"))
    .toSorted()
    .map((name) => join(folder, name));
}
/** A video of the right foot of a page, which does not move, as Chromium's false camera takes it. */
async function makeFilm(scan: string, film: string): Promise<void> {
  const page = await bench.browser.newPage({ viewport: { width: 1280, height: 720 } });
  const picture = readFileSync(scan).toString("base64");
  await page.setContent(`<body><img src="data:image/jpeg;base64,${picture}">`);
  await page.addStyleTag({ content: "img { position: fixed; right: 0; bottom: 0; zoom: 2 }" });
  const still = await page.screenshot({ type: "jpeg" });
  writeFileSync(film, Buffer.concat([still, still]));
  await page.close();
}

interface ListedPage {
  readonly code: string;
  readonly rows: string;
  readonly unit: string;
}
/** The pages of the signed list, with people on them. */
async function listedPages(page: Page): Promise<ListedPage[]> {
  const list = await page.evaluate(async (path) => (await fetch(path)).text(), `${pathOf(1)}/page-list`);
  return list
    .split("\n")
    .map((line) => line.split(" "))
    .filter((parts) => /^\d+$/.test(parts[0] ?? "") && Number(parts[5]) > 0)
    .map((parts) => ({ code: parts[3] ?? "", rows: parts[5] ?? "", unit: parts.slice(8).join(" ") }));
}

describe.each<Language>(["zh", "en"])("a published edition, %s", (language) => {
  benchForTests(kPeople, true, new Date(), "0");
  const said = words[language];
  const desk = mkdtempSync(join(tmpdir(), "mingce-desk-"));
  afterAll(() => rmSync(desk, { recursive: true }));
  let listed: readonly ListedPage[] = [];
  let scans: readonly string[] = [];

  it("gets a code on every page, and is printed", kLong, async () => {
    await fileEdition();
    const page = await bench.open("registry", { language, path: "/rosters/2026-ug/1" });
    await expect.poll(() => page.locator("h1 .seal").textContent()).toBe(said.filed);
    await page.keyboard.press("u");
    await page.waitForSelector("#publish-form");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `publish-${language}`);
    await page.waitForFunction(() => document.activeElement?.matches("[form=publish-form]"));
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("h1 .seal").textContent()).toBe(said.published);
    listed = await listedPages(page);
    expect(listed.reduce((sum, each) => sum + Number(each.rows), 0)).toBe(
      (await done<{ revision: { listed: number } }>(page, "GET", pathOf(1))).revision.listed,
    );
    const paper = page.waitForResponse((response) => response.url().includes("/published-paper"));
    await page.keyboard.press("p");
    const answer = await paper;
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    const folder = process.env["PUBLICATION_SHOTS"] ?? "";
    if (folder !== "") writeFileSync(`${folder}/published-${language}.pdf`, await paperOf(page));
    scans = scansOf(await paperOf(page), desk, kScanDots);
    await page.context().close();
  });

  it("tells a stranger what a page is, and where a code is mistyped", kLong, async () => {
    const wanted = listed[0];
    const page = await bench.open("", { language, path: "/verify" });
    await page.waitForSelector("#page-code");
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-first-${language}`);
    const code = wanted?.code ?? "";
    await page.fill("#page-code", code.toLowerCase());
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-verdict]").textContent()).toContain(said.genuine);
    expect(await page.locator(".facts").textContent()).toContain(wanted?.unit);
    expect(await page.locator(".checks").textContent()).toContain(said.unsigned);
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-genuine-${language}`);
    await page.fill("#page-code", `${code.slice(0, -1)}${code.endsWith("2") ? "3" : "2"}`);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-refused]").textContent()).toContain(said.mistyped);
    expect(await bench.barriers(page)).toEqual([]);
    await page.setViewportSize(kPhone);
    await shot(page, `verify-refused-phone-${language}`);
    await page.context().close();
  });

  it("refuses a QR code that the school did not sign", async () => {
    const code = listed[0]?.code ?? "";
    const mark = `#1/2026-UG/1/1/1/3/9/${code}/${"A".repeat(103)}`;
    const page = await bench.open("", { language, theme: "dark", path: `/VERIFY${mark}` });
    await page.locator("[data-refused]").waitFor();
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-forged-dark-${language}`);
    await page.context().close();
  });

  it("reads the QR codes of scans, and names what is none", kLong, async () => {
    const page = await bench.open("", { language, path: "/verify" });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
    await page.setInputFiles("input[type=file]", [...scans]);
    await expect.poll(() => page.locator(".answers li").count()).toBe(scans.length);
    await expect.poll(() => page.locator("[data-verdict]").textContent()).toContain(said.genuine);
    expect(await page.locator(".checks").textContent()).toContain(said.signed);
    expect(await page.locator(".answers .tag.ok").count()).toBe(scans.length);
    expect(await bench.barriers(page)).toEqual([]);
    await shot(page, `verify-scans-${language}`);
    await page.setInputFiles("input[type=file]", [
      { name: "blank.png", mimeType: "image/png", buffer: await page.locator("footer").screenshot() },
      { name: "roster.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") },
    ]);
    await page.locator("[data-note=pdf]").waitFor();
    expect(await page.locator("[data-note=no_code]").textContent()).toContain("blank.png");
    expect(asked.filter((each) => !each.startsWith("GET "))).toEqual([]); // nothing is uploaded
    await page.context().close();
  });

  it("takes what a scan gun types, one after the other", async () => {
    const page = await bench.open("", { language, path: "/verify" });
    await page.waitForFunction(() => document.activeElement?.id === "page-code");
    await page.keyboard.type(
      `HTTPS://ROLLS/VERIFY#1/2026-UG/1/1/1/3/9/${listed[0]?.code}/${"A".repeat(103)}`,
    );
    await page.keyboard.press("Enter");
    await page.locator("[data-refused]").waitFor(); // a mark, whose signature is not the school's
    await page.keyboard.type(listed[1]?.code ?? "");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("[data-verdict]").textContent()).toContain(said.genuine);
    expect(await page.locator(".facts").textContent()).toContain(listed[1]?.unit);
    await page.context().close();
  });

  it("scans a page that is held before the camera, and puts the camera off", kLong, async () => {
    const film = join(desk, "film.mjpeg");
    await makeFilm(scans.at(-1) ?? "", film);
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${film}`,
      ],
    });
    try {
      const page = await browser.newPage({ viewport: kPhone, locale: language });
      await page.goto(`${bench.server.url}/verify`);
      await page.locator("[data-scan]").click();
      const video = await page.waitForSelector(".el-dialog video");
      await page.locator("[data-verdict]").waitFor();
      expect(await page.locator(".checks").textContent()).toContain(said.signed);
      expect(await video.evaluate((each) => (each as HTMLVideoElement).srcObject)).toBeNull();
    } finally {
      await browser.close();
    }
  });

  it("shows the page of the record to who may see the roster, and to nobody else", kLong, async () => {
    for (const login of ["registry", ""]) {
      const page = await bench.open(login, { language });
      await page.goto(`${bench.server.url}/verify`);
      await page.fill("#page-code", listed[0]?.code ?? "");
      await page.keyboard.press("Enter");
      await page.locator("[data-verdict]").waitFor();
      const picture = page.getByRole("img", { name: said.record });
      if (login === "") {
        expect(await picture.count()).toBe(0);
      } else {
        await picture.waitFor();
        const width = await picture.evaluate((each) => (each as HTMLImageElement).naturalWidth);
        expect(width).toBeGreaterThan(kPhone.width);
        expect(await bench.barriers(page)).toEqual([]);
        await shot(page, `verify-record-${language}`);
      }
      await page.context().close();
    }
  });
});
