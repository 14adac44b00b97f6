export const operations = {
  title: "操作记录",
  lead: "每次批量修改都能整批撤销；撤销本身也能撤销。",
  none: "还没有批量修改。",
  when: "时间",
  who: "何人",
  what: "做了什么",
  state: "状态",
  done: "已完成",
  undone: "已撤销",
  undo: "撤销",
  more: "再看 {n} 条",
} as const;
