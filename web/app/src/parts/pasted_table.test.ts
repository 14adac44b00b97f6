import { expect, it } from "vitest";

import { csvOf, rowsOfPaste } from "./pasted_table";

it("keeps every digit and every line break of a cell", () => {
  const pasted = '姓名\t证件号\r\n欧阳梓涵\t450102200808120413\r\n"两行\n地址"\t"带""引号"""\r\n\t\r\n';
  const rows = rowsOfPaste(pasted);
  expect(rows).toEqual([
    ["姓名", "证件号"],
    ["欧阳梓涵", "450102200808120413"],
    ["两行\n地址", '带"引号"'],
  ]);
  expect(csvOf(rows)).toBe(
    '\uFEFF姓名,证件号\r\n欧阳梓涵,450102200808120413\r\n"两行\n地址","带""引号"""\r\n',
  );
});
