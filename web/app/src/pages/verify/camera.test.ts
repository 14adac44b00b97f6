import { expect, it } from "vitest";

import { troubleOf } from "./camera";
import { fitted, isPdf } from "./pictures";

const failing = (name: string): Error => Object.assign(new Error(name), { name });

it.each([
  ["NotAllowedError", "refused"],
  ["SecurityError", "refused"],
  ["NotFoundError", "none"],
  ["OverconstrainedError", "none"],
  ["NotReadableError", "taken"],
  ["AbortError", "taken"],
])("a camera that is not given for %s: %s", (name, trouble) =>
  expect(troubleOf(failing(name))).toBe(trouble),
);

it.each([
  [8_000, 6_000, 4_000, 3_000],
  [300, 400, 300, 400],
  [40_000, 1, 4_000, 1],
])("%i × %i is looked at as %i × %i", (width, height, expectedWidth, expectedHeight) =>
  expect(fitted(width, height, 4_000)).toEqual({ width: expectedWidth, height: expectedHeight }),
);

it("a PDF is known by its type or its name", () => {
  expect(isPdf({ type: "", name: "a.pdf.png" })).toBe(false);
  expect(isPdf({ type: "application/pdf", name: "a" })).toBe(true);
});
