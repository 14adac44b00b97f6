import { describe, expect, it } from "vitest";
import { ref } from "vue";
import { blockRows, blocksKept, useBlockRows } from "../src/block_rows";
import type { GridRow } from "../src/grid_types";

interface Call {
  readonly first: number;
  readonly signal: AbortSignal;
  answer(): Promise<void>;
  fail(): Promise<void>;
}

/** A source whose answers come when the test says so. */
function slowSource(total: number) {
  const calls: Call[] = [];
  const source = {
    total: ref(total),
    load(first: number, count: number, signal: AbortSignal): Promise<GridRow[]> {
      return new Promise((resolve, reject) => {
        const rows = Array.from({ length: Math.min(count, total - first) }, (_, at) => ({
          key: `k${first + at}`,
          cells: { name: `n${first + at}` },
        }));
        const after = (act: () => void) => async (): Promise<void> => {
          act();
          await settle();
        };
        calls.push({
          first,
          signal,
          answer: after(() => resolve(rows)),
          fail: after(() => reject(new Error("断了"))),
        });
      });
    },
  };
  return { source, calls };
}
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

describe("useBlockRows", () => {
  it("asks for each block once, and has its rows", async () => {
    const { source, calls } = slowSource(1000);
    const rows = useBlockRows(source);
    rows.want(190, 20);
    rows.want(195, 20);
    await settle();
    expect(calls.map(({ first }) => first)).toEqual([0, 200]);
    expect(rows.rowAt(205)).toBeUndefined();
    await calls[1]?.answer();
    expect(rows.rowAt(205)?.key).toBe("k205");
    expect(rows.indexOf("k205")).toBe(205);
    rows.want(200, 20);
    await settle();
    expect(calls).toHaveLength(2);
  });

  it("ends requests for blocks that nobody looks at, and asks again on return", async () => {
    const { source, calls } = slowSource(100_000);
    const rows = useBlockRows(source);
    rows.want(0, 20);
    await settle();
    rows.want(50_000, 20);
    await settle();
    expect(calls[0]?.signal.aborted).toBe(true);
    expect(calls[1]?.signal.aborted).toBe(false);
    rows.want(0, 20);
    await settle();
    expect(calls.map(({ first }) => first)).toEqual([0, 50_000, 0]);
    await calls[0]?.answer(); // Too late: it was ended.
    expect(rows.rowAt(0)).toBeUndefined();
    await calls[2]?.answer();
    expect(rows.rowAt(0)?.key).toBe("k0");
  });

  it("forgets blocks that are far away", async () => {
    const { source, calls } = slowSource(100_000);
    const rows = useBlockRows(source);
    for (let block = 0; block <= blocksKept + 1; block += 1) {
      rows.want(block * blockRows, 20);
      await settle();
      await calls.at(-1)?.answer();
    }
    rows.want((blocksKept + 1) * blockRows, 20);
    expect(rows.rowAt(0)).toBeUndefined();
    expect(rows.indexOf("k0")).toBe(-1);
    expect(rows.rowAt((blocksKept + 1) * blockRows)?.key).toBeDefined();
  });

  it("asks for the first block when nothing is known of the total", async () => {
    const { source, calls } = slowSource(0);
    useBlockRows(source).want(0, 1);
    await settle();
    expect(calls).toHaveLength(1);
  });

  it("keeps a failure until someone says retry", async () => {
    const { source, calls } = slowSource(1000);
    const rows = useBlockRows(source);
    rows.want(0, 20);
    await settle();
    await calls[0]?.fail();
    expect(rows.error.value).toBeInstanceOf(Error);
    rows.want(0, 20);
    await settle();
    expect(calls).toHaveLength(1);
    rows.retry();
    await settle();
    await calls[1]?.answer();
    expect(rows.error.value).toBeNull();
    expect(rows.rowAt(0)?.key).toBe("k0");
  });

  it("after invalidate nothing counts that was asked before", async () => {
    const { source, calls } = slowSource(1000);
    const rows = useBlockRows(source);
    rows.want(0, 20);
    await settle();
    rows.invalidate();
    await calls[0]?.answer();
    expect(rows.rowAt(0)).toBeUndefined();
    rows.want(0, 20);
    await settle();
    expect(calls).toHaveLength(2);
  });

  it("waits for what is needed, and says when it cannot be had", async () => {
    const { source, calls } = slowSource(1000);
    const rows = useBlockRows(source);
    const whole = rows.ensure(150, 100);
    await settle();
    rows.want(900, 20); // Somewhere else meanwhile: what is waited for goes on.
    await calls[0]?.answer();
    await settle();
    await calls.find(({ first }) => first === 200)?.answer();
    await whole;
    expect([rows.rowAt(150)?.key, rows.rowAt(249)?.key]).toEqual(["k150", "k249"]);

    const failing = expect(rows.ensure(400, 1)).rejects.toThrow("断了");
    await settle();
    await calls.find(({ first }) => first === 400)?.fail();
    await failing;
  });

  it("gives keys of plain rows, past the ends too", async () => {
    const { source, calls } = slowSource(250);
    const keys = useBlockRows(source).keysOf(198, 500);
    await settle();
    await calls[0]?.answer();
    await settle();
    await calls[1]?.answer();
    expect((await keys).slice(0, 3)).toEqual(["k198", "k199", "k200"]);
    expect(await keys).toHaveLength(52);
  });

  it("writes cells of a row without touching the others", async () => {
    const { source, calls } = slowSource(10);
    const rows = useBlockRows(source);
    rows.want(0, 10);
    await settle();
    await calls[0]?.answer();
    const [before, beside, version] = [rows.rowAt(1), rows.rowAt(2), rows.version.value];
    expect(rows.patch("k1", { name: "新" })).toBe(true);
    expect(rows.rowAt(1)?.cells["name"]).toBe("新");
    expect(before?.cells["name"]).toBe("n1");
    expect(rows.rowAt(2)).toBe(beside);
    expect(rows.version.value).toBe(version + 1);
    expect(rows.patch("k99", { name: "新" })).toBe(false);
  });
});
