// One import in the making: files going up, the comparison, the writing. It outlives the page and a
// reload: what was sent stays on the server a day, and the draft remembers which job looked at it.
import { given, Problem, sendFile, type Job, type Upload } from "@mingce/client";
import { defineStore } from "pinia";
import { computed, reactive, ref, watch } from "vue";

import { api, sentenceOf, server } from "@/api/server";
import { useJobs } from "@/jobs/jobs_store";
import { useSession } from "@/session/session_store";
import { sizeText } from "@/texts/moments";
import { text } from "@/texts/texts";

/** docs/jobs.md, kind `import`. */
export interface ImportResult {
  readonly batch: number;
  readonly committed: boolean;
  readonly changes_nothing: boolean;
  readonly rows: Readonly<
    Record<"in" | "accepted" | "held" | "refused" | "new" | "changed" | "same" | "conflict", number>
  >;
  readonly photos: Readonly<Record<string, number>>;
  readonly files: readonly {
    readonly file: string;
    readonly role: string;
    readonly bytes: number;
    readonly code?: string;
    readonly detail?: string;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: "blocking" | "warning" | "note";
    readonly count: number;
  }[];
}

export interface DraftFile {
  /** Of this page; an upload has one of its own. */
  readonly key: string;
  readonly name: string;
  readonly size: number;
  upload: Upload | null;
  received: number;
  state: "sending" | "sent" | "broken" | "refused" | "missing";
  why: string;
}

/** What a person said of a sheet's columns, by the fingerprint of its headers. */
export interface SheetChoice {
  readonly columns: Record<string, string>; // column to field, "-" to leave it out
  readonly values: { name: string; text: string; value: string }[];
}

interface Kept {
  readonly account: string;
  readonly intake: string;
  readonly uploads: readonly string[];
  readonly comparison: string;
  readonly writing: string;
  readonly choices?: Record<string, SheetChoice>;
}

const kKey = "mingce.import";
/** `[upload] file_mib_max` of mingce.toml where nobody changed it; the server has the last word. */
const kFileBytesMax = 2 * 1024 ** 3;

