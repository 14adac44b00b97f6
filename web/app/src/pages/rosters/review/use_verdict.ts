// Signing and sending back, at a desk as on a phone: what may be done now, what is asked before, and
// what was typed kept until it went through.
import { Problem } from "@mingce/client";
import { computed, ref, watch, type Ref } from "vue";

import { useSession } from "@/session/session_store";
import { showToast } from "@/shell/toasts";
import { either, text } from "@/texts/texts";
import type { ReturnTo } from "./ReturnDialog.vue";
import {
  cellKey,
  isReady,
  missingFor,
  returningAct,
  signingAct,
  viewed,
  type Edition,
  type NamedCell,
} from "./review_model";
import { whyNot } from "./review_words";
import type { Asked, Review } from "./use_review";

const kNothing = { classes: 0, rows: 0, checks: false };
const kUnseen = new Set(["review.not_viewed", "review.not_opened"]);

function levelSigners(edition: Edition, level: string, department: string): readonly string[] {
  const states =
    level === "department"
      ? edition.departments.filter((each) => each.department === department)
      : [level === "registry" ? edition.registry : edition.leader];
  return states.flatMap((each) => (each?.signatures ?? []).map((signature) => signature.login));
}

export function useVerdict(asked: Ref<Asked>, review: Review) {
  const session = useSession();
  const me = computed(() => session.session?.login ?? "");
  const { edition, page, level, checks } = review;
  const dialog = ref<"" | "sign" | "back">("");
  const busy = ref(false);
  const refusal = ref("");
  const isCodeWrong = ref(false);
  const opinion = ref("");
  const reason = ref("");
  const marked = ref<readonly NamedCell[]>([]);
  const markedKeys = computed(() => new Set(marked.value.map(cellKey)));

  const back = computed(() => (edition.value === null ? null : returningAct(edition.value)));
  const missing = computed(() => (page.value === null ? kNothing : missingFor(page.value, checks.value)));
  const isSigned = computed(
    () =>
      edition.value !== null &&
      levelSigners(edition.value, level.value, asked.value.department).includes(me.value),
  );
  /** Nothing where it is not one's turn, or was done. */
  const act = computed(() =>
    edition.value === null || isSigned.value
      ? null
      : signingAct(edition.value, level.value, asked.value.department),
  );
  const maySign = computed(() => act.value?.may === true && isReady(missing.value));
  watch(dialog, () => {
    refusal.value = "";
    isCodeWrong.value = false;
  });

  const title = computed(() =>
    text(`review.title_${level.value}`, {
      number: `${asked.value.number}`,
      people: text("common.people", { n: edition.value?.revision?.listed ?? 0 }),
      department: asked.value.department,
    }),
  );
  const seen = computed(() => {
    const of = page.value;
    if (of === null) return "";
    const parts: string[] = [];
    const classes = viewed(of.classes);
    if (classes.all > 0) parts.push(text("review.saw_classes", { ...classes }));
    if (of.cells > 0) parts.push(text("review.saw_cells", { n: of.cells }));
    const key = level.value === "leader" ? "review.saw_sample" : "review.saw_rows";
    const opened = of.rows.filter((each) => each.is_opened).length;
    if (of.rows.length > 0) parts.push(text(key, { seen: opened, all: of.rows.length }));
    return parts.join(" · ") || text("review.saw_nothing_new");
  });
  const signer = computed(() => {
    const role = session.role === null ? "" : either(session.role);
    return text("review.signer_is", { name: session.session?.name || me.value, role });
  });

  function toggleMark(cell: NamedCell): void {
    const key = cellKey(cell);
    marked.value = markedKeys.value.has(key)
      ? marked.value.filter((each) => cellKey(each) !== key)
      : [...marked.value, cell];
  }

  /** Not yet: what is missing is said; the dialog where nothing is. */
  function askToSign(): void {
    if (act.value === null) return;
    if (maySign.value) dialog.value = "sign";
    else showToast({ kind: "failed", text: notYet() });
  }
  function notYet(): string {
    const of = act.value;
    if (of !== null && !of.may) return whyNot(of);
    const said: string[] = [];
    if (missing.value.classes > 0) said.push(text("review.classes_left", { n: missing.value.classes }));
    if (missing.value.rows > 0) said.push(text("review.rows_left", { n: missing.value.rows }));
    if (missing.value.checks) said.push(text("review.checks_failed"));
    return said.join(text("review.join"));
  }
  function askToReturn(): void {
    if (back.value !== null) dialog.value = "back";
  }

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    busy.value = true;
    refusal.value = "";
    isCodeWrong.value = false;
    try {
      await work();
      dialog.value = "";
      return true;
    } catch (error) {
      refusal.value = review.refusalOf(error);
      isCodeWrong.value = error instanceof Problem && error.code === "session.confirm";
      // Somebody commented meanwhile: there is more to open than the page knew.
      if (error instanceof Problem && kUnseen.has(error.code)) void review.pageQuery.refetch();
      return false;
    } finally {
      busy.value = false;
    }
  }
  async function sign(said: string, code: string): Promise<void> {
    const name = (act.value?.act ?? "endorse") as "endorse" | "recheck" | "approve";
    const isDone = await attempt(() => review.sign(name, said, code));
    if (!isDone) return;
    opinion.value = "";
    showToast({ text: text(`review.done_${level.value}`, { number: `${asked.value.number}` }) });
  }
  async function sendBack(to: ReturnTo, why: string, departments: readonly string[]): Promise<void> {
    const isDone = await attempt(() => review.sendBack(to, marked.value, why, departments));
    if (!isDone) return;
    marked.value = [];
    reason.value = "";
    showToast({ text: text("review.done_back", { level: text(`review.to_${to}`) }) });
  }

  return {
    me,
    dialog,
    busy,
    refusal,
    isCodeWrong,
    opinion,
    reason,
    marked,
    markedKeys,
    act,
    back,
    missing,
    isSigned,
    maySign,
    title,
    seen,
    signer,
    toggleMark,
    askToSign,
    askToReturn,
    sign,
    sendBack,
  };
}
export type Verdict = ReturnType<typeof useVerdict>;
