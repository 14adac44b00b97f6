// The words that stand on paper and in workbooks, in both languages. {0} {1} … are filled by say().
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingce::words {

inline constexpr Text kBinding{"装订线", "   "};
inline constexpr Text kPage{"第 {0} 页　共 {1} 页", "Page {0} of {1}"};
inline constexpr Text kGroupPage{"（{2}第 {0} 页，共 {1} 页）", " ({2}: {0} of {1})"};
inline constexpr Text kAsOf{"数据截至 {0}", "Data as of {0}"};
inline constexpr Text kVerifyHint{"扫码或输入右侧验真码核对", "scan or type the code on the right"};
inline constexpr Text kVerifyHintCover{"扫码，或在学校网站“花名册验真”输入验真码",
                                       "Scan, or type the code on the school’s verify page"};
inline constexpr Text kPageHash{"本页指纹 ", "Fingerprint of this page "};
inline constexpr Text kDraft{"送审稿", "Draft for review"};
inline constexpr Text kVolume{"第{0}分册", "Volume {0}"};
inline constexpr Text kContinued{"（续）", " (continued)"};
inline constexpr Text kBlankBelow{"以下空白", "Nothing below"};
inline constexpr Text kSignDate{"年　月　日", "Date"};
inline constexpr Text kContents{"目录", "Contents"};
inline constexpr Text kCover{"封面", "Cover"};
inline constexpr Text kStatistics{"统计", "Statistics"};
inline constexpr Text kTotal{"合计", "Total"};
inline constexpr Text kMen{"男 {0}", "M {0}"};
inline constexpr Text kWomen{"女 {0}", "F {0}"};
inline constexpr Text kTogether{"共 {0} 人", "{0} in all"};
inline constexpr Text kMajorClasses{"{0} 个班　{1} 人", "{0} classes, {1} students"};
inline constexpr Text kScope{"{0} 个专业　{1} 个班", "{0} majors, {1} classes"};
inline constexpr Text kScopeMajors{"{0} 个专业", "{0} majors"};
inline constexpr Text kPeople{"{0} 人（男 {1}　女 {2}）", "{0} (M {1}, F {2})"};
inline constexpr Text kSexMissing{"　性别未填 {0}", ", sex not given {0}"};

inline constexpr Text kMajorDuration{"{0}专业　学制 {1}", "{0}, {1}"};
inline constexpr Text kMajorOnly{"{0}专业", "{0}"};
inline constexpr Text kYears{"{0} 年", "{0} years"};
inline constexpr Text kDepartment{"学院", "Department"};
inline constexpr Text kMajor{"专业", "Major"};
inline constexpr Text kClass{"班级", "Class"};
inline constexpr Text kIntake{"年级", "Intake"};
inline constexpr Text kThisClass{"本班", "This class"};
inline constexpr Text kThisMajor{"本专业", "This major"};
inline constexpr Text kThisDepartment{"本院系", "This department"};
inline constexpr Text kThisRoster{"本册", "This roster"};
inline constexpr Text kAnnex{"附表", "Annex"};
inline constexpr Text kAnnexOf{"附表　{0}", "Annex: {0}"};
inline constexpr Text kThisAnnex{"本附表", "This annex"};
inline constexpr Text kState{"学籍状态", "Status"};
inline constexpr Text kBodyTotal{"正册合计", "Body, total"};
inline constexpr Text kBodyBalance{"录取 {0} ＝ 入册 {1}", "Admitted {0} = listed {1}"};
inline constexpr Text kBalancePart{" ＋ {0} {1}", " + {0} {1}"};
inline constexpr Text kTotalsOf{"{0}合计", "{0}, total"};
inline constexpr Text kTotals{
    "{0} 人。其中男 {1} 人，女 {2} 人；少数民族 {3} 人；中共党员（含预备）{4} 人，共青团员 {5} "
    "人。",
    "{0} students: {1} men, {2} women; ethnic minorities {3}; Party members {4}, League {5}."};
inline constexpr Text kNotes{"附注", "Notes"};
inline constexpr Text kGlyphNote{"{0} 第 {1} 号“{2}”栏有 {3}，现有字库未收，按码位印出。",
                                 "{0} No. {1}, {2}: {3} is in no font here; its code is printed."};

inline constexpr Text kFileNumber{"档　号", "File no."};
inline constexpr Text kSecrecy{"密　级", "Secrecy"};
inline constexpr Text kRetention{"保管期限", "Kept"};
inline constexpr Text kEdition{"版　次", "Edition"};
inline constexpr Text kRange{"范　围", "Range"};
inline constexpr Text kPages{"页　数", "Pages"};
inline constexpr Text kPageCount{"{0} 页（含封面、目录、统计页）", "{0} pages, all included"};
inline constexpr Text kPageCountAnnex{"{0} 页（含封面、目录、统计、附表页）",
                                      "{0} pages, all included"};
inline constexpr Text kAsOfLabel{"数据截至", "Data as of"};
inline constexpr Text kOrder{"排　序", "Order"};
inline constexpr Text kBalance{"核　对", "Balance"};
inline constexpr Text kBalanceText{"移交 {0} 人 ＝ 入册 {1} 人 ＋ 不在本册范围 {2} 人",
                                   "{0} handed over = {1} listed + {2} out of range"};
inline constexpr Text kBalanceAnnex{
    "移交 {0} 人 ＝ 入册 {1} 人 ＋ 附表 {2} 人 ＋ 不在本册范围 {3} 人",
    "{0} handed over = {1} listed + {2} in annexes + {3} out of range"};
inline constexpr Text kVolumeHash{"花名册指纹（SHA-256）", "Fingerprint of the roster (SHA-256)"};
inline constexpr Text kSealPlace{"〔公章〕", "[seal]"};

inline constexpr Text kCoverFilingNumber{"备案号", "Filed as"};
inline constexpr Text kCoverCheckpoint{"检查点 ", "Checkpoint "};
inline constexpr Text kCoverTree{"审计树 {0} 条，备案是第 {1} 条",
                                 "audit tree of {0} entries, filed by entry {1}"};
inline constexpr Text kCoverRoot{"树　根 ", "Root of the tree "};
inline constexpr Text kCoverTwoCodes{
    "左码核对本页：扫码，或在学校网站“花名册验真”输入验真码。右码是整份证明，不联网也能核对。",
    "Left: scan, or type the code on the school’s verify page. Right: the whole proof, to be "
    "checked without a network."};
inline constexpr Text kCoverOneCode{"此码是整份证明，不联网也能核对。",
                                    "This code is the whole proof, to be checked without a "
                                    "network."};
inline constexpr Text kCoverProofCode{"整份证明", "Whole proof"};

inline constexpr Text kDeskPoint{"报到点", "Desk"};
inline constexpr Text kDay{"日期", "Date"};
inline constexpr Text kExpected{"应到", "Expected"};
inline constexpr Text kPersons{"{0} 人", "{0}"};
inline constexpr Text kCheckInCounts{"本页实到 ______ 人　请假 ______ 人　未到 ______ 人",
                                     "Arrived ______   On leave ______   Absent ______"};
inline constexpr Text kDeskSignature{"台长签字 ________________", "Head of desk ________________"};
inline constexpr Text kHandedIn{"交表时间 ________________", "Handed in ________________"};

inline constexpr Text kPublicPage{"{0}（第 {1} 页，共 {2} 页）", "{0} (page {1} of {2})"};
inline constexpr Text kPublicGroup{"{0}（{1} 人）", "{0} ({1})"};
inline constexpr Text kPublicNote1{"为保护个人信息，本名单只列姓氏、考生号首尾各四位，",
                                   "To protect personal data only surnames and the ends of exam"};
inline constexpr Text kPublicNote2{"不列身份证号、出生日期、电话、住址和银行账号。",
                                   "numbers are shown; no document number, birth date or phone."};
inline constexpr Text kClassCount{"班数", "Classes"};
inline constexpr Text kMenHead{"男", "Men"};
inline constexpr Text kWomenHead{"女", "Women"};
inline constexpr Text kMinorities{"少数民族", "Minorities"};
inline constexpr Text kParty{"中共党员\n（含预备）", "Party\nmembers"};
inline constexpr Text kLeague{"共青团员", "League\nmembers"};
inline constexpr Text kByProvince{"生源地分布", "Where they come from"};
inline constexpr Text kUndividedOrder{"来源顺序", "as handed over"};
inline constexpr Text kByPinyin{"（拼音）", " (pinyin)"};
inline constexpr Text kByStrokes{"（笔画）", " (strokes)"};

/// The text in `language` with {0} {1} … filled in.
std::string say(const Text& text, Language language, std::initializer_list<std::string> parts);
/// With a blank between Chinese characters and figures or letters: 2026级 -> 2026 级. For headings
/// only; names stand as they are.
std::string spaced(std::string_view text);
/// 12 -> 十二; below 100.
std::string chinese_number(std::uint32_t number);
/// Each digit by itself: 2026 -> 二〇二六; other characters stay.
std::string chinese_digits(std::string_view text);
/// 二〇二六年九月一日
std::string chinese_date(std::int32_t year, std::uint32_t month, std::uint32_t day);

}  // namespace mingce::words
