// The pages as a person meets them: the real server with a demo school, Debian's Chromium, nothing
// from anywhere else.
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

import { DemoServer } from "../../client/test/demo_server";
import { seriousBarriers } from "./axe";

export type Language = "zh" | "en";
export type Theme = "light" | "dark";

const kFlags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];

const kCodeAgainMs = 5_000;

/** Typing as a person does: once a dialog that opens has taken the focus, not while it is about to. */
export async function fillIn(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.waitForFunction((wanted) => {
    const dialog = document.querySelector(wanted)?.closest("[role=dialog]");
    return dialog === null || dialog === undefined || dialog.contains(document.activeElement);
  }, selector);
  await page.fill(selector, value);
}

export interface OpenOptions {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly path?: string;
}

export class Workbench {
  readonly #states = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();
  /** Requests to any other place, and faults of the pages: each test looks that there are none. */
  readonly complaints: string[] = [];

  private constructor(
    readonly server: DemoServer,
    readonly browser: Browser,
  ) {}

  static async start(...school: Parameters<typeof DemoServer.start>): Promise<Workbench> {
    const server = await DemoServer.start(...school);
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    return new Workbench(server, await chromium.launch({ executablePath, args: kFlags }));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  /** A page of its own, signed in as `login`; "" for nobody. */
  async open(login: string, options: OpenOptions = {}): Promise<Page> {
    const state = this.#states.get(login);
    const context = await this.browser.newContext({
      viewport: { width: 1360, height: 860 },
      acceptDownloads: true,
      permissions: ["clipboard-read", "clipboard-write"],
      ...(state === undefined ? {} : { storageState: state }),
    });
    const page = await context.newPage();
    this.#watch(page);
    const kept = { language: options.language ?? "zh", theme: options.theme ?? "light" };
    await page.addInitScript((first) => {
      const key = "mingce.preferences";
      if (sessionStorage.getItem(key) !== null) return;
      sessionStorage.setItem(key, "set"); // once: a reload keeps what the person chose
      localStorage.setItem(key, JSON.stringify({ density: "normal", intake: "2026-ug", ...first }));
    }, kept);
    await page.goto(this.server.url + (options.path ?? "/"));
    if (login === "") return page;
    await page.waitForSelector("#login, nav.rail");
    if ((await page.$("#login")) !== null) {
      await this.signIn(page, login);
      this.#states.set(login, await context.storageState());
    }
    return page;
  }

  async signIn(page: Page, login: string): Promise<void> {
    await page.fill("#login", login);
    await page.fill("#password", this.server.passwordOf(login));
    await page.press("#password", "Enter");
    await page.waitForSelector("#code, nav.rail");
    while ((await page.$("#code")) !== null) {
      await page.fill("#code", this.server.codeOf(login));
      await page.press("#code", "Enter");
      await page.waitForSelector("nav.rail, [role=alert]");
      if ((await page.$("nav.rail")) !== null) return;
      await page.waitForTimeout(kCodeAgainMs); // each code opens once: the next one comes
    }
    await page.waitForSelector("nav.rail");
  }

  #watch(page: Page): void {
    page.on("request", (request) => {
      const address = new URL(request.url());
      const isOwn =
        request.url().startsWith(this.server.url) || ["blob:", "data:"].includes(address.protocol);
      if (!isOwn) this.complaints.push(`a request to ${address.host}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`a fault: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" || message.text().includes("status of 4")) return;
      if (message.text().includes("ERR_INTERNET_DISCONNECTED")) return; // a test cut the line
      this.complaints.push(message.text());
    });
  }

  /** What an automated look at WCAG 2.1 AA finds that is serious or worse. */
  async barriers(page: Page): Promise<string[]> {
    return seriousBarriers(page);
  }
}

/** Of the file whose tests run: each file has modules of its own. */
export let bench: Workbench;

/** A school before the first test of a file and none after the last; a test may not leave a complaint. */
export function benchForTests(...school: Parameters<typeof Workbench.start>): void {
  beforeAll(async () => {
    bench = await Workbench.start(...school);
  });
  afterAll(() => bench.stop());
  afterEach(() => expect(bench.complaints.splice(0)).toEqual([]));
}
