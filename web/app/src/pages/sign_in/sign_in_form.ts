// What the steps share: one thing under way, the server's sentence where it refused, and going on
// to where somebody wanted to be.
import { ref } from "vue";
import { useRoute, useRouter } from "vue-router";

import { sentenceOf } from "@/api/server";
import { useSession } from "@/session/session_store";

export function useStep() {
  const session = useSession();
  const route = useRoute();
  const router = useRouter();
  const refusal = ref("");
  const isBusy = ref(false);

  async function goOn(work: () => Promise<void>): Promise<void> {
    refusal.value = "";
    isBusy.value = true;
    try {
      await work();
      const back = route.query["back"];
      // Within this site alone: an address from outside must not send people elsewhere.
      const isOwn = typeof back === "string" && back.startsWith("/") && !back.startsWith("//");
      if (session.isOpen) await router.push(isOwn ? back : "/");
    } catch (error) {
      refusal.value = sentenceOf(error);
    } finally {
      isBusy.value = false;
    }
  }
  return { session, refusal, isBusy, goOn };
}
