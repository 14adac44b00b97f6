import { expect, it } from "vitest";

import {
  departmentsBelow,
  doubtOf,
  loginsOf,
  nameAndLogin,
  type LevelPerson,
  type ReviewEffect,
} from "./review_words";

it.each([
  ["none", "", []],
  ["one a line", "li\nwang", ["li", "wang"]],
  ["parted by what people type", " li，wang; zhao、sun ", ["li", "wang", "zhao", "sun"]],
  ["the same one twice", "li li", ["li"]],
])("logins: %s", (_why, words, logins) => {
  expect(loginsOf(words)).toEqual(logins);
});

it.each([
  ["a name and a login", { login: "wangf", name: "王芳" }, "王芳 wangf"],
  ["no other name", { login: "registry", name: "registry" }, "registry"],
  ["no account", { login: "gone", name: "" }, "gone"],
])("a person with %s", (_why, person, shown) => {
  expect(nameAndLogin(person)).toBe(shown);
});

const person: LevelPerson = {
  login: "li",
  name: "李",
  instead_of: "",
  is_named: true,
  is_active: true,
  has_role: false,
  may_sign: false,
};
it.each([
  ["signs", { may_sign: true }, ""],
  ["has no role", {}, "没有这一级的角色"],
  ["left", { is_active: false }, "账号不可用"],
  ["never was", { is_active: false, name: "" }, "没有账号"],
])("what keeps somebody from signing: %s", (_why, other, said) => {
  expect(doubtOf({ ...person, ...other })).toBe(said);
});

it("tells departments that nobody signs for from those with too few", () => {
  const effect = {
    levels: [{ level: "department", signatures: 2 }],
    departments: [
      { department: "物理学院", signers: ["a", "b"] },
      { department: "法学院", signers: ["a"] },
      { department: "医学院", signers: [] },
    ],
  } as unknown as ReviewEffect;
  expect(departmentsBelow(effect)).toEqual({ none: ["医学院"], few: ["法学院"] });
});
