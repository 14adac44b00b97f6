import { describe, expect, it } from "vitest";

import type { Publication } from "@/api/publications";
import { madeUpFields, madeUpPublication } from "./made_up_publication";
import {
  approvalReasons,
  isOpenToChange,
  isReady,
  isReissuable,
  isRevocable,
  keptBack,
  nextSight,
  notTaken,
  recipientGroups,
  sightOf,
  standingOf,
  viewWith,
  type Sight,
} from "./publication_model";

it.each<[Sight, boolean, Sight]>([
  ["whole", true, "masked"],
  ["masked", true, "none"],
  ["none", true, "whole"],
  ["whole", false, "none"],
  ["none", false, "whole"],
  ["masked", false, "none"], // a mask that the standard lost
])("after %s, with a mask: %s, comes %s", (now, hasMask, next) => expect(nextSight(now, hasMask)).toBe(next));

describe("a view", () => {
  const { view } = madeUpPublication();
  it.each<[string, Sight, string[]]>([
    ["phone", "masked", ["student_no", "name", "phone?"]],
    ["birth_date", "whole", ["student_no", "name", "birth_date"]],
    ["student_no", "none", ["name"]],
    ["student_no", "masked", ["student_no?", "name"]],
    ["id_number", "none", ["student_no", "name"]],
  ])("with %s %s", (field, sight, expected) => {
    const after = viewWith(view, madeUpFields, field, sight);
    expect(after.map((each) => `${each.field}${each.is_whole ? "" : "?"}`)).toEqual(expected);
    expect(sightOf({ view: after }, field)).toBe(sight);
  });

  it("keeps the order of the columns, whatever was added last", () => {
    const after = viewWith([{ field: "id_number", is_whole: false }], madeUpFields, "student_no", "whole");
    expect(after.map((each) => each.field)).toEqual(["student_no", "id_number"]);
  });

  it("tells which columns of the upper classes stay here", () => {
    expect(keptBack({ view }, madeUpFields).map((each) => each.field)).toEqual(["phone", "id_number"]);
    const masked = viewWith(view, madeUpFields, "phone", "masked");
    expect(keptBack({ view: masked }, madeUpFields).map((each) => each.field)).toEqual(["id_number"]);
  });
});

it.each<[Partial<Publication>, string]>([
  [{ missing: ["purpose"] }, "lacks"],
  [{}, "ready"],
  [{ state: "asked" }, "asked"],
  [{ state: "open" }, "sent"],
  [{ state: "open", downloads: 2 }, "taken"],
  [{ state: "open", downloads: 2, is_expired: true }, "expired"],
  [{ state: "refused" }, "refused"],
  [{ state: "revoked", downloads: 2 }, "revoked"],
])("%o stands as %s", (changes, standing) => expect(standingOf(madeUpPublication(changes))).toBe(standing));

it.each<[Partial<Publication>, string]>([
  [{}, "change ready"],
  [{ missing: ["until"] }, "change"],
  [{ state: "asked" }, "revoke"],
  [{ state: "open" }, "revoke"],
  [{ state: "open", is_expired: true }, "revoke reissue"],
  [{ state: "refused" }, "change"],
  [{ state: "revoked" }, "reissue"],
])("%o may be: %s", (changes, may) => {
  const publication = madeUpPublication(changes);
  const words = [
    ...(isOpenToChange(publication) ? ["change"] : []),
    ...(isReady(publication) ? ["ready"] : []),
    ...(isRevocable(publication) ? ["revoke"] : []),
    ...(isReissuable(publication) ? ["reissue"] : []),
  ];
  expect(words.join(" ")).toBe(may);
});

it.each<[Publication["highest"], number, number, string[]]>([
  ["C1", 100, 0, []],
  ["C2", 5_000, 0, []],
  ["C3", 2_000, 1, ["class3"]],
  ["C3", 2_001, 2, ["many_rows"]],
  ["C4", 30, 2, ["class4"]],
  ["C4", 3_839, 2, ["class4", "many_rows"]],
])("%s of %i rows needs %i", (highest, rows, approvals_needed, reasons) =>
  expect(approvalReasons({ highest, rows, approvals_needed })).toEqual(reasons),
);

it("says who has not taken it", () => {
  const one = madeUpPublication().receivers[0];
  const receivers = [
    { ...one, login: "a", downloads: 1 },
    { ...one, login: "b", downloads: 0 },
  ] as Publication["receivers"];
  expect(notTaken(madeUpPublication({ receivers })).map((each) => each.login)).toEqual(["b"]);
});

it.each([
  ["", "unit:dormitory,finance department:理学院"],
  ["宿管", "unit:dormitory"],
  ["FINANCE", "unit:finance"],
  ["没有", ""],
])("recipients by %s", (typed, expected) => {
  const recipient = (kind: "unit" | "department", key: string, zh: string, en: string) => ({
    kind,
    recipient: key,
    zh,
    en,
    rows: 1,
    receivers: [],
  });
  const recipients = [
    recipient("department", "理学院", "理学院", "Science"),
    recipient("unit", "dormitory", "后勤处 · 宿管", "Dormitories"),
    recipient("unit", "finance", "财务处", "Finance"),
  ];
  const found = recipientGroups({ recipients }, typed).map(
    (group) => `${group.kind}:${group.recipients.map((each) => each.recipient).join(",")}`,
  );
  expect(found.join(" ")).toBe(expected);
});
