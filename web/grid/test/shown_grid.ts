// A grid on a page that is not laid out, with the keys and looks that its tests need.
import { mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeAll } from "vitest";
import { nextTick } from "vue";
import {
  RosterGrid,
  type GridColumn,
  type GridEdit,
  type GridProps,
  type GridRow,
} from "../src/index";

export const columns: readonly GridColumn[] = [
  { key: "id", title: "学号", width: 100, frozen: true, sortable: true },
  { key: "name", title: "姓名", width: 150, frozen: true, editable: true },
  {
    key: "sex",
    title: "性别",
    width: 60,
    editable: true,
    kind: "code",
    options: [
      { value: "1", label: "男" },
      { value: "2", label: "女" },
    ],
  },
  { key: "phone", title: "手机", width: 120, editable: true, mask: true },
  { key: "class", title: "班级", width: 90, editable: true, filterable: true },
];

export const madeUp = (count: number): GridRow[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `s${at}`,
    gutter: String(at + 3),
    cells: {
      id: String(2026010101 + at),
      name: `学生${at}`,
      sex: at % 2 === 0 ? "1" : "2",
      phone: { text: `138****${1000 + at}`, state: "masked" as const },
      class: "数学2601",
    },
  }));

beforeAll(() => {
  // Nothing is laid out here, so the view is given a size.
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { get: () => 712 });
  Object.defineProperty(HTMLElement.prototype, "clientWidth", { get: () => 900 });
});

let shown: VueWrapper;
afterEach(() => shown.unmount());

export async function show(props: Partial<GridProps> = {}): Promise<void> {
  shown = mount(RosterGrid as never, {
    props: { columns, rows: madeUp(1000), ...props } as never,
    attachTo: document.body,
  });
  await nextTick();
}

export const grid = (): VueWrapper => shown;
export const exposed = (): InstanceType<typeof RosterGrid> =>
  shown.vm as unknown as InstanceType<typeof RosterGrid>;
export const change = (props: Partial<GridProps>): Promise<void> => shown.setProps(props as never);

export const holder = (): HTMLInputElement =>
  shown.find<HTMLInputElement>("[data-grid-holder]").element;
export const activeId = (): string => holder().getAttribute("aria-activedescendant") ?? "";
export const cellText = (row: number, col: number): string =>
  shown.find(`[aria-rowindex="${row + 2}"] [aria-colindex="${col + 2}"]`).text();
export const said = (): string => shown.find("[role=status]").text();
export const edited = (): GridEdit[][] =>
  (shown.emitted("edit") ?? []).map(([edits]) => edits as GridEdit[]);

export async function press(key: string, more: object = {}): Promise<void> {
  holder().dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
  await settle();
}

export async function type(text: string): Promise<void> {
  holder().value = text;
  holder().dispatchEvent(new Event("input", { bubbles: true }));
  await nextTick();
}

/** Until the promises that an act started have all gone their way. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await nextTick();
}
