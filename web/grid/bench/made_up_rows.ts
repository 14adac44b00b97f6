// Made-up students: the same ones at each run, none of them real.
import type { CellContent, CodeOption, GridColumn, GridRow } from "../src/index";

const surnames = [..."欧阳李陈赵林周王孙吴郑冯褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"];
const givenNames = [..."梓涵思远子墨雨桐若兰秋月腾飞书远文博清和明轩晚照屹祎珉宇嘉禾知行"];
const longNames = ["阿依古丽·买买提", "古丽米热·阿卜杜热合曼", "扎西顿珠", "卡德尔江·阿布都热依木"];
const classes = [
  "计算机2601",
  "软件2602",
  "网安2601",
  "数学2601",
  "统计2601",
  "物理2601",
  "临床2602",
];
const colleges = ["计算机学院", "计算机学院", "计算机学院", "理学院", "理学院", "理学院", "医学院"];
const peoples = ["汉族", "维吾尔族", "藏族", "壮族", "回族", "蒙古族", "朝鲜族", "土家族"];

export const sexes: readonly CodeOption[] = [
  { value: "1", label: "男" },
  { value: "2", label: "女" },
];
const fees = ["未缴", "缓缴", "部分", "已缴"];
const feeTags = ["warn", "info", "plain", "ok"] as const;

export const columns: readonly GridColumn[] = [
  { key: "id", title: "学号", width: 100, frozen: true, sortable: true },
  {
    key: "name",
    title: "姓名",
    width: 168,
    frozen: true,
    sortable: true,
    editable: true,
    strong: true,
  },
  { key: "sex", title: "性别", width: 56, kind: "code", options: sexes, editable: true },
  { key: "people", title: "民族", width: 84, editable: true, filterable: true },
  { key: "class", title: "班级", width: 96, editable: true, filterable: true, sortable: true },
  { key: "citizen", title: "证件号码", width: 164, editable: true, mask: true },
  { key: "phone", title: "手机", width: 116, editable: true, mask: true },
  { key: "fee", title: "缴费", width: 76, filterable: true },
  { key: "score", title: "高考成绩", width: 92, kind: "number", sortable: true, editable: true },
  { key: "college", title: "学院", width: 104, filterable: true },
  ...Array.from({ length: 14 }, (_, at) => ({
    key: `f${at + 1}`,
    title: `字段 ${at + 1}`,
    width: 110,
    editable: true,
  })),
];

const pick = <Value>(values: readonly Value[], at: number): Value =>
  values[at % values.length] as Value;

export function madeUpRow(at: number): GridRow {
  const mixed = (at * 7919 + 104729) % 1_000_003;
  const cells: Record<string, CellContent> = {
    id: String(2026010101 + at),
    name:
      mixed % 9 === 0
        ? pick(longNames, mixed)
        : pick(surnames, mixed) + pick(givenNames, mixed >> 3) + pick(givenNames, mixed >> 7),
    sex: pick(sexes, mixed >> 1).value,
    people: mixed % 4 === 0 ? pick(peoples, mixed >> 2) : "汉族",
    class: pick(classes, mixed >> 4),
    citizen: citizenOf(mixed),
    phone: { text: `13${mixed % 10}****${lastFour(mixed)}`, state: "masked" },
    fee: { text: pick(fees, mixed >> 5), tag: pick(feeTags, mixed >> 5) },
    score: String(450 + (mixed % 2400) / 10),
    college: pick(colleges, mixed >> 4),
  };
  for (let field = 1; field <= 14; field += 1) cells[`f${field}`] = `值 ${(mixed * field) % 9973}`;
  return { key: `s${at}`, gutter: String(at * 3 + 3), cells };
}

const lastFour = (mixed: number): string => String(mixed % 10_000).padStart(4, "0");

function citizenOf(mixed: number): CellContent {
  const text = `${450102 + (mixed % 200_000)}********${lastFour(mixed)}`;
  if (mixed % 23 === 0)
    return { text, state: "masked", mark: "error", note: "校验位不对：末位应为别的数字" };
  if (mixed % 61 === 0) return { text, state: "masked", mark: "warning", note: "与出生日期不一致" };
  return { text, state: "masked" };
}

/** A few cells of each mark at the top, for the pictures. */
export function withMarks(rows: GridRow[]): GridRow[] {
  const mark = (at: number, column: string, cell: CellContent): void => {
    const row = rows[at];
    if (row !== undefined) rows[at] = { ...row, cells: { ...row.cells, [column]: cell } };
  };
  mark(1, "class", { text: "软件2602", mark: "changed", old: "软件" });
  mark(2, "people", { text: "藏族", mark: "added" });
  mark(3, "people", { text: "回族", mark: "removed" });
  mark(4, "class", { text: "数学2601", mark: "conflict", note: "两人改成了不同的班级" });
  mark(5, "class", { text: "临床2602", history: true });
  mark(6, "name", { text: "陈思远", comments: 2, note: "请核对曾用名" });
  mark(7, "phone", { text: "", state: "unseen" });
  return rows;
}
