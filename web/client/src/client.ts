// A typed way to every endpoint of docs/openapi/. Two kinds of caller: a browser's session (a
// cookie of its own, and a token that every change carries) and a program's key.
import createFetchClient, { type Client, type Middleware } from "openapi-fetch";

import { problemOf } from "./problem.js";
import type { components, paths } from "./schema.js";

export type Api = Client<paths>;
export type Session = components["schemas"]["Session"];

export interface MingceOptions {
  /** "" is where the page came from; else "https://roster.example.edu.cn:8443". */
  readonly baseUrl?: string;
  /** A program's key, "mk_…". Without one a session is used. */
  readonly key?: string;
  /** To stand in for the platform's, such as one that keeps cookies outside a browser. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What an operation gave, or a thrown {@link Problem}. */
export async function given<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await outcome;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** An ETag, for `If-Match`: `version` as a student's answer holds it. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

export class Mingce {
  /** The operations by path: `api.GET("/api/v1/students", { params: { query: { … } } })`. */
  readonly api: Api;
  readonly #options: MingceOptions;
  #csrfToken: string;

  /** `csrfToken`: of a session that goes on, such as after a reload. */
  constructor(options: MingceOptions = {}, csrfToken = "") {
    this.#options = options;
    this.#csrfToken = csrfToken;
    this.api = createFetchClient<paths>({
      baseUrl: options.baseUrl ?? "",
      fetch: (request: Request) => this.send(request),
    });
    this.api.use(this.#authorised());
  }

  get csrfToken(): string {
    return this.#csrfToken;
  }

  async signIn(login: string, password: string, code?: string): Promise<Session> {
    const body = code === undefined ? { login, password } : { login, password, code };
    return this.#begun(await given(this.api.POST("/api/v1/session", { body })));
  }

  /** The second factor, where the session's stage is `code_asked`. */
  async passCode(code: string): Promise<Session> {
    return this.#begun(await given(this.api.POST("/api/v1/session/code", { body: { code } })));
  }

  async chooseRole(choice: string): Promise<Session> {
    return this.#begun(await given(this.api.PUT("/api/v1/session/role", { body: { choice } })));
  }

  async signOut(): Promise<void> {
    await given(this.api.DELETE("/api/v1/session"));
    this.#csrfToken = "";
  }

  /** For what is no JSON: raw bytes, event streams. Authorised as any other. */
  async raw(path: string, init: RequestInit): Promise<Response> {
    const base = this.#options.baseUrl ?? "";
    const request = this.#authorise(new Request(base + path, init));
    const response = await this.send(request);
    if (response.ok) return response;
    throw problemOf(response, await response.json().catch(() => null));
  }

  protected send(request: Request): Promise<Response> {
    return (this.#options.fetch ?? globalThis.fetch)(request);
  }

  /** A new session, or one under another role, has another token. */
  #begun(session: Session): Session {
    if (session.csrf_token !== "") this.#csrfToken = session.csrf_token;
    return session;
  }

  #authorise(request: Request): Request {
    if (this.#options.key !== undefined) {
      request.headers.set("Authorization", `Bearer ${this.#options.key}`);
    } else if (request.method !== "GET" && request.method !== "HEAD" && this.#csrfToken !== "") {
      request.headers.set("X-CSRF-Token", this.#csrfToken);
    }
    return request;
  }

  #authorised(): Middleware {
    return { onRequest: ({ request }) => this.#authorise(request) };
  }
}
