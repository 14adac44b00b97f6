// Rows of a server, in blocks: each asked for once, far ones forgotten, unneeded requests ended.
import { markRaw, shallowRef } from "vue";
import type { BlockSource, CellContent, GridRow, RowKey } from "./grid_types";
import { withCells, type RowStore } from "./row_store";

export const blockRows = 200;
/** Blocks that are kept: 4,800 rows. */
export const blocksKept = 24;

export interface BlockRows extends RowStore {
  /** The order, the filter or the data changed: nothing that is here counts any more. */
  invalidate(): void;
  /** Asks again for what failed. */
  retry(): void;
}

interface Request {
  readonly done: Promise<void>;
  readonly abort: AbortController;
  /** Someone waits for it: it is not ended for being far away. */
  pinned: number;
}

export function useBlockRows(source: BlockSource): BlockRows {
  // A page may keep it in reactive state: its rows must not become proxies one by one.
  return markRaw(new Blocks(source));
}

export const isBlockRows = (source: BlockSource | BlockRows): source is BlockRows =>
  "rowAt" in source;

/** Requests that `ensure` has under way together. */
const atOnce = 4;

const blockOf = (index: number): number => Math.floor(index / blockRows);

class Blocks implements BlockRows {
  readonly version = shallowRef(0);
  readonly error = shallowRef<unknown>(null);
  private readonly blocks = new Map<number, readonly GridRow[]>();
  private readonly requests = new Map<number, Request>();
  private readonly failed = new Set<number>();
  private readonly places = new Map<RowKey, number>();
  private wanted = { from: 0, to: 0 };
  /** Blocks that someone is about to write over: they stay however far away they are. */
  private held = { from: 0, to: -1 };

  constructor(private readonly source: BlockSource) {}

  get total() {
    return this.source.total;
  }

  rowAt(index: number): GridRow | undefined {
    return this.blocks.get(blockOf(index))?.[index % blockRows];
  }

  indexOf(key: RowKey): number {
    return this.places.get(key) ?? -1;
  }

  want(first: number, count: number): void {
    this.wanted = { from: blockOf(first), to: blockOf(first + Math.max(count, 1) - 1) };
    const { from, to } = this.wanted;
    for (const [number, request] of [...this.requests]) {
      if ((number >= from - 1 && number <= to + 1) || request.pinned > 0) continue;
      request.abort.abort();
      this.requests.delete(number);
    }
    for (let number = from; number <= to; number += 1) void this.fetched(number);
    this.evict();
  }

  async ensure(first: number, count: number): Promise<void> {
    const last = Math.min(first + count, this.total.value) - 1;
    this.held = { from: blockOf(first), to: blockOf(last) };
    const { from, to } = this.held;
    for (let number = from; number <= to; number += atOnce) {
      const some = Math.min(atOnce, to - number + 1);
      await Promise.all(Array.from({ length: some }, (_, at) => this.fetchedForSure(number + at)));
    }
  }

  async keysOf(first: number, count: number): Promise<RowKey[]> {
    const keys: RowKey[] = [];
    const end = Math.min(first + count, this.total.value);
    for (let number = blockOf(first); number <= blockOf(end - 1); number += 1) {
      await this.fetchedForSure(number);
      for (const [at, row] of (this.blocks.get(number) ?? []).entries()) {
        const index = number * blockRows + at;
        if (index >= first && index < end && isPlain(row)) keys.push(row.key);
      }
      this.evict();
    }
    return keys;
  }

  patch(key: RowKey, cells: Readonly<Record<string, CellContent>>): boolean {
    const index = this.indexOf(key);
    const block = this.blocks.get(blockOf(index));
    const row = block?.[index % blockRows];
    if (block === undefined || row === undefined) return false;
    const copy = [...block];
    copy[index % blockRows] = withCells(row, cells);
    this.blocks.set(blockOf(index), copy);
    this.version.value += 1;
    return true;
  }

  invalidate(): void {
    for (const request of this.requests.values()) request.abort.abort();
    this.requests.clear();
    this.blocks.clear();
    this.places.clear();
    this.failed.clear();
    this.held = { from: 0, to: -1 };
    this.error.value = null;
    this.version.value += 1;
  }

  retry(): void {
    this.failed.clear();
    this.error.value = null;
    for (let number = this.wanted.from; number <= this.wanted.to; number += 1)
      void this.fetched(number);
  }

  /** Starts the block's request if there is need of it; never rejects. */
  private fetched(number: number): Promise<void> {
    const running = this.requests.get(number);
    if (running !== undefined) return running.done;
    const isThere = this.blocks.has(number) || this.failed.has(number);
    const isPastEnd = number > 0 && number * blockRows >= this.total.value;
    if (isThere || isPastEnd || number < 0) return Promise.resolve();
    const abort = new AbortController();
    const request: Request = { done: this.request(number, abort), abort, pinned: 0 };
    this.requests.set(number, request);
    return request.done;
  }

  private async request(number: number, abort: AbortController): Promise<void> {
    await null; // So that it is in `requests` before it can end.
    const isOurs = (): boolean => this.requests.get(number)?.abort === abort;
    try {
      if (abort.signal.aborted) return;
      const rows = await this.source.load(number * blockRows, blockRows, abort.signal);
      if (!abort.signal.aborted && isOurs()) this.keep(number, rows);
    } catch (why) {
      if (!abort.signal.aborted && isOurs()) {
        this.failed.add(number);
        this.error.value = why;
      }
    } finally {
      if (isOurs()) this.requests.delete(number);
      this.version.value += 1;
    }
  }

  private async fetchedForSure(number: number): Promise<void> {
    this.failed.delete(number);
    for (let tries = 0; tries < 3 && !this.blocks.has(number); tries += 1) {
      const done = this.fetched(number);
      const request = this.requests.get(number);
      if (request === undefined) return; // Past the end: there is nothing to wait for.
      request.pinned += 1;
      await done;
      request.pinned -= 1;
      if (this.failed.has(number)) throw this.error.value;
    }
  }

  private keep(number: number, rows: readonly GridRow[]): void {
    this.blocks.set(number, rows);
    for (const [at, row] of rows.entries()) this.places.set(row.key, number * blockRows + at);
    this.error.value = null;
  }

  private evict(): void {
    const middle = (this.wanted.from + this.wanted.to) / 2;
    const distance = (number: number): number => Math.abs(number - middle);
    const isHeld = (number: number): boolean => number >= this.held.from && number <= this.held.to;
    const far = [...this.blocks.keys()]
      .filter((number) => !isHeld(number))
      .sort((a, b) => distance(b) - distance(a));
    for (const number of far.slice(0, Math.max(0, this.blocks.size - blocksKept))) {
      for (const row of this.blocks.get(number) ?? [])
        if (blockOf(this.indexOf(row.key)) === number) this.places.delete(row.key);
      this.blocks.delete(number);
    }
  }
}

const isPlain = (row: GridRow): boolean => (row.kind ?? "row") === "row";
