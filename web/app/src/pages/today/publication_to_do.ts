// Publications that wait for whoever works here: to be decided on by an approver, to be accepted and
// taken by a receiver.
import { computed } from "vue";

import { useWaitingPublications } from "@/api/publications";
import { useReceivedList } from "@/api/received";
import { standingOf, waitingReceived } from "@/pages/received/received_model";
import { rosterName } from "@/pages/received/received_words";
import { recipientName } from "@/pages/rosters/publishing/publication_words";
import { either, text } from "@/texts/texts";
import type { ToDo } from "./to_do";

export function usePublicationToDo() {
  const waiting = useWaitingPublications();
  const received = useReceivedList();

  const toDecide = computed<readonly ToDo[]>(() =>
    (waiting.data.value ?? []).map((each) => ({
      key: `publication:${each.number}`,
      title: text("publishing.today_decide", { who: recipientName(each), purpose: each.purpose }),
      detail: text("publishing.today_decide_lead", {
        intake: either({ zh: each.intake_zh, en: each.intake_en }),
        edition: each.edition,
        n: each.rows,
        class: each.highest,
      }),
      action: text("today.decide"),
      to: {
        name: "publications",
        params: { intake: each.intake, number: each.edition },
        query: { at: each.number },
      },
      isUrgent: false,
    })),
  );
  const toReceive = computed<readonly ToDo[]>(() =>
    waitingReceived(received.data.value ?? []).map((each) => {
      const standing = standingOf(each);
      const kind = standing === "new" ? "accept" : standing === "changed" ? "changed" : "take";
      return {
        key: `received:${each.link}`,
        title: text(`received.today_${kind}`, { what: rosterName(each), n: each.changed ?? 0 }),
        detail: text("received.today_lead", { purpose: each.purpose, n: each.rows }),
        action: text(kind === "accept" ? "received.to_accept" : "received.open"),
        to: { name: "received-roster", params: { link: each.link } },
        isUrgent: false,
        ...(each.until === null ? {} : { due: each.until }),
      };
    }),
  );
  return { toDecide, toReceive };
}
