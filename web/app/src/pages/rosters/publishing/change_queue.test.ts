import { expect, it } from "vitest";

import type { Publication, PublicationChange } from "@/api/publications";
import { ChangeQueue } from "./change_queue";
import { madeUpPublication } from "./made_up_publication";

interface Sent {
  readonly version: number;
  readonly change: PublicationChange;
  readonly answer: (outcome?: Error) => Promise<void>;
}
/** A server that answers when the test says so, and counts versions as the real one does. */
function made() {
  let kept = madeUpPublication();
  const sent: Sent[] = [];
  const failures: string[] = [];
  const queue = new ChangeQueue({
    send: (_, version, change) =>
      new Promise((resolve, reject) => {
        const answer = async (outcome?: Error): Promise<void> => {
          if (outcome === undefined) resolve({ ...kept, ...change, version: version + 1 });
          else reject(outcome);
          await new Promise((done) => setTimeout(done)); // what waits for the answer goes first
        };
        sent.push({ version, change, answer });
      }),
    told: (publication) => (kept = publication),
    failed: (_, error) => failures.push((error as Error).message),
  });
  return { queue, sent, failures, kept: (): Publication => kept };
}

it("shows a change before it is written", async () => {
  const { queue, sent, kept } = made();
  const done = queue.change(kept(), { purpose: "入住" });
  expect(queue.shown(kept()).purpose).toBe("入住");
  expect(queue.isBusy).toBe(true);
  await sent[0]?.answer();
  await done;
  expect(queue.isBusy).toBe(false);
  expect(kept()).toMatchObject({ purpose: "入住", version: 2 });
});

it("writes what came meanwhile with the next version, once", async () => {
  const { queue, sent, kept } = made();
  const first = kept();
  const done = queue.change(first, { view: [] });
  void queue.change(first, { view: [{ field: "name", is_whole: true }] });
  void queue.change(first, { view: [{ field: "name", is_whole: false }], purpose: "入住" });
  await sent[0]?.answer();
  expect(queue.shown(kept()).view).toEqual([{ field: "name", is_whole: false }]);
  await sent[1]?.answer();
  await done;
  expect(sent.map((each) => each.version)).toEqual([1, 2]);
  expect(sent[1]?.change).toEqual({ view: [{ field: "name", is_whole: false }], purpose: "入住" });
  expect(sent).toHaveLength(2);
});

it("takes a refused change off the screen, and what came after it", async () => {
  const { queue, sent, failures, kept } = made();
  const done = queue.change(kept(), { purpose: "入住" });
  void queue.change(kept(), { until: "2026-12-31" });
  await sent[0]?.answer(new Error("412"));
  await done;
  expect(failures).toEqual(["412"]);
  expect(queue.shown(kept())).toEqual(madeUpPublication());
  expect(sent).toHaveLength(1);
});

it("writes two publications side by side", async () => {
  const { queue, sent, kept } = made();
  void queue.change(kept(), { purpose: "入住" });
  void queue.change(madeUpPublication({ number: 2, version: 7 }), { purpose: "制卡" });
  expect(sent.map((each) => each.version)).toEqual([1, 7]);
  await sent[0]?.answer();
  await sent[1]?.answer();
  await queue.settled();
  expect(queue.isBusy).toBe(false);
});
