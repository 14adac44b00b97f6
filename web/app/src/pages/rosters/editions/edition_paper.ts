// What is printed of an edition, in a tab of its own: the paper of a revision as it was sealed or as it
// was published, the filing sheet, the signed list that pages are checked on, a numbered copy, and the
// list that goes to the archive with it.
import { sentenceOf, server } from "@/api/server";
import { showToast } from "@/shell/toasts";
import type { Edition, EditionName } from "./edition_answers";

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

const pathOf = ({ intake, number }: EditionName): string => `/api/v1/intakes/${intake}/editions/${number}`;

/** Of the whole with "", else of a department. */
export async function openPaper(edition: Edition, department: string): Promise<void> {
  if (edition.revision === null) return;
  const query = new URLSearchParams({ revision: String(edition.revision.number) });
  if (department !== "") query.set("department", department);
  await openFile(`${pathOf(edition)}/paper?${query}`);
}
/** With the codes of its pages: all volumes with "", else a department's. */
export async function openMarkedPaper(edition: Edition, department: string): Promise<void> {
  const query = department === "" ? "" : `?${new URLSearchParams({ department })}`;
  await openFile(`${pathOf(edition)}/published-paper${query}`);
}
export const openPageList = (edition: Edition): Promise<void> => openFile(`${pathOf(edition)}/page-list`);
export const openFilingSheet = (edition: Edition): Promise<void> =>
  openFile(`${pathOf(edition)}/filing-sheet`);
export const openTransferList = (edition: EditionName): Promise<void> =>
  openFile(`${pathOf(edition)}/transfer-list`);
export const openPaperRegister = (edition: EditionName): Promise<void> =>
  openFile(`${pathOf(edition)}/paper-register`);
export const openPaperCopy = (copy: number): Promise<void> => openFile(`/api/v1/paper-copies/${copy}/file`);
