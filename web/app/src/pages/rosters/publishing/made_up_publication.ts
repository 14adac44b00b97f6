// A publication of made-up people, for tests.
import type { Publication, PublicationField } from "@/api/publications";

export const madeUpFields: readonly PublicationField[] = [
  { field: "student_no", zh: "学号", en: "Student number", field_class: "C1", has_mask: false },
  { field: "name", zh: "姓名", en: "Name", field_class: "C1", has_mask: false },
  { field: "birth_date", zh: "出生日期", en: "Birth date", field_class: "C2", has_mask: true },
  { field: "phone", zh: "手机", en: "Phone", field_class: "C3", has_mask: true },
  { field: "id_number", zh: "证件号码", en: "Document number", field_class: "C4", has_mask: true },
];

export function madeUpPublication(changes: Partial<Publication> = {}): Publication {
  return {
    number: 1,
    kind: "unit",
    recipient: "dormitory",
    recipient_zh: "后勤处 · 宿管",
    recipient_en: "Dormitories",
    purpose: "分床、门禁授权",
    view: [
      { field: "student_no", is_whole: true },
      { field: "name", is_whole: true },
    ],
    formats: ["screen", "xlsx"],
    until: "2026-12-20",
    link: "",
    link_until: null,
    state: "draft",
    is_expired: false,
    version: 1,
    highest: "C1",
    rows: 412,
    approvals_needed: 0,
    decisions: [],
    may_decide: false,
    missing: [],
    receivers: [{ login: "dorm", name: "付桂兰", accepted_at: null, downloaded_at: null, downloads: 0 }],
    downloads: 0,
    issued_at: null,
    issued_by: "",
    revoked_words: "",
    edition: 1,
    intake: "2026-ug",
    intake_zh: "2026级本科",
    intake_en: "Undergraduates of 2026",
    ...changes,
  };
}
