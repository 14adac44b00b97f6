// The fields of a student, as the code names them. What each one is (texts, type, width, class,
// sealed, code table, aliases, required for whom) is data: data/standard.toml, read by standard.h.
// The two are held together by a test.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mingce {

/// Order is free to change until a database stores it; the key is what is stored and shown.
enum class Field : std::uint8_t {
    // person
    Name,
    NamePinyin,
    NameFormer,
    NameEnglish,
    Sex,
    BirthDate,
    IdType,
    IdNumber,
    IdValidity,
    Nationality,
    Overseas,
    Ethnicity,
    PoliticalStatus,
    NativePlace,
    BirthPlace,
    HukouKind,
    HukouPlace,
    HealthStatus,
    MaritalStatus,
    Photo,
    // admission
    ExamNumber,
    TicketNumber,
    NoticeNumber,
    Province,
    ExamRegion,
    Batch,
    SubjectTrack,
    ElectiveSubjects,
    ExamKind,
    CandidateKind,
    GraduateKind,
    PlanNature,
    PlanKind,
    AdmissionKind,
    Score,
    PlacedScore,
    SubjectScores,
    ForeignLanguage,
    SchoolOfOriginCode,
    SchoolOfOrigin,
    PreviousCertificate,
    Talent,
    Awards,
    // study
    Institution,
    InstitutionCode,
    Department,
    MajorCode,
    Major,
    MajorSchoolCode,
    MajorDirection,
    Level,
    StudyForm,
    Duration,
    TrainingMode,
    AdminClass,
    StudentNo,
    EnrolDate,
    GraduationDate,
    Supervisor,
    Campus,
    EnrolmentStatus,
    // contact
    Phone,
    PhoneOther,
    Email,
    HomeAddress,
    Postcode,
    Recipient,
    GuardianName,
    GuardianRelation,
    GuardianPhone,
    EmergencyName,
    EmergencyPhone,
    BankAccount,
    Dormitory,
    Remark,
};
constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::Remark) + 1;

/// The stable key of each field, in the order of the enumeration.
constexpr std::array<std::string_view, kFieldCount> kFieldKeys = {
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
    "hukou_kind",
    "hukou_place",
    "health_status",
    "marital_status",
    "photo",
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
    "institution",
    "institution_code",
    "department",
    "major_code",
    "major",
    "major_school_code",
    "major_direction",
    "level",
    "study_form",
    "duration",
    "training_mode",
    "class",
    "student_no",
    "enrol_date",
    "graduation_date",
    "supervisor",
    "campus",
    "status",
    "phone",
    "phone_other",
    "email",
    "home_address",
    "postcode",
    "recipient",
    "guardian_name",
    "guardian_relation",
    "guardian_phone",
    "emergency_name",
    "emergency_phone",
    "bank_account",
    "dormitory",
    "remark",
};

constexpr std::string_view key_of(Field field) {
    return kFieldKeys[static_cast<std::size_t>(field)];
}

constexpr std::optional<Field> field_of(std::string_view key) {
    for (std::size_t i = 0; i < kFieldCount; ++i)
        if (kFieldKeys[i] == key) return static_cast<Field>(i);
    return std::nullopt;
}

/// A kind of student. They differ in required fields and documents, never in code paths.
enum class StudentKind : std::uint8_t { Undergraduate, Postgraduate, International };

constexpr std::string_view key_of(StudentKind kind) {
    switch (kind) {
        case StudentKind::Undergraduate: return "ug";
        case StudentKind::Postgraduate: return "pg";
        case StudentKind::International: return "intl";
    }
    return "";
}

constexpr std::optional<StudentKind> student_kind_of(std::string_view key) {
    using enum StudentKind;
    for (StudentKind kind : {Undergraduate, Postgraduate, International})
        if (key_of(kind) == key) return kind;
    return std::nullopt;
}

}  // namespace mingce
