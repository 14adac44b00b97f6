// Operations that the generated schema does not hold yet: asked for by path, as typed as their caller
// says. The one place where an answer is believed.
import { versionTag } from "@mingce/client";

import { server } from "./server";

interface Call {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Of the thing that is changed, for If-Match. */
  readonly version?: number;
  readonly signal?: AbortSignal;
}

/** What the operation gave, or a thrown Problem; nothing of an answer without a body. */
export async function asked<T>(path: string, call: Call = {}): Promise<T> {
  const headers = new Headers();
  if (call.body !== undefined) headers.set("Content-Type", "application/json");
  if (call.version !== undefined) headers.set("If-Match", versionTag(call.version));
  const response = await server.raw(path, {
    method: call.method ?? "GET",
    headers,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}