function kept(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(kKey) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

export const useImportDraft = defineStore("import", () => {
  const jobs = useJobs();
  const session = useSession();
  const intake = ref("");
  const files = ref<DraftFile[]>([]);
  const comparison = ref("");
  const writing = ref("");
  const refusal = ref("");
  /** Of what was compared: its columns, then its findings. */
  const step = ref<"columns" | "findings">("columns");
  const choices = ref<Record<string, SheetChoice>>({});
  const sources = new Map<string, Blob>(); // files of this page's life
  let last = 0;

  const jobOf = (id: string): Job | null => jobs.jobs.find((job) => job.id === id) ?? null;
  const comparisonJob = computed(() => jobOf(comparison.value));
  const writingJob = computed(() => jobOf(writing.value));
  const compared = computed(() => resultOf(comparisonJob.value));
  const written = computed(() => resultOf(writingJob.value));
  const sent = computed(() => files.value.filter((file) => file.state === "sent"));
  const isSending = computed(() => files.value.some((file) => file.state === "sending"));
  const isBegun = computed(() => files.value.length > 0 || comparison.value !== "");

  function keep(): void {
    const draft: Kept = {
      account: session.session?.account ?? "",
      intake: intake.value,
      uploads: files.value.flatMap((file) => (file.upload === null ? [] : [file.upload.id])),
      comparison: comparison.value,
      writing: writing.value,
      choices: choices.value,
    };
    localStorage.setItem(kKey, JSON.stringify(draft));
  }
  watch([files, comparison, writing, intake, choices], keep, { deep: true });

  /** After a reload: what the server still has of it. */
  async function takeUp(): Promise<void> {
    const draft = kept();
    if (isBegun.value || draft === null || draft.account !== session.session?.account) return;
    const uploads = await given(api.GET("/api/v1/uploads")).catch(() => null);
    intake.value = draft.intake;
    choices.value = draft.choices ?? {};
    files.value = (uploads?.items ?? [])
      .filter((upload) => draft.uploads.includes(upload.id))
      .map((upload) => ({
        key: `old-${upload.id}`,
        name: upload.name,
        size: upload.size,
        upload,
        received: upload.received,
        state: upload.state === "receiving" ? "missing" : "sent",
        why: "",
      }));
    for (const id of [draft.comparison, draft.writing].filter((each) => each !== "")) {
      const path = { id };
      const job = await given(api.GET("/api/v1/jobs/{id}", { params: { path } })).catch(() => null);
      if (job !== null) jobs.take(job);
    }
    if (jobOf(draft.comparison) !== null) comparison.value = draft.comparison;
    if (jobOf(draft.writing) !== null) writing.value = draft.writing;
  }

  async function send(file: DraftFile): Promise<void> {
    const source = sources.get(file.key);
    if (source === undefined) return;
    file.state = "sending";
    try {
      file.upload = await sendFile(server, source, file.name, {
        ...(file.upload === null ? {} : { resume: file.upload }),
        progress: (received) => (file.received = received),
      });
      file.received = file.size;
      file.state = "sent";
    } catch (error) {
      file.why = sentenceOf(error);
      file.state = error instanceof Problem ? "refused" : "broken";
    }
  }

  /** Files that were picked, dropped or pasted. One that was sent in part before goes on. */
  async function add(picked: readonly { readonly name: string; readonly bytes: Blob }[]): Promise<void> {
    comparison.value = "";
    writing.value = "";
    const added = picked.map(({ name, bytes }) => {
      const before = files.value.find(
        (file) => file.state === "missing" && file.name === name && file.size === bytes.size,
      );
      if (before !== undefined) {
        sources.set(before.key, bytes);
        return before;
      }
      const file = reactive<DraftFile>({
        key: `new-${++last}`,
        name,
        size: bytes.size,
        upload: null,
        received: 0,
        state: "sending",
        why: "",
      });
      if (bytes.size > kFileBytesMax) {
        file.state = "refused";
        file.why = text("imports.too_large", { name, limit: sizeText(kFileBytesMax) });
      } else {
        sources.set(file.key, bytes);
      }
      files.value.push(file);
      return file;
    });
    for (const file of added) if (file.state !== "refused") await send(file);
  }

  async function remove(file: DraftFile): Promise<void> {
    files.value = files.value.filter((each) => each.key !== file.key);
    sources.delete(file.key);
    if (file.upload === null) return;
    const path = { id: file.upload.id };
    await given(api.DELETE("/api/v1/uploads/{id}", { params: { path } })).catch(() => undefined);
  }

  async function submit(commit: boolean): Promise<void> {
    refusal.value = "";
    const body = {
      intake: intake.value,
      commit,
      uploads: sent.value.flatMap((file) => (file.upload === null ? [] : [file.upload.id])),
      sheets: Object.entries(choices.value).map(([fingerprint, choice]) => ({
        fingerprint,
        ...choice,
      })),
    };
    try {
      const job = await given(api.POST("/api/v1/imports", { body }));
      jobs.take(job);
      if (!commit) step.value = "columns";
      (commit ? writing : comparison).value = job.id;
    } catch (error) {
      refusal.value = sentenceOf(error);
    }
  }

  function choiceOf(fingerprint: string): SheetChoice {
    return (choices.value[fingerprint] ??= { columns: {}, values: [] });
  }

  function reset(): void {
    files.value = [];
    choices.value = {};
    step.value = "columns";
    comparison.value = "";
    writing.value = "";
    refusal.value = "";
    sources.clear();
    localStorage.removeItem(kKey);
  }
  async function discard(): Promise<void> {
    const gone = files.value;
    reset();
    for (const file of gone) await remove(file);
  }

  return {
    intake,
    files,
    sent,
    isSending,
    isBegun,
    refusal,
    step,
    choices,
    choiceOf,
    comparison,
    comparisonJob,
    compared,
    writing,
    writingJob,
    written,
    takeUp,
    add,
    send,
    remove,
    submit,
    reset,
    discard,
  };
});

function resultOf(job: Job | null): ImportResult | null {
  return job?.state === "done" ? (job.result as ImportResult) : null;
}
