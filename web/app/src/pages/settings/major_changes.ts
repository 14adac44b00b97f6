// What was said of a major, told with its way back.
import { given, type components } from "@mingce/client";

import { queryClient } from "@/api/queries";
import { api, sentenceOf } from "@/api/server";
import { showToast } from "@/shell/toasts";
import { text } from "@/texts/texts";

type Outcome = components["schemas"]["MajorOutcome"];

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries(); // findings of students came and went
}

export async function undoMajorChange(number: number): Promise<void> {
  try {
    const path = { number };
    await given(api.POST("/api/v1/organisation/changes/{number}/undoing", { params: { path } }));
    showToast({ text: text("settings.major_undone", { number }) });
  } catch (error) {
    showToast({ kind: "failed", text: sentenceOf(error) });
  }
  await refresh();
}

export function told(outcome: Outcome, what: string): void {
  const { opened, gone } = outcome.findings;
  showToast({
    text: text("settings.major_said", { what, n: outcome.students }),
    detail: text("settings.major_findings", { opened, gone }),
    action: { label: text("common.undo"), run: () => void undoMajorChange(outcome.number) },
  });
  void refresh();
}
