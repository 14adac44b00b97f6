// The pages by address. Each is a chunk of its own, read when somebody first goes there.
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";

import type { Permission } from "@/session/permissions";
import { useSession } from "@/session/session_store";
import type { TextKey } from "@/texts/texts";

declare module "vue-router" {
  interface RouteMeta {
    title: TextKey;
    /** Without it, or one of them, the page is not offered, and says who could give it. */
    needs?: Permission | readonly Permission[];
    /** Of the rail's nouns, the one that this page belongs to. */
    rail?: string;
    /** Without the shell, and without signing in. */
    isPublic?: boolean;
    /** Public, and for who has signed in as well. */
    isForAll?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: "/sign-in",
    name: "sign-in",
    component: () => import("@/pages/sign_in/SignInPage.vue"),
    meta: { title: "sign_in.title", isPublic: true },
  },
  {
    path: "/verify",
    name: "verify",
    component: () => import("@/pages/verify/VerifyPage.vue"),
    meta: { title: "verify.title", isPublic: true, isForAll: true },
  },
  {
    path: "/",
    name: "today",
    component: () => import("@/pages/today/TodayPage.vue"),
    meta: { title: "shell.today", rail: "today" },
  },
  {
    path: "/imports",
    name: "imports",
    component: () => import("@/pages/imports/ImportsPage.vue"),
    meta: { title: "imports.title", rail: "imports", needs: "import.read" },
  },
  {
    path: "/students",
    name: "students",
    component: () => import("@/pages/students/StudentsPage.vue"),
    meta: { title: "students.title", rail: "students", needs: "student.list" },
  },
  {
    path: "/students/:id([0-9a-f]{32})",
    name: "student",
    component: () => import("@/pages/student/StudentPage.vue"),
    meta: { title: "student.title", rail: "students", needs: "student.read" },
  },
  {
    path: "/findings",
    name: "findings",
    component: () => import("@/pages/findings/FindingsPage.vue"),
    meta: { title: "findings.title", rail: "findings", needs: "finding.read" },
  },
  {
    path: "/matches",
    name: "matches",
    component: () => import("@/pages/matches/MatchesPage.vue"),
    meta: { title: "matches.title", rail: "findings", needs: "match.read" },
  },
  {
    path: "/rosters",
    name: "rosters",
    component: () => import("@/pages/rosters/editions/EditionsPage.vue"),
    meta: { title: "shell.rosters", rail: "rosters", needs: "roster.read" },
  },
  {
    path: "/rosters/compile",
    name: "compile",
    component: () => import("@/pages/rosters/compile/CompilePage.vue"),
    meta: { title: "compile.title", rail: "rosters", needs: "roster.compile" },
  },
  {
    path: "/rosters/:intake/:number(\\d+)",
    name: "edition",
    component: () => import("@/pages/rosters/editions/EditionPage.vue"),
    meta: { title: "editions.title", rail: "rosters", needs: "roster.read" },
  },
  {
    path: "/rosters/:intake/:number([0-9]+)/review",
    name: "review",
    component: () => import("@/pages/rosters/review/ReviewPage.vue"),
    meta: { title: "review.title", rail: "rosters", needs: "roster.read" },
  },
  {
    path: "/rosters/:intake/:number([0-9]+)/publications",
    alias: "/editions/:intake/:number([0-9]+)/publications",
    name: "publications",
    component: () => import("@/pages/rosters/publishing/PublishingPage.vue"),
    meta: { title: "publishing.title", rail: "rosters", needs: ["roster.publish", "export.approve"] },
  },
  {
    path: "/rosters/:intake/:number([0-9]+)/paper",
    alias: "/editions/:intake/:number([0-9]+)/paper",
    name: "paper",
    component: () => import("@/pages/rosters/paper/PaperPage.vue"),
    meta: { title: "paper.title", rail: "rosters", needs: ["roster.publish", "roster.approve"] },
  },
  {
    path: "/received",
    name: "received",
    component: () => import("@/pages/received/ReceivedListPage.vue"),
    meta: { title: "received.title", rail: "received", needs: "roster.receive" },
  },
  {
    path: "/received/:link([0-9a-f]{32})",
    name: "received-roster",
    component: () => import("@/pages/received/ReceivedPage.vue"),
    meta: { title: "received.title", rail: "received", needs: "roster.receive" },
  },
  {
    path: "/board",
    name: "board",
    component: () => import("@/pages/board/BoardPage.vue"),
    meta: { title: "board.title", rail: "board", needs: "student.list" },
  },
  {
    path: "/operations",
    name: "operations",
    component: () => import("@/pages/operations/OperationsPage.vue"),
    meta: { title: "operations.title", rail: "students", needs: "student.edit" },
  },
  {
    path: "/exports",
    name: "exports",
    component: () => import("@/pages/exports/ExportsPage.vue"),
    meta: { title: "exports.title", rail: "students", needs: ["export.run", "export.approve"] },
  },
  {
    path: "/audit",
    name: "audit",
    component: () => import("@/pages/audit/AuditPage.vue"),
    meta: { title: "audit.title", rail: "audit", needs: "audit.read" },
  },
  {
    path: "/settings",
    name: "settings",
    component: () => import("@/pages/settings/SettingsPage.vue"),
    meta: { title: "settings.title", rail: "settings" },
  },
  {
    path: "/:rest(.*)*",
    name: "not-found",
    component: () => import("@/pages/NotFoundPage.vue"),
    meta: { title: "errors.not_found_title" },
  },
];

export const router = createRouter({ history: createWebHistory(), routes });

router.beforeEach(async (to) => {
  const session = useSession();
  if (!session.isKnown) await session.look().catch(() => undefined);
  if (to.meta.isForAll) return true;
  if (to.meta.isPublic) return session.isOpen ? { name: "today" } : true;
  if (session.isOpen) return true;
  return { name: "sign-in", query: to.path === "/" ? {} : { back: to.fullPath } };
});
