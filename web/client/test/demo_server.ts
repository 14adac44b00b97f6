// A demo school of made-up people, served by the real program for as long as a test lasts: on
// PostgreSQL where MINGCE_TEST_POSTGRES names a server (tools/with_postgres), else on SQLite.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const program = resolve(process.env["MINGCE"] ?? "../../build/mingce");

/** A fetch that keeps cookies, as a browser does by itself. */
export function fetchWithCookies(): (request: Request) => Promise<Response> {
  const jar = new Map<string, string>();
  return async (request) => {
    if (jar.size > 0)
      request.headers.set("Cookie", [...jar].map(([key, value]) => `${key}=${value}`).join("; "));
    const response = await fetch(request);
    for (const cookie of response.headers.getSetCookie()) {
      const pair = cookie.split(";", 1)[0] ?? "";
      const equals = pair.indexOf("=");
      jar.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    return response;
  };
}

export class DemoServer {
  readonly url: string;
  readonly #folder: string;
  readonly #school: string;
  readonly #process: ChildProcess;
  readonly #passwords: ReadonlyMap<string, string>;

  private constructor(
    folder: string,
    url: string,
    serving: ChildProcess,
    passwords: ReadonlyMap<string, string>,
  ) {
    this.#folder = folder;
    this.#school = join(folder, "school");
    this.url = url;
    this.#process = serving;
    this.#passwords = passwords;
  }

  /**
   * `isImported` false: the hand-over lies in `handOver`, the record holds nobody yet. `begun`: the
   * record began and was imported then, not now. `errors`: the share of values put in wrongly.
   */
  static async start(
    students: number,
    isImported = true,
    begun = new Date(),
    errors = "0.02",
  ): Promise<DemoServer> {
    const folder = mkdtempSync(join(tmpdir(), "mingce-client-"));
    const demo = join(folder, "demo");
    const school = join(folder, "school");
    run(["demo", "make", demo, "--students", String(students), "--seed", "7", "--errors", errors]);
    const database = newDatabase();
    const clock = earlierClock(folder, begun);
    run(["--data", school, "init", "--institution", "江城明远大学", ...database], [0], clock);
    run(["--data", school, "intake", "add", "2026-ug"], [0], clock);
    // From beside it, so that sources are named as a clerk would: demo/….
    run(["--data", school, "import", "demo", "--intake", "2026-ug", "--commit"], [0, 1], clock, folder);
    const accounts = run(["--data", school, "demo", "accounts", "--json"]);
    // The accounts of departments and classes are granted what was imported.
    if (!isImported) run(["--data", school, "batch", "undo", "1"]);
    const passwords = new Map<string, string>();
    for (const line of accounts.trim().split("\n")) {
      const account = JSON.parse(line) as { login: string; password: string };
      passwords.set(account.login, account.password);
    }
    const serving = spawn(program, ["--data", school, "serve", "--port", "0"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    return new DemoServer(folder, await firstLine(serving.stdout), serving, passwords);
  }

  /** The folder of the hand-over that the school received. */
  get handOver(): string {
    return join(this.#folder, "demo");
  }

  passwordOf(login: string): string {
    const password = this.#passwords.get(login);
    if (password === undefined) throw new Error(`the demo has no account ${login}`);
    return password;
  }

  codeOf(login: string): string {
    return run(["--data", this.#school, "demo", "totp", login]).trim();
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGTERM");
    await gone;
    rmSync(this.#folder, { recursive: true });
  }
}

/** The program prints where it listens as soon as it does. */
async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error("the server ended before it listened");
}

let databases = 0;
/** The words that put a record into a PostgreSQL database of its own. */
function newDatabase(): readonly string[] {
  const server = process.env["MINGCE_TEST_POSTGRES"] ?? "";
  if (server === "") return [];
  const name = `school_${process.pid}_${++databases}`;
  const made = spawnSync("psql", [server, "-q", "-c", `CREATE DATABASE ${name}`], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`no database ${name}: ${made.stderr}`);
  return ["--db", server.replace("@/", `@/${name}`)];
}

/** What makes the program believe that now is `begun`; nothing for a moment of this minute. */
function earlierClock(folder: string, begun: Date): Readonly<Record<string, string>> {
  const secondsAgo = Math.floor((Date.now() - begun.getTime()) / 1_000);
  if (secondsAgo < 60) return {};
  const library = join(folder, "earlier_clock.so");
  const source = fileURLToPath(new URL("earlier_clock.c", import.meta.url));
  const made = spawnSync("cc", ["-shared", "-fPIC", "-o", library, source], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`no earlier clock: ${made.stderr}`);
  return { LD_PRELOAD: library, SECONDS_AGO: String(secondsAgo) };
}

function run(
  words: readonly string[],
  outcomes: readonly number[] = [0],
  environment: Readonly<Record<string, string>> = {},
  folder = ".",
): string {
  const env = { ...process.env, ...environment };
  const ran = spawnSync(program, words, { encoding: "utf8", env, cwd: folder });
  if (ran.status === null || !outcomes.includes(ran.status))
    throw new Error(`mingce ${words.join(" ")}: ${ran.stderr}`);
  return ran.stdout;
}
