import { describe, expect, it } from "vitest";

import { bundled, planOf } from "./folder_bundle";

const file = (name: string, text = name) => ({
  name,
  bytes: new File([text], name.split("/").at(-1) ?? "", { lastModified: 1_788_220_800_000 }),
});

describe("a folder on its way", () => {
  it("goes as one, its archives and files of no folder by themselves", () => {
    const plan = planOf([
      file("a.xlsx"),
      file("移交/河北/T_TDD.DBF"),
      file("移交/2026/四川.ZIP"),
      file("移交/b.csv"),
    ]);
    expect(plan.single.map((each) => each.name)).toEqual(["a.xlsx", "移交_2026_四川.ZIP"]);
    expect(plan.folders.map(({ folder, files }) => [folder, files.length])).toEqual([["移交", 2]]);
  });

  it("goes as one too where many files were picked without their folder", () => {
    const tables = Array.from({ length: 21 }, (_, at) => file(`T_${at}.DBF`));
    const plan = planOf([...tables, file("photos.zip")]);
    expect(plan.single.map((each) => each.name)).toEqual(["photos.zip"]);
    expect(plan.folders.map(({ folder, files }) => [folder, files.length])).toEqual([["files", 21]]);
    expect(planOf(tables.slice(0, 20)).folders).toEqual([]);
  });

  it("keeps folders apart, and names within them", async () => {
    const [one, other] = await bundled([file("甲/T.DBF", "one"), file("乙/T.DBF", "other")]);
    expect([one?.name, other?.name]).toEqual(["甲.zip", "乙.zip"]);
    const bytes = await one?.bytes.text();
    expect(bytes).toContain("T.DBF");
    expect(bytes).not.toContain("甲/");
  });

  it("is the same to the byte in whatever order the browser found it", async () => {
    const files = [file("移交/b.csv"), file("移交/a.csv")];
    const [first] = await bundled(files);
    const [again] = await bundled(files.toReversed());
    expect(await again?.bytes.arrayBuffer()).toEqual(await first?.bytes.arrayBuffer());
  });
});
