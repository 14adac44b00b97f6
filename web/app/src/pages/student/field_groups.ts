// Which tab a field stands on; what no tab names stands under "other".
export const kTabs = ["basic", "admission", "family", "enrolment", "other"] as const;
export type Tab = (typeof kTabs)[number];

const kGroups: Readonly<Record<Exclude<Tab, "other">, readonly string[]>> = {
  basic: [
    "name",
    "name_pinyin",
    "name_former",
    "name_english",
    "sex",
    "birth_date",
    "id_type",
    "id_number",
    "id_validity",
    "nationality",
    "overseas",
    "ethnicity",
    "political_status",
    "native_place",
    "birth_place",
    "marital_status",
    "health_status",
  ],
  admission: [
    "exam_number",
    "ticket_number",
    "notice_number",
    "province",
    "exam_region",
    "batch",
    "subject_track",
    "elective_subjects",
    "exam_kind",
    "candidate_kind",
    "graduate_kind",
    "plan_nature",
    "plan_kind",
    "admission_kind",
    "score",
    "placed_score",
    "subject_scores",
    "foreign_language",
    "school_of_origin_code",
    "school_of_origin",
    "previous_certificate",
    "talent",
    "awards",
  ],
  family: [
    "phone",
    "phone_other",
    "email",
    "home_address",
    "postcode",
    "recipient",
    "hukou_kind",
    "hukou_place",
    "guardian_name",
    "guardian_relation",
    "guardian_phone",
    "emergency_name",
    "emergency_phone",
    "bank_account",
  ],
  enrolment: [
    "student_no",
    "institution",
    "institution_code",
    "department",
    "major",
    "major_code",
    "major_school_code",
    "major_direction",
    "class",
    "campus",
    "dormitory",
    "level",
    "study_form",
    "duration",
    "training_mode",
    "enrol_date",
    "graduation_date",
    "supervisor",
  ],
};

const places = new Map<string, { readonly tab: Tab; readonly at: number }>();
for (const [tab, keys] of Object.entries(kGroups) as [Exclude<Tab, "other">, readonly string[]][])
  keys.forEach((key, at) => places.set(key, { tab, at }));

export function tabOf(field: string): Tab {
  return places.get(field)?.tab ?? "other";
}
export function byPlace<T>(key: (item: T) => string): (a: T, b: T) => number {
  const place = (item: T): number => places.get(key(item))?.at ?? places.size;
  return (a, b) => place(a) - place(b);
}
