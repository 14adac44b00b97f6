// Lists asked for as files: those one may know of, and the file itself, which is made once.
import { given, type components } from "@mingce/client";

import { saveFile } from "@/api/downloads";
import { queryClient } from "@/api/queries";
import { useSession } from "@/session/session_store";
import { api, server } from "./server";
import { useAnswer } from "./use_answer";

export type Export = components["schemas"]["Export"];
export type ExportState = Export["state"];

export function useExports() {
  const session = useSession();
  return useAnswer(
    ["exports"],
    (signal) => given(api.GET("/api/v1/exports", { signal })),
    () => session.may("export.run") || session.may("export.approve"),
  );
}

/** Saves the file; the password of a locked one, "" for none. Neither is given again. */
export async function makeExport(number: number): Promise<string> {
  const made = await server.raw(`/api/v1/exports/${number}/file`, { method: "POST" });
  await saveFile(made);
  await queryClient.invalidateQueries({ queryKey: ["exports"] });
  return made.headers.get("Mingce-Password") ?? "";
}
