// One's jobs as they go, over the one event stream of a browser.
import { given, type Mingce } from "./client.js";
import type { components } from "./schema.js";

export type Job = components["schemas"]["Job"];

/** A server-sent event. */
interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Blocks end with an empty line; lines that begin with ":" only keep the line open. */
export function parseEvent(block: string): ServerEvent | null {
  const parts: Record<string, string> = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) parts[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
  }
  const { event, data } = parts;
  return event === undefined || data === undefined ? null : { event, data };
}

async function* blocksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        yield text.slice(0, end);
        text = text.slice(end + 2);
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** Every change of one's jobs until the stream ends; `signal` ends it. */
export async function* jobsAsTheyGo(mingce: Mingce, signal?: AbortSignal): AsyncGenerator<Job> {
  const response = await mingce.raw("/api/v1/events", signal === undefined ? {} : { signal });
  if (response.body === null) return;
  for await (const block of blocksOf(response.body)) {
    const event = parseEvent(block);
    if (event?.event === "job") yield JSON.parse(event.data) as Job;
  }
}

const endStates: ReadonlySet<Job["state"]> = new Set(["done", "failed", "cancelled"]);

/** The job once it has ended, one way or another. */
export async function ended(mingce: Mingce, id: string, everyMs = 250): Promise<Job> {
  for (;;) {
    const job = await given(mingce.api.GET("/api/v1/jobs/{id}", { params: { path: { id } } }));
    if (endStates.has(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
