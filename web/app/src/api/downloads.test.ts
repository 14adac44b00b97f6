import { expect, it } from "vitest";

import { nameOf } from "./downloads";

it.each([
  ["attachment; filename*=UTF-8''%E5%90%8D%E5%86%8C_v1.xlsx", "名册_v1.xlsx"],
  ["attachment; filename*=UTF-8''list.csv; size=3", "list.csv"],
  ["attachment", "mingce"],
])("%s", (disposition, name) => expect(nameOf(disposition)).toBe(name));
