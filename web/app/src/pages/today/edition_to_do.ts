// Editions that wait for whoever works here: what is signed or filed by its deadline, what is late
// first; then what is sealed. Of any intake that one reaches, so that no other year is forgotten.
import { given } from "@mingce/client";
import { useQueries } from "@tanstack/vue-query";
import { computed } from "vue";

import { personName } from "@/api/people_names";
import { api } from "@/api/server";
import { useEditions, type ReviewPage } from "@/pages/rosters/editions/edition_answers";
import { isSignature, waitingForMe, type Waiting } from "@/pages/rosters/editions/edition_stages";
import { changeWords, lineOf, peopleWords, reminderWords } from "@/pages/rosters/editions/edition_words";
import { shortDayText } from "@/texts/moments";
import { grouped, text } from "@/texts/texts";
import type { ToDo } from "./to_do";

const kLevels = { endorse: "department", recheck: "registry", approve: "leader" } as const;
const kLooked = 9; // as many as have a key

/** What one has yet to look at before signing. */
function leftWords(page: ReviewPage): string[] {
  return [
    ...(page.classes_left === 0 ? [] : [text("editions.today_left", { n: page.classes_left })]),
    ...(page.rows_left === 0 ? [] : [text("editions.today_rows_left", { n: page.rows_left })]),
  ];
}

export function useEditionToDo() {
  const editions = useEditions("");
  const waiting = computed(() => waitingForMe(editions.data.value?.items ?? []));
  const signing = computed(() => waiting.value.filter((each) => isSignature(each.act)));

  const pages = useQueries({
    queries: computed(() =>
      signing.value.slice(0, kLooked).map(({ edition, act }) => ({
        queryKey: [
          "editions",
          "review",
          edition.intake,
          edition.number,
          edition.version,
          act.act,
          act.department,
        ],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          given(
            api.GET("/api/v1/intakes/{intake}/editions/{number}/review", {
              params: {
                path: { intake: edition.intake, number: edition.number },
                query: {
                  level: kLevels[act.act as keyof typeof kLevels],
                  ...(act.department === "" ? {} : { department: act.department }),
                },
              },
              signal,
            }),
          ),
      })),
    ),
  });

  function linesOf(each: Waiting, page: ReviewPage | undefined): string[] {
    const { edition, act, level } = each;
    const { revision } = edition;
    if (revision === null || level === null) return [];
    const reminder = reminderWords(level, personName);
    const changes =
      page === undefined
        ? []
        : [changeWords(page, act.act === "endorse" ? level.students : revision.listed), ...leftWords(page)];
    if (act.act !== "approve")
      return [[...changes, ...(reminder === "" ? [] : [reminder])].join(" · ")].filter((line) => line !== "");
    const counts = {
      listed: grouped(revision.listed),
      men: grouped(revision.men),
      women: grouped(revision.women),
      annexed: grouped(revision.annexed),
    };
    return [
      text("editions.today_approve_counts", counts),
      text("editions.today_approve_signed", { departments: edition.departments_all }),
      [...changes, ...(reminder === "" ? [] : [reminder])].join(" · "),
    ].filter((line) => line !== "");
  }

  function signItem(each: Waiting, page: ReviewPage | undefined): ToDo {
    const { edition, act, level } = each;
    const what = lineOf(edition);
    const review = `/rosters/${edition.intake}/${edition.number}/review`;
    const named = { what, department: act.department || text("editions.no_department") };
    return {
      key: `edition:${edition.intake}:${edition.number}:${act.act}:${act.department}`,
      title: text(`editions.today_${act.act as keyof typeof kLevels}`, named),
      detail: "",
      lines: linesOf(each, page),
      action: text("editions.to_sign"),
      to: act.department === "" ? review : { path: review, query: { department: act.department } },
      isUrgent: level?.is_late ?? false,
      due: level?.deadline ?? "",
      isLate: level?.is_late ?? false,
    };
  }
  function sealItem({ edition, act }: Waiting): ToDo {
    const kind = act.act as "file" | "submit" | "revise";
    const signed = edition.leader?.signatures.at(-1);
    const details = {
      file: text("editions.today_approved", {
        who: peopleWords([personName(signed?.login ?? "")]),
        day: shortDayText(signed?.at ?? ""),
      }),
      submit: text(edition.revision === null ? "editions.today_draft" : "editions.today_returned"),
      revise:
        edition.changed_since > 0
          ? text("editions.today_changed", { n: edition.changed_since })
          : text("editions.today_new_rules", { version: edition.definition_version }),
    };
    return {
      key: `edition:${edition.intake}:${edition.number}:${act.act}`,
      title: text(`editions.today_${kind}`, { what: lineOf(edition) }),
      detail: details[kind],
      action: text(kind === "file" ? "editions.file" : "editions.open"),
      to: { name: "edition", params: { intake: edition.intake, number: edition.number } },
      isUrgent: false,
    };
  }

  const toSign = computed<readonly ToDo[]>(() => [
    ...signing.value.map((each, at) => signItem(each, pages.value[at]?.data)),
    ...waiting.value.filter((each) => each.act.act === "file").map(sealItem),
  ]);
  const toSeal = computed<readonly ToDo[]>(() =>
    waiting.value.filter((each) => each.act.act === "submit" || each.act.act === "revise").map(sealItem),
  );
  return { toSign, toSeal };
}
