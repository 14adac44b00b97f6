// Acts that changed many cells, and their way back.
import { given } from "@mingce/client";

import { queryClient } from "@/api/queries";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";
import { api, sentenceOf } from "./server";

/** Puts the values back that nobody changed since, and says how many were left. */
export async function undoOperation(number: number): Promise<void> {
  try {
    const path = { number };
    const outcome = await given(
      api.POST("/api/v1/operations/{number}/undoing", { params: { path }, body: {} }),
    );
    const kept = outcome.kept.length;
    showToast({
      text: kept === 0 ? text("students.undone") : text("students.undo_kept", { n: kept }),
    });
  } catch (error) {
    showToast({ kind: "failed", text: sentenceOf(error) });
  }
  await queryClient.invalidateQueries();
}
