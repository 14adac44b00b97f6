import { Problem } from "@mingce/client";
import { describe, expect, it } from "vitest";

import { downloadWhole, isWhole, type AskForFile } from "./resumed_download";

const kFile = "学号,姓名\r\n2026010117,欧阳梓涵\r\n";
const bytes = new TextEncoder().encode(kFile);
const now = (): Promise<void> => Promise.resolve();

/** A server whose line breaks after so many bytes of each answer; the last is whole. */
interface Line {
  readonly cuts: readonly number[];
  readonly tags?: readonly string[];
  readonly hasRanges?: boolean;
}
function serverOf({ cuts, tags = [], hasRanges = true }: Line) {
  const seen: string[] = [];
  let at = 0;
  const ask: AskForFile = (headers) => {
    const tag = tags[at] ?? '"a1"';
    const range = /^bytes=(\d+)-$/.exec(headers.get("Range") ?? "");
    seen.push(`${headers.get("Range") ?? "whole"} ${headers.get("If-Range") ?? ""}`.trim());
    const isPart = range !== null && hasRanges && headers.get("If-Range") === tag;
    const from = isPart ? Number(range[1]) : 0;
    const cut = cuts[at];
    at += 1;
    const sent = bytes.slice(from, cut === undefined ? undefined : from + cut);
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(sent),
      pull: (stream) => (cut === undefined ? stream.close() : stream.error(new TypeError("cut"))),
    });
    return Promise.resolve(
      new Response(body, {
        status: isPart ? 206 : 200,
        headers: {
          ETag: tag,
          "Content-Length": String(bytes.length - from),
          ...(isPart ? { "Content-Range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
        },
      }),
    );
  };
  return { ask, seen };
}
const problem = (status: number): Problem =>
  new Problem(
    status,
    {
      type: "",
      code: "publication.link_revoked",
      status,
      title: "",
      zh: "已收回",
      en: "revoked",
      request_id: "",
    },
    null,
  );

describe("a file whose line breaks", () => {
  it.each<[string, Line, string[]]>([
    ["comes at once", { cuts: [] }, ["whole"]],
    ["goes on from its bytes", { cuts: [5] }, ["whole", 'bytes=5- "a1"']],
    ["goes on twice", { cuts: [5, 7] }, ["whole", 'bytes=5- "a1"', 'bytes=12- "a1"']],
    ["begins again when it is another", { cuts: [5], tags: ['"a1"', '"b2"'] }, ["whole", 'bytes=5- "a1"']],
    ["begins again without ranges", { cuts: [5], hasRanges: false }, ["whole", 'bytes=5- "a1"']],
    ["begins again with a weak tag", { cuts: [5], tags: ['W/"a1"', 'W/"a1"'] }, ["whole", "whole"]],
    ["begins again before its first byte", { cuts: [0] }, ["whole", "whole"]],
  ])("%s", async (_, line, asked) => {
    const { ask, seen } = serverOf(line);
    const steps: [number, number][] = [];
    const file = await downloadWhole(ask, {
      wait: now,
      onProgress: (here, whole) => steps.push([here, whole]),
    });
    expect(await file.text()).toBe(kFile);
    expect(seen).toEqual(asked);
    expect(steps.at(-1)).toEqual([bytes.length, bytes.length]);
  });

  it("gives up after its tries, with what broke", async () => {
    const { ask, seen } = serverOf({ cuts: [1, 1, 1, 1, 1] });
    await expect(downloadWhole(ask, { wait: now, tries: 3 })).rejects.toThrow("cut");
    expect(seen).toHaveLength(3);
  });

  it("is not taken when it ends too early without a fault", async () => {
    const short: AskForFile = () =>
      Promise.resolve(new Response("学号", { headers: { "Content-Length": "99", ETag: '"a1"' } }));
    await expect(downloadWhole(short, { wait: now, tries: 2 })).rejects.toThrow("short");
  });

  it("does not ask again for what was refused", async () => {
    let times = 0;
    const refused: AskForFile = () => {
      times += 1;
      return Promise.reject(problem(410));
    };
    await expect(downloadWhole(refused, { wait: now })).rejects.toMatchObject({ status: 410 });
    expect(times).toBe(1);
  });

  it.each([416, 503])("asks again after %i", async (status) => {
    const { ask } = serverOf({ cuts: [4] });
    let times = 0;
    const file = await downloadWhole(
      (headers) => (++times === 2 ? Promise.reject(problem(status)) : ask(headers)),
      { wait: now },
    );
    expect(await file.text()).toBe(kFile);
    expect(times).toBe(3);
  });

  it("stops when the person does", async () => {
    const { ask, seen } = serverOf({ cuts: [1, 1] });
    const stop = new AbortController();
    const wait = (): Promise<void> => Promise.resolve(stop.abort());
    await expect(downloadWhole(ask, { wait, signal: stop.signal })).rejects.toThrow("cut");
    expect(seen).toHaveLength(1);
  });
});

it.each([
  ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true],
  ["BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", true],
  ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ae", false],
  ["", true],
])("knows its bytes by %s", async (sha256, is) => expect(await isWhole(new Blob(["abc"]), sha256)).toBe(is));
