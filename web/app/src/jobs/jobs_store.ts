// One's jobs as they go, over one event stream; where it cannot be had, by asking now and then.
import { given, jobsAsTheyGo, type Job } from "@mingce/client";
import { defineStore } from "pinia";
import { computed, onBeforeUnmount, onMounted, ref, watch } from "vue";

import { queryClient } from "@/api/queries";
import { api, isReachable, sentenceOf, server } from "@/api/server";
import { useSession } from "@/session/session_store";
import { showToast } from "@/shell/toasts";
import { either, text } from "@/texts/texts";

const kAgainMs = 3_000;
const kKept = 50;

export function jobName(job: Pick<Job, "zh" | "en">): string {
  return either(job);
}

export function isGoing(job: Job): boolean {
  return job.state === "waiting" || job.state === "running";
}

const seenHere = new Set<string>();
/** A page that shows jobs of this kind by itself: no toast says the same again while it is open. */
export function useJobsSeenHere(kind: string): void {
  onMounted(() => seenHere.add(kind));
  onBeforeUnmount(() => seenHere.delete(kind));
}

function tell(job: Job): void {
  const what = jobName(job);
  if (job.state === "done" && !seenHere.has(job.kind)) showToast({ text: text("jobs.finished", { what }) });
  if (job.state !== "failed") return;
  const why = job.failure === null ? "" : either(job.failure);
  showToast({ kind: "failed", text: text("jobs.broke", { what, why }) });
}

export const useJobs = defineStore("jobs", () => {
  const session = useSession();
  const jobs = ref<readonly Job[]>([]);
  const going = computed(() => jobs.value.filter(isGoing));
  let stop: AbortController | null = null;

  /** Lists and events leave results out: the job itself holds its own. */
  async function takeWhole(id: string): Promise<void> {
    const job = await given(api.GET("/api/v1/jobs/{id}", { params: { path: { id } } })).catch(() => null);
    if (job !== null) take(job);
  }

  function take(job: Job): void {
    if (job.state === "done" && job.result === null) {
      void takeWhole(job.id);
      return;
    }
    const before = jobs.value.find((each) => each.id === job.id);
    jobs.value = [job, ...jobs.value.filter((each) => each.id !== job.id)]
      .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
      .slice(0, kKept);
    if (before === undefined || !isGoing(before) || isGoing(job)) return;
    tell(job);
    void queryClient.invalidateQueries(); // what it changed may be on the screen
  }

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const job of jobsAsTheyGo(server, signal)) take(job);
      } catch {
        const list = await given(api.GET("/api/v1/jobs", { signal })).catch(() => null);
        list?.items.toReversed().forEach(take);
      }
      await new Promise((resolve) => setTimeout(resolve, isReachable.value ? kAgainMs : 2 * kAgainMs));
    }
  }

  async function cancel(job: Job): Promise<void> {
    try {
      const path = { id: job.id };
      take(await given(api.POST("/api/v1/jobs/{id}/cancellation", { params: { path } })));
    } catch (error) {
      showToast({ kind: "failed", text: sentenceOf(error) });
    }
  }

  watch(
    () => session.isOpen && session.session?.choice,
    (isWorking) => {
      stop?.abort();
      jobs.value = [];
      stop = isWorking ? new AbortController() : null;
      if (stop !== null) void follow(stop.signal);
    },
    { immediate: true },
  );

  return { jobs, going, take, cancel };
});
