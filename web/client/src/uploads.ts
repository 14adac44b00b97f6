// Files sent in pieces, going on where the line was cut.
import { given, type Mingce } from "./client.js";
import { Problem } from "./problem.js";
import type { components } from "./schema.js";

export type Upload = components["schemas"]["Upload"];

export interface SendFileOptions {
  /** Of one piece; 4 MiB without. */
  readonly pieceBytes?: number;
  /** How often in a row a piece may fail before the failure is told; 5 without. */
  readonly attempts?: number;
  readonly progress?: (received: number, size: number) => void;
  /** An upload that was begun before, such as before a reload. */
  readonly resume?: Upload;
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waiting may help: a cut line, a busy server. A refusal of the file stays one. */
function isPassing(error: unknown): boolean {
  return !(error instanceof Problem) || [408, 429, 502, 503, 504].includes(error.status);
}

export async function sendFile(
  mingce: Mingce,
  file: Blob,
  name: string,
  options: SendFileOptions = {},
): Promise<Upload> {
  const pieceBytes = options.pieceBytes ?? 4 << 20;
  let upload =
    options.resume ?? (await given(mingce.api.POST("/api/v1/uploads", { body: { name, size: file.size } })));
  const path = { id: upload.id };
  let failures = 0;
  while (upload.received < file.size) {
    try {
      const piece = file.slice(upload.received, upload.received + pieceBytes);
      const response = await mingce.raw(`/api/v1/uploads/${upload.id}?offset=${upload.received}`, {
        method: "PATCH",
        body: piece,
        headers: { "Content-Type": "application/octet-stream" },
      });
      upload = (await response.json()) as Upload;
      failures = 0;
      options.progress?.(upload.received, upload.size);
    } catch (error) {
      if (!isPassing(error) || ++failures >= (options.attempts ?? 5)) throw error;
      await sleep(250 * 2 ** failures);
      upload = await given(mingce.api.GET("/api/v1/uploads/{id}", { params: { path } }));
    }
  }
  return upload;
}
