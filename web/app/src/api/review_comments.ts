// How many open comments of a review lie on a cell of the students' table; none where no edition is
// under review, or the post may not see it.
import { given } from "@mingce/client";
import { computed, type Ref } from "vue";

import { useSession } from "@/session/session_store";
import { api } from "./server";
import { useAnswer } from "./use_answer";

const kUnderReview = new Set(["department_review", "registry_review", "leader_approval"]);
const kAgainMs = 60_000;

/** What is said of a whole row stands on the name. */
export function commentPlace(student: string, field: string): string {
  return `${student}:${field === "" ? "name" : field}`;
}

export function useReviewComments(intake: Ref<string>) {
  const session = useSession();
  const answer = useAnswer(
    () => ["review-comments", intake.value],
    async (signal) => {
      const query = { intake: intake.value };
      const { items } = await given(api.GET("/api/v1/editions", { params: { query }, signal }));
      const edition = items.find((each) => kUnderReview.has(each.state));
      if (edition === undefined) return [];
      const path = { intake: intake.value, number: edition.number };
      const comments = await given(
        api.GET("/api/v1/intakes/{intake}/editions/{number}/comments", { params: { path }, signal }),
      );
      return comments.items.filter((each) => each.state === "open");
    },
    () => intake.value !== "" && session.may("roster.read"),
    kAgainMs,
  );
  return computed(() => {
    const counts = new Map<string, number>();
    for (const each of answer.data.value ?? []) {
      const place = commentPlace(each.student, each.field);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    return counts;
  });
}
