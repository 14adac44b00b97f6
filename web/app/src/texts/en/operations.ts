import type { Texts } from "../texts";

export const operations: Texts["operations"] = {
  title: "Operations",
  lead: "Every change of many can be undone as a whole, and so can its undo.",
  imports: "Undoing an import",
  changes: "Changes of the standard",
  none: "Nothing was changed at once yet.",
  when: "When",
  who: "Who",
  what: "What",
  state: "State",
  done: "Done",
  undone: "Undone",
  undo: "Undo",
  more: "{n} more | {n} more",
};
