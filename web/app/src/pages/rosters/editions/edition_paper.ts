// What is printed of an edition, in a tab of its own: the paper of a revision as it was sealed, and
// the filing sheet.
import { sentenceOf, server } from "@/api/server";
import { showToast } from "@/shell/toasts";
import type { Edition } from "./edition_answers";

async function openFile(path: string): Promise<void> {
  const tab = window.open("", "_blank"); // while the key is still the person's own doing
  try {
    const response = await server.raw(path, {});
    const url = URL.createObjectURL(await response.blob());
    if (tab === null) location.assign(url);
    else tab.location.href = url;
  } catch (error) {
    tab?.close();
    showToast({ kind: "failed", text: sentenceOf(error) });
  }
}

const pathOf = ({ intake, number }: Edition): string => `/api/v1/intakes/${intake}/editions/${number}`;

/** Of the whole with "", else of a department. */
export async function openPaper(edition: Edition, department: string): Promise<void> {
  if (edition.revision === null) return;
  const query = new URLSearchParams({ revision: String(edition.revision.number) });
  if (department !== "") query.set("department", department);
  await openFile(`${pathOf(edition)}/paper?${query}`);
}
export const openFilingSheet = (edition: Edition): Promise<void> =>
  openFile(`${pathOf(edition)}/filing-sheet`);
