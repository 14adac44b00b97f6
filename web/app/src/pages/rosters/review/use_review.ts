// What a review shows and does: asked once and left as it is under the reader's eyes; that something
// newer stands is said, and read when the reader says so.
import { given, Problem } from "@mingce/client";
import { useQuery } from "@tanstack/vue-query";
import { computed, onBeforeUnmount, ref, type Ref } from "vue";

import { queryClient } from "@/api/queries";
import { api, sentenceOf, server } from "@/api/server";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";
import {
  classKey,
  commentCounts,
  linesOf,
  withMarks,
  type ChangedRow,
  type ClassName,
  type Level,
  type NamedCell,
  type ReviewPage,
} from "./review_model";

const kWatchMs = 20_000;
const kMarkMs = 250;
const kChangesAPage = 500;
const kMoved = new Set(["review.revision_moved", "edition.changed_meanwhile", "edition.state"]);

export interface Asked {
  readonly intake: string;
  readonly number: number;
  readonly department: string;
}
export interface NewComment {
  readonly student: string;
  readonly field: string;
  readonly text: string;
  readonly suggestion: string;
}

/** Nothing moves under the reader: neither time nor another window asks again. */
const kStill = { staleTime: Infinity, refetchOnWindowFocus: false } as const;

export function useReview(asked: Ref<Asked>) {
  const base = computed(() => ["review", asked.value.intake, asked.value.number, asked.value.department]);
  const path = computed(() => ({ intake: asked.value.intake, number: asked.value.number }));
  const kEdition = "/api/v1/intakes/{intake}/editions/{number}";

  const editionQuery = useQuery({
    queryKey: computed(() => ["edition", asked.value.intake, asked.value.number]),
    queryFn: ({ signal }) => given(api.GET(kEdition, { params: { path: path.value }, signal })),
    refetchInterval: kWatchMs,
  });
  const pageKey = computed(() => [...base.value, "page"]);
  const pageQuery = useQuery({
    queryKey: pageKey,
    queryFn: ({ signal }) => {
      const query = asked.value.department === "" ? {} : { department: asked.value.department };
      return given(api.GET(`${kEdition}/review`, { params: { path: path.value, query }, signal }));
    },
    ...kStill,
  });
  const edition = computed(() => editionQuery.data.value ?? null);
  const page = computed(() => pageQuery.data.value ?? null);
  const level = computed(() => (page.value?.level ?? "department") as Level);
  const annexes = computed(
    () => new Map((edition.value?.revision?.annex ?? []).map((each) => [each.state, each.zh])),
  );

  // ── what changed ──
  const hasBefore = computed(
    () =>
      page.value !== null &&
      page.value.seen_revision !== null &&
      (page.value.seen_edition !== asked.value.number || page.value.seen_revision !== page.value.revision),
  );
  const pages = ref(1);
  const changesQuery = useQuery({
    queryKey: computed(() => [...base.value, "changes", page.value?.revision, pages.value]),
    queryFn: async ({ signal }) => {
      const rows: ChangedRow[] = [];
      const of = page.value as ReviewPage;
      for (let at = 0; at < pages.value; at += 1) {
        const query = {
          revision: of.revision,
          before_edition: of.seen_edition as number,
          before_revision: of.seen_revision as number,
          offset: at * kChangesAPage,
          limit: kChangesAPage,
          ...(asked.value.department === "" ? {} : { department: asked.value.department }),
        };
        const answer = await given(
          api.GET(`${kEdition}/changes`, { params: { path: path.value, query }, signal }),
        );
        rows.push(...answer.rows);
        if (rows.length >= answer.total || at + 1 === pages.value) return { ...answer, rows };
      }
      throw new Error("no page of changes");
    },
    enabled: hasBefore,
    placeholderData: (before) => before,
    ...kStill,
  });
  const changes = computed(() => (hasBefore.value ? (changesQuery.data.value ?? null) : null));
  const lines = computed(() => linesOf(changes.value?.rows ?? [], page.value?.classes ?? [], annexes.value));
  const linesLeft = computed(() => (changes.value?.total ?? 0) - (changes.value?.rows.length ?? 0));

  // ── comments, checks ──
  const commentsQuery = useQuery({
    queryKey: computed(() => [...base.value, "comments"]),
    queryFn: ({ signal }) => given(api.GET(`${kEdition}/comments`, { params: { path: path.value }, signal })),
    refetchInterval: kWatchMs,
  });
  const comments = computed(() => commentsQuery.data.value?.items ?? []);
  const counts = computed(() => commentCounts(comments.value));
  const checksQuery = useQuery({
    queryKey: computed(() => [...base.value, "checks", page.value?.revision]),
    queryFn: ({ signal }) => given(api.GET(`${kEdition}/checks`, { params: { path: path.value }, signal })),
    enabled: computed(() => page.value?.level === "registry"),
    ...kStill,
  });
  const checks = computed(() => checksQuery.data.value?.items ?? []);

  // ── whether it moved ──
  const isRefused = ref(false);
  const isMoved = computed(() => {
    const stands = edition.value?.revision?.number;
    return isRefused.value || (page.value !== null && stands !== undefined && stands !== page.value.revision);
  });
  async function reload(): Promise<void> {
    await flush();
    pages.value = 1;
    await Promise.all([
      editionQuery.refetch(),
      queryClient.invalidateQueries({ queryKey: base.value }),
      queryClient.invalidateQueries({ queryKey: ["editions"] }),
    ]);
    isRefused.value = false;
  }
  /** What a refusal says; that the edition moved is said by the page as well. */
  function refusalOf(error: unknown): string {
    if (error instanceof Problem && kMoved.has(error.code)) {
      isRefused.value = true;
      void editionQuery.refetch();
    }
    return sentenceOf(error);
  }

  // ── marks: gathered for a moment, so that F8 held down is one request ──
  const waiting = { classes: new Map<string, ClassName>(), rows: new Set<string>() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();
  function show(classes: ReadonlySet<string>, rows: ReadonlySet<string>, isSeen: boolean): void {
    queryClient.setQueryData<ReviewPage>(pageKey.value, (now) =>
      now === undefined ? now : withMarks(now, annexes.value, classes, rows, isSeen),
    );
  }
  async function send(classes: readonly ClassName[], rows: readonly string[], isSeen: boolean) {
    try {
      const body = {
        revision: page.value?.revision ?? 0,
        classes: classes.map((each) => ({
          department: each.department,
          major: each.major,
          class: each.class,
          annex: each.annex,
        })),
        rows: [...rows],
        is_seen: isSeen,
      };
      await given(api.POST(`${kEdition}/marks`, { params: { path: path.value }, body }));
    } catch (error) {
      show(new Set(classes.map(classKey)), new Set(rows), !isSeen);
      showToast({ kind: "failed", text: refusalOf(error), detail: text("review.mark_lost") });
    }
  }
  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (waiting.classes.size + waiting.rows.size > 0) {
      const classes = [...waiting.classes.values()];
      const rows = [...waiting.rows];
      waiting.classes.clear();
      waiting.rows.clear();
      sending = sending.then(() => send(classes, rows, true));
    }
    await sending;
  }
  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), kMarkMs);
  }
  function openRow(student: string): void {
    const row = page.value?.rows.find((each) => each.student === student);
    if (row === undefined || row.is_opened) return;
    waiting.rows.add(student);
    show(new Set(), new Set([student]), true);
    later();
  }
  function setSeen(of: ClassName, isSeen: boolean): void {
    show(new Set([classKey(of)]), new Set(), isSeen);
    if (isSeen) {
      waiting.classes.set(classKey(of), of);
      later();
    } else {
      waiting.classes.delete(classKey(of));
      sending = sending.then(() => send([of], [], false));
    }
  }
  onBeforeUnmount(() => void flush());

  // ── acts ──
  async function sign(act: "endorse" | "recheck" | "approve", opinion: string, code: string): Promise<void> {
    await flush();
    const body = {
      act,
      revision: page.value?.revision ?? 0,
      ...(asked.value.department === "" ? {} : { department: asked.value.department }),
      ...(opinion === "" ? {} : { opinion }),
      ...(code === "" ? {} : { code }),
    };
    await given(api.POST(`${kEdition}/signatures`, { params: { path: path.value }, body }));
    await reload();
  }
  async function sendBack(
    to: "draft" | "department_review" | "registry_review",
    cells: readonly NamedCell[],
    reason: string,
    departments: readonly string[],
  ): Promise<void> {
    const body = {
      to,
      revision: page.value?.revision ?? 0,
      cells: cells.map(({ student, field }) => ({ student, field })),
      departments: [...departments],
      ...(reason === "" ? {} : { reason }),
    };
    await given(api.POST(`${kEdition}/returns`, { params: { path: path.value }, body }));
    await reload();
  }
  const at = (comment: number) => ({ params: { path: { ...path.value, comment } } });
  async function say(comment: NewComment): Promise<void> {
    const body = {
      student: comment.student,
      ...(comment.field === "" ? {} : { field: comment.field }),
      ...(comment.text === "" ? {} : { text: comment.text }),
      ...(comment.suggestion === "" ? {} : { suggestion: comment.suggestion }),
    };
    await given(api.POST(`${kEdition}/comments`, { params: { path: path.value }, body }));
    await flush();
    await Promise.all([commentsQuery.refetch(), pageQuery.refetch()]);
    openRow(comment.student); // a row with a comment has to be opened: who writes it sees it
  }
  async function take(comment: number): Promise<number> {
    const done = await given(api.POST(`${kEdition}/comments/{comment}/taking`, at(comment)));
    await Promise.all([commentsQuery.refetch(), editionQuery.refetch()]);
    return done.changed;
  }
  async function close(comment: number, outcome: string): Promise<void> {
    const body = outcome === "" ? {} : { outcome };
    await given(api.POST(`${kEdition}/comments/{comment}/closing`, { ...at(comment), body }));
    await commentsQuery.refetch();
  }
  async function paper(): Promise<Blob> {
    const { intake, number, department } = asked.value;
    const query = department === "" ? "" : `?department=${encodeURIComponent(department)}`;
    const response = await server.raw(
      `/api/v1/intakes/${encodeURIComponent(intake)}/editions/${number}/paper${query}`,
      { method: "GET" },
    );
    return new Blob([await response.blob()], { type: "application/pdf" });
  }

  return {
    editionQuery,
    pageQuery,
    changesQuery,
    commentsQuery,
    checksQuery,
    edition,
    page,
    level,
    annexes,
    hasBefore,
    changes,
    lines,
    linesLeft,
    more: () => (pages.value += 1),
    comments,
    counts,
    checks,
    isMoved,
    reload,
    refusalOf,
    openRow,
    setSeen,
    flush,
    sign,
    sendBack,
    say,
    take,
    close,
    paper,
  };
}
export type Review = ReturnType<typeof useReview>;

/** A class as it was sealed; kept as long as the page, for it does not change. */
export function classRowsQuery(asked: Asked, revision: number, of: ClassName) {
  return {
    queryKey: ["review", asked.intake, asked.number, "rows", revision, classKey(of)],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      given(
        api.GET("/api/v1/intakes/{intake}/editions/{number}/rows", {
          params: {
            path: { intake: asked.intake, number: asked.number },
            query: {
              department: of.department,
              major: of.major,
              class: of.class,
              revision,
              ...(of.annex === "" ? {} : { annex: of.annex }),
            },
          },
          signal,
        }),
      ),
    ...kStill,
  };
}
