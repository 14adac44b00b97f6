// The whole of what a page may use of the grid.
import "./roster_grid.css";
import "./cell_marks.css";
import "./grid_head.css";
import "./column_menu.css";

export { default as RosterGrid } from "./RosterGrid.vue";
export { blockRows, useBlockRows, type BlockRows } from "./block_rows";
export { groupRows, sumsOf, type GroupOrder } from "./group_rows";
export { parseCells, writeCells } from "./clipboard_text";
export { gridTexts, type GridTexts } from "./grid_texts";
export { isTyping } from "./typing_target";
export type { GridEvents, GridProps } from "./grid_props";
export { cellOf } from "./grid_types";
export type {
  ApplyEdits,
  BlockSource,
  CellContent,
  CellMark,
  CellPlace,
  CheckCell,
  CheckResult,
  CodeOption,
  ColumnState,
  EditOutcome,
  EditReason,
  FilterValue,
  FindMarked,
  GridCell,
  GridColumn,
  GridDensity,
  GridEdit,
  GridFilter,
  GridLocale,
  GridRange,
  GridRow,
  GridSelection,
  GridSort,
  PasteBeyond,
  RefusedCell,
  RowKey,
  ValuesOf,
} from "./grid_types";
