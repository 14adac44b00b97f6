// What the server refused: one clear sentence in each language, a code that never changes
// (docs/problems.md), and the request's id for the administrator.
import type { components } from "./schema.js";

export type ProblemBody = components["schemas"]["Problem"];

export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly body: ProblemBody,
    /** From Retry-After, where the server asks to wait. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(`${body.en} (${body.code}, request ${body.request_id})`);
  }

  get code(): string {
    return this.body.code;
  }

  /** Somebody was faster: the answer holds the version that stands now. */
  get isOvertaken(): boolean {
    return this.status === 412;
  }

  sentence(language: "zh" | "en"): string {
    return this.body[language];
  }
}

/** A proxy's page, a cut line: not an answer of this API. */
function unknownBody(status: number): ProblemBody {
  return {
    type: "about:blank",
    code: "client.not_this_api",
    status,
    title: "Not an answer of this API",
    zh: `服务器的回答（${status}）不是本接口的；请检查地址与代理`,
    en: `the answer (${status}) is not one of this API; check the address and what stands before it`,
    request_id: "",
  };
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === "object" && body !== null && "code" in body && "request_id" in body;
}

export function problemOf(response: Response, body: unknown): Problem {
  const wait = Number(response.headers.get("Retry-After"));
  return new Problem(
    response.status,
    isProblemBody(body) ? body : unknownBody(response.status),
    Number.isFinite(wait) && wait > 0 ? wait : null,
  );
}
