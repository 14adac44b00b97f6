// The one way of the pages to the server: the typed client, its session's token kept over reloads
// and shared between tabs, and what happens everywhere when a session ends or the line breaks.
import { Mingce, Problem } from "@mingce/client";
import { ref } from "vue";

import { language, text } from "@/texts/texts";

// Worth nothing without the session's cookie, which no script can read.
const kTokenKey = "mingce.csrf";

/** False while the last request did not reach the server. */
export const isReachable = ref(true);
/** Grows when an answer says that there is no session any more. */
export const sessionEnds = ref(0);

const kLookAgainMs = 3_000;
let looking: ReturnType<typeof setTimeout> | undefined;
/** Nobody asks while they wait: so that what was kept goes out, the pages ask by themselves. */
function lineIsCut(): void {
  isReachable.value = false;
  clearTimeout(looking);
  looking = setTimeout(() => void api.GET("/api/v1/school").catch(() => undefined), kLookAgainMs);
}

class WatchedMingce extends Mingce {
  protected override async send(request: Request): Promise<Response> {
    let response: Response;
    request.headers.set("Accept-Language", language() === "zh" ? "zh-CN" : "en");
    try {
      response = await super.send(request);
    } catch (error) {
      if (!request.signal.aborted) lineIsCut();
      throw error;
    }
    isReachable.value = true;
    if (response.status === 401 && !request.url.endsWith("/api/v1/session")) sessionEnds.value += 1;
    return response;
  }
}

/** After CAS the token comes in a cookie that lives a minute (src/http/cas_routes.cc). */
function takeCasToken(): void {
  const found = /(?:^|; )mingce-csrf=([^;]+)/.exec(document.cookie)?.[1];
  if (found === undefined) return;
  localStorage.setItem(kTokenKey, found);
  document.cookie = "mingce-csrf=; Path=/; Max-Age=0; SameSite=Strict";
}
takeCasToken();

export const server = new WatchedMingce({}, localStorage.getItem(kTokenKey) ?? "");
export const api = server.api;

export function keepToken(): void {
  localStorage.setItem(kTokenKey, server.csrfToken);
}
export function dropToken(): void {
  localStorage.removeItem(kTokenKey);
}
/** Another tab signed in or changed the role: its token is the one that counts now. */
export function watchOtherTabs(changed: () => void): void {
  window.addEventListener("storage", (event) => {
    if (event.key === kTokenKey) changed();
  });
}

/** What a person is told of a failure: the server's own sentence where there is one. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.sentence(language());
  return text("errors.unreachable");
}
export function requestIdOf(error: unknown): string {
  return error instanceof Problem ? error.body.request_id : "";
}
export function isForbidden(error: unknown): boolean {
  return error instanceof Problem && error.status === 403;
}
