// What logins are called: whoever did something is told by name. Asked for in one call for all that
// a page shows, and kept; the login of whoever has no account (a command at the machine) stays.
import { given } from "@mingce/client";
import { reactive } from "vue";

import { api } from "@/api/server";

const kAskedMost = 200; // logins of one call: kAccountNamesMax of the server
const names = reactive(new Map<string, string>());
const asked = new Set<string>();
let waiting: string[] = [];

async function ask(): Promise<void> {
  const logins = waiting.slice(0, kAskedMost);
  waiting = waiting.slice(kAskedMost);
  if (waiting.length > 0) void ask();
  try {
    const answer = await given(api.GET("/api/v1/account-names", { params: { query: { logins } } }));
    for (const each of answer.items) if (each.name !== "") names.set(each.login, each.name);
  } catch {
    // A login reads well enough; the next page that shows it asks again.
    for (const login of logins) asked.delete(login);
  }
}

/** The name, or the login until it is known. Reactive. */
export function personName(login: string): string {
  const known = names.get(login);
  if (known !== undefined) return known;
  if (login !== "" && !asked.has(login)) {
    asked.add(login);
    if (waiting.push(login) === 1) queueMicrotask(() => void ask());
  }
  return login;
}
