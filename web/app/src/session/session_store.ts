// Who works here, under which post, and what that post may do.
import { given, Problem, type Session } from "@mingce/client";
import { defineStore } from "pinia";
import { computed, ref } from "vue";

import { queryClient } from "@/api/queries";
import { api, dropToken, keepToken, server } from "@/api/server";
import type { Permission } from "./permissions";

export const useSession = defineStore("session", () => {
  const session = ref<Session | null>(null);
  /** Whether the server was asked yet. */
  const isKnown = ref(false);

  const stage = computed(() => session.value?.stage ?? "none");
  const isOpen = computed(() => stage.value === "open");
  const permissions = computed(() => new Set(session.value?.permissions ?? []));
  const role = computed(() => {
    const choice = session.value?.choices.find((each) => each.key === session.value?.choice);
    return choice ?? null;
  });

  function may(permission: Permission): boolean {
    return permissions.value.has(permission);
  }

  /** Whether a page that needs this, or one of these, is offered; without a need it is to everybody. */
  function isOffered(needs: Permission | readonly Permission[] | undefined): boolean {
    if (needs === undefined) return true;
    return typeof needs === "string" ? may(needs) : needs.some(may);
  }

  function begin(next: Session): void {
    session.value = next;
    isKnown.value = true;
    keepToken();
  }

  async function look(): Promise<void> {
    try {
      session.value = await given(api.GET("/api/v1/session"));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      session.value = null;
    }
    isKnown.value = true;
  }

  async function signIn(login: string, password: string): Promise<void> {
    begin(await server.signIn(login, password));
  }
  async function passCode(code: string): Promise<void> {
    begin(await server.passCode(code));
  }
  async function chooseRole(choice: string): Promise<void> {
    queryClient.clear();
    begin(await server.chooseRole(choice));
  }
  /** What was on the screen goes with the session. */
  function forget(): void {
    session.value = null;
    queryClient.clear();
    dropToken();
  }
  async function signOut(everywhere: boolean): Promise<void> {
    try {
      if (everywhere) await given(api.DELETE("/api/v1/sessions"));
      else await server.signOut();
    } finally {
      forget();
    }
  }

  return {
    session,
    isKnown,
    stage,
    isOpen,
    role,
    may,
    isOffered,
    look,
    signIn,
    passCode,
    chooseRole,
    signOut,
    forget,
    begin,
  };
});
