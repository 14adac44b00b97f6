// The desk of publishing: the list with what is on its way, the recipient that is looked at, and what
// may be done with it. Every act says what it did; a refused one says why, and the list is asked again.
import { Problem } from "@mingce/client";
import { computed, ref, watch, type Ref } from "vue";

import {
  addRecipient,
  changePublication,
  decidePublication,
  dropPublication,
  issuePublications,
  publicationsMoved,
  putPublications,
  reissuePublication,
  revokePublication,
  takeOverTemplate,
  usePublications,
  type EditionName,
  type Publication,
  type PublicationChange,
  type Recipient,
} from "@/api/publications";
import { sentenceOf } from "@/api/server";
import { useSession } from "@/session/session_store";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";
import { ChangeQueue } from "./change_queue";
import { approvalsOf, isOpenToChange, isReady, nextSight, sightOf, viewWith } from "./publication_model";
import { recipientName } from "./publication_words";

const isOvertaken = (error: unknown): boolean =>
  error instanceof Problem && (error.isOvertaken || error.code === "publication.changed_meanwhile");

export function usePublishing(name: Ref<EditionName>, first: number) {
  const session = useSession();
  const answer = usePublications(name);
  const chosen = ref(first);
  const isBusy = ref(false);
  const mayPublish = computed(() => session.may("roster.publish"));

  const queue = new ChangeQueue({
    send: changePublication,
    told: (publication) => putPublications(name.value, [publication]),
    failed: (number, error) => {
      const publication = items.value.find((each) => each.number === number);
      const who = publication === undefined ? "" : recipientName(publication);
      const sentence = isOvertaken(error)
        ? text("publishing.overtaken", { who })
        : text("publishing.save_failed", { why: sentenceOf(error) });
      showToast({ kind: "failed", text: sentence });
      void answer.refetch();
    },
  });

  const told = computed(() => answer.data.value ?? null);
  const fields = computed(() => told.value?.fields ?? []);
  const items = computed(() => (told.value?.items ?? []).map((each) => queue.shown(each)));
  const current = computed(
    () =>
      items.value.find((each) => each.number === chosen.value) ??
      items.value.find((each) => each.may_decide) ??
      items.value[0] ??
      null,
  );
  watch(current, (now) => (chosen.value = now?.number ?? chosen.value));
  const ready = computed(() => items.value.filter(isReady));
  const lacking = computed(() =>
    items.value.filter((each) => each.state === "draft" && each.missing.length > 0),
  );
  const waiting = computed(() => items.value.filter((each) => each.may_decide));
  const mayChange = (publication: Publication): boolean => mayPublish.value && isOpenToChange(publication);

  function change(publication: Publication, what: PublicationChange): void {
    if (mayChange(publication)) void queue.change(publication, what);
  }
  function cycle(publication: Publication, field: string): void {
    const wanted = fields.value.find((each) => each.field === field);
    if (wanted === undefined) return;
    const sight = nextSight(sightOf(publication, field), wanted.has_mask);
    change(publication, { view: viewWith(publication.view, fields.value, field, sight) });
  }

  /** "" once it is done, else why not. */
  async function act(work: () => Promise<string>): Promise<string> {
    if (isBusy.value) return "";
    isBusy.value = true;
    try {
      await queue.settled();
      const sentence = await work();
      if (sentence !== "") showToast({ text: sentence });
      return "";
    } catch (error) {
      return sentenceOf(error);
    } finally {
      isBusy.value = false;
      await publicationsMoved();
    }
  }
  /** The same where no dialog is open that could say why not. */
  async function actAlone(work: () => Promise<string>): Promise<void> {
    const refusal = await act(work);
    if (refusal !== "") showToast({ kind: "failed", text: refusal });
  }

  const add = (recipient: Recipient): Promise<string> =>
    act(async () => {
      const made = await addRecipient(name.value, recipient);
      chosen.value = made.number;
      return text("publishing.added", { who: recipientName(made) });
    });
  const drop = ({ number, recipient_zh, recipient_en }: Publication): Promise<void> =>
    actAlone(async () => {
      await dropPublication(number);
      return text("publishing.dropped", { who: recipientName({ recipient_zh, recipient_en }) });
    });
  const takeOver = (): Promise<void> =>
    actAlone(async () => {
      const n = told.value?.template?.recipients ?? 0;
      await takeOverTemplate(name.value);
      return text("publishing.template_done", { n });
    });
  const issue = (which: readonly Publication[]): Promise<string> =>
    act(async () => {
      const { items: now } = await issuePublications(which.map((each) => each.number));
      putPublications(name.value, now);
      const asked = now.filter((each) => each.state === "asked").length;
      return [
        ...(asked < now.length ? [text("publishing.issued_toast", { n: now.length - asked })] : []),
        ...(asked > 0 ? [text("publishing.asked_toast", { n: asked })] : []),
      ].join(" · ");
    });
  const decide = (publication: Publication, approves: boolean, words = ""): Promise<string> =>
    act(async () => {
      const now = await decidePublication(publication.number, approves, words);
      const who = recipientName(now);
      const left = now.approvals_needed - approvalsOf(now);
      if (!approves) return text("publishing.told_refused", { who });
      if (left > 0) return text("publishing.told_more", { who, n: left });
      return text("publishing.told_approved", { who });
    });
  const approve = async (publication: Publication): Promise<void> => {
    const refusal = await decide(publication, true);
    if (refusal !== "") showToast({ kind: "failed", text: refusal });
  };
  const revoke = (publication: Publication, words: string): Promise<string> =>
    act(async () => {
      const now = await revokePublication(publication.number, words);
      return text("publishing.revoked", { who: recipientName(now) });
    });
  const reissue = (publication: Publication, until: string): Promise<string> =>
    act(async () => {
      const now = await reissuePublication(publication.number, until);
      const who = recipientName(now);
      return text(now.state === "draft" ? "publishing.draft_again" : "publishing.reissued", { who });
    });

  return {
    answer,
    told,
    fields,
    items,
    chosen,
    current,
    ready,
    lacking,
    waiting,
    isBusy,
    mayPublish,
    mayChange,
    change,
    cycle,
    add,
    drop,
    takeOver,
    issue,
    decide,
    approve,
    revoke,
    reissue,
  };
}
export type Publishing = ReturnType<typeof usePublishing>;
