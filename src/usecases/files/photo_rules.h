// What the photos of a hand-over may find. Their codes go on from those of joining its files.
#pragma once

#include <algorithm>
#include <array>

#include "domain/finding.h"

namespace mingce::photo_rule {

inline constexpr std::string_view kCrossChecks = "移交文件互核";
inline constexpr std::string_view kPhotoNotices = "高校学籍照片采集通知（学信网）";

inline constexpr RuleText kUnmatched = {
    "HO-005",
    30,
    Severity::Warning,
    {"照片 {raw} 找不到对应的学生", "Photo {raw} belongs to none of the students"},
    {"照片应以考生号、证件号码或学号命名",
     "name photos after exam number, document number or student number"},
    kCrossChecks};
inline constexpr RuleText kTwice = {
    "HO-006",
    29,
    Severity::Warning,
    {"该生有多张照片，采用首张，未用 {raw}", "The student has several photos; {raw} was not used"},
    {"删去多余的照片", "remove the photo that is too many"},
    kCrossChecks};
inline constexpr RuleText kMissing = {"HO-007",
                                      29,
                                      Severity::Note,
                                      {"该生没有照片", "The student has no photo"},
                                      {"补交照片", "ask for the photo"},
                                      kCrossChecks};
inline constexpr RuleText kMissingOfMany = {
    "HO-008",
    29,
    Severity::Note,
    {"有 {arg} 名学生没有照片，占半数以上", "{arg} students, more than half, have no photo"},
    {"补交照片", "ask for the photos"},
    kCrossChecks};
inline constexpr RuleText kSamePicture = {
    "HO-013",
    29,
    Severity::Warning,
    {"照片 {raw} 与另一名学生的照片 {arg} 是同一张",
     "Photo {raw} is the same picture as {arg}, another student's"},
    {"核对是谁的照片，换上正确的", "see whose it is and replace the wrong one"},
    kCrossChecks};
inline constexpr RuleText kSameAsInRecord = {
    "HO-014",
    29,
    Severity::Warning,
    {"照片 {raw} 与库中另一名学生的照片是同一张",
     "Photo {raw} is the same picture as that of another student of the record"},
    {"核对是谁的照片，换上正确的", "see whose it is and replace the wrong one"},
    kCrossChecks};
inline constexpr RuleText kNotPicture = {
    "HO-015",
    30,
    Severity::Warning,
    {"照片 {raw} 不是 JPEG 或 PNG 图片，未采用",
     "Photo {raw} is neither a JPEG nor a PNG picture; it was not used"},
    {"另存为 JPEG 后重新提交", "save it as a JPEG and hand it in again"},
    kPhotoNotices};
inline constexpr RuleText kDamaged = {
    "HO-016",
    30,
    Severity::Warning,
    {"照片 {raw} 为空、已损坏或不完整，未采用",
     "Photo {raw} is empty, damaged or cut off; it was not used"},
    {"重新复制或重新采集照片", "copy it again or take another photo"},
    kCrossChecks};
inline constexpr RuleText kTooLarge = {
    "HO-017",
    30,
    Severity::Warning,
    {"照片 {raw} 有 {arg} 字节，超过 2,000,000 字节的上限，未采用",
     "Photo {raw} has {arg} bytes, more than the limit of 2,000,000; it was not used"},
    {"压缩到 50–100 KB 后重新提交", "reduce it to 50–100 KB and hand it in again"},
    kPhotoNotices};
inline constexpr RuleText kWrongShape = {
    "HO-018",
    30,
    Severity::Warning,
    {"照片 {raw} 为 {arg}，学籍照片应为 JPEG 480×640 像素",
     "Photo {raw} is {arg}; a photo of the record is a JPEG of 480×640 pixels"},
    {"按 3:4 裁剪并缩放后重新提交", "crop it to 3:4, scale it and hand it in again"},
    kPhotoNotices};
inline constexpr RuleText kUnusualSize = {
    "HO-019",
    30,
    Severity::Note,
    {"照片 {raw} 约 {arg} KB，学籍照片通常为 50–100 KB",
     "Photo {raw} has about {arg} KB; a photo of the record usually has 50–100 KB"},
    {"按本校要求调整压缩质量", "save it with another quality if the school asks for it"},
    kPhotoNotices};
inline constexpr RuleText kUnusualSizes = {
    "HO-020",
    30,
    Severity::Note,
    {"有 {arg} 张照片不在 50–100 KB 之间，占半数以上",
     "{arg} of the photos, more than half, are not of 50–100 KB"},
    {"按本校要求调整压缩质量", "save them with another quality if the school asks for it"},
    kPhotoNotices};
inline constexpr RuleText kSeveralStudents = {
    "HO-021",
    29,
    Severity::Warning,
    {"照片 {raw} 的号码属于库中多名学生，未采用",
     "Several students of the record have the number of photo {raw}; it was not used"},
    {"改用考生号命名，或先合并重复的学生",
     "name it after the exam number, or merge the students first"},
    kCrossChecks};
inline constexpr RuleText kFrozen = {
    "HO-022",
    0,
    Severity::Warning,
    {"该生已冻结，未采用照片 {raw}", "The student is frozen; photo {raw} was not used"},
    {"冻结期间不作改动", "nothing is changed while it is frozen"},
    "名册系统规则"};

inline constexpr std::array kAll = {
    &kUnmatched,      &kTwice,        &kMissing,         &kMissingOfMany, &kSamePicture,
    &kSameAsInRecord, &kNotPicture,   &kDamaged,         &kTooLarge,      &kWrongShape,
    &kUnusualSize,    &kUnusualSizes, &kSeveralStudents, &kFrozen};

/// Whether a finding is one of photos, which are judged again once the record is known.
constexpr bool is_of_photos(const RuleText* rule) {
    return std::find(kAll.begin(), kAll.end(), rule) != kAll.end();
}

}  // namespace mingce::photo_rule
