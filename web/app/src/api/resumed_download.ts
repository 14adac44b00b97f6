// A file that goes on where a cut line left it: asked for again from the bytes that are here, for as
// long as it is the same file. Nothing is saved before all of it is here.
import { Problem } from "@mingce/client";

/** Asks for the file with these headers; rejects with a Problem where the server refuses. */
export type AskForFile = (headers: Headers) => Promise<Response>;

export interface DownloadOptions {
  /** `whole` is 0 while nobody knows it. */
  readonly onProgress?: (here: number, whole: number) => void;
  readonly signal?: AbortSignal;
  readonly tries?: number;
  readonly wait?: (ms: number) => Promise<void>;
}

const kTries = 5;
const kWaitMs = 1_000;
const kFirstServerFault = 500;
const kRangeNotSatisfiable = 416;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

class CutShort extends Error {}

/** The tag that If-Range takes; a weak one says nothing of the bytes. */
function strongTag(response: Response): string {
  const tag = response.headers.get("ETag") ?? "";
  return tag.startsWith('"') ? tag : "";
}
/** Where a part begins, and how much the whole is. */
function rangeOf(response: Response): { readonly from: number; readonly whole: number } | null {
  const found = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get("Content-Range") ?? "");
  return found === null ? null : { from: Number(found[1]), whole: Number(found[2]) };
}

class Download {
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #here = 0;
  #whole = 0;
  #tag = "";

  constructor(
    private readonly ask: AskForFile,
    private readonly onProgress: (here: number, whole: number) => void,
  ) {}

  beginAgain(): void {
    this.#parts = [];
    this.#here = 0;
    this.#whole = 0;
    this.#tag = "";
  }

  /** What is still missing, in one answer; rejects when the line breaks, what came by then stays. */
  async goOn(): Promise<Blob> {
    const headers = new Headers();
    const isRest = this.#here > 0 && this.#tag !== "";
    if (isRest) {
      headers.set("Range", `bytes=${this.#here}-`);
      headers.set("If-Range", this.#tag);
    }
    const response = await this.ask(headers);
    this.#place(response);
    await this.#take(response);
    if (this.#whole > 0 && this.#here !== this.#whole) throw new CutShort("the file came short");
    return new Blob(this.#parts);
  }

  /** Another file, or a server without ranges, answers with the whole: what was here is let go. */
  #place(response: Response): void {
    const range = response.status === 206 ? rangeOf(response) : null;
    if (range === null || range.from !== this.#here) this.beginAgain();
    if (response.status === 206 && range?.from !== this.#here) throw new CutShort("another part came");
    this.#whole = range?.whole ?? Number(response.headers.get("Content-Length") ?? 0);
    this.#tag = strongTag(response);
    this.onProgress(this.#here, this.#whole);
  }

  async #take(response: Response): Promise<void> {
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      this.#parts.push(next.value);
      this.#here += next.value.length;
      this.onProgress(this.#here, this.#whole);
    }
  }
}

/** A refusal stays one; a fault of the line or of what stands between passes. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof Problem && error.status < kFirstServerFault && error.status !== kRangeNotSatisfiable
  );
}

/** All bytes of the file, after at most `tries` answers; each failure waits longer than the one before. */
export async function downloadWhole(ask: AskForFile, options: DownloadOptions = {}): Promise<Blob> {
  const { onProgress = () => undefined, signal, tries = kTries, wait = pause } = options;
  const download = new Download(ask, onProgress);
  const isStopped = (): boolean => signal?.aborted === true;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await download.goOn();
    } catch (error) {
      if (isStopped() || isFinal(error) || attempt >= tries) throw error;
      if (error instanceof Problem && error.status === kRangeNotSatisfiable) download.beginAgain();
      await wait(kWaitMs * attempt);
      if (isStopped()) throw error;
    }
  }
}

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, "0")).join("");

/** Whether the bytes are those of the fingerprint; true where the page may not count it (no TLS). */
export async function isWhole(file: Blob, sha256: string): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined || sha256 === "") return true;
  return hexOf(await subtle.digest("SHA-256", await file.arrayBuffer())) === sha256.toLowerCase();
}
