// The bench page, built as pages are for use, served from this machine with the product's content
// policy, and shown in Debian's Chromium.
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import vue from "@vitejs/plugin-vue";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";

const policy =
  "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};

export interface BenchPages {
  /** A page on its own, at `query`, with the grid on it. */
  open(query?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openBenchPages(view = { width: 1360, height: 860 }): Promise<BenchPages> {
  const folder = await mkdtemp(join(tmpdir(), "roster-grid-"));
  await build({
    configFile: false,
    logLevel: "error",
    root: join(import.meta.dirname, "../../bench"),
    plugins: [vue()],
    build: { outDir: folder, emptyOutDir: true, target: "chrome86", cssTarget: "chrome86" },
  });
  const server = serve(folder);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  return {
    async open(query = "") {
      const context = await browser.newContext({
        viewport: view,
        hasTouch: query.includes("touch"),
      });
      const page = await context.newPage();
      await page.route("**", (route) =>
        route.request().url().startsWith(origin) ? route.continue() : route.abort(),
      );
      page.on("pageerror", (error) => {
        throw error;
      });
      await page.goto(`${origin}/index.html${query}`);
      await page.waitForSelector(".rg-row:not(.rg-skeleton)");
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true });
    },
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["MINGCE_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--enable-precise-memory-info",
    ],
  });
}

function serve(folder: string): Server {
  return createServer((request, response) => {
    void (async () => {
      const path = normalize(new URL(request.url ?? "/", "http://here").pathname);
      const file = join(folder, path);
      const found = await stat(file).catch(() => null);
      if (found === null || !found.isFile()) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "content-security-policy": policy,
      });
      createReadStream(file).pipe(response);
    })();
  });
}
