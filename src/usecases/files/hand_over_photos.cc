#include "usecases/files/hand_over_photos.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "pictures/problems.h"
#include "usecases/files/photo_rules.h"

namespace mingce {

std::string plain_key(std::string_view text) {
    text = trim_blanks(text);
    while (!text.empty() && (text[0] == '\'' || text[0] == '`')) text.remove_prefix(1);
    std::string key(trim_blanks(text));
    std::transform(key.begin(), key.end(), key.begin(), to_upper);
    return key;
}

/// Of a plain key, the only run of at least six letters and digits, a digit among them; "" where
/// there are more.
static std::string number_within(std::string_view key) {
    constexpr std::size_t kShortest = 6;
    std::string number, run;
    for (std::size_t i = 0; i <= key.size(); ++i) {
        if (i < key.size() && (is_digit(key[i]) || (key[i] >= 'A' && key[i] <= 'Z'))) {
            run += key[i];
            continue;
        }
        if (run.size() >= kShortest && std::any_of(run.begin(), run.end(), is_digit)) {
            if (!number.empty()) return "";
            number = run;
        }
        run.clear();
    }
    return number;
}

PhotoNumbers::PhotoNumbers(const std::vector<HandOverPhoto>& photos) {
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const std::string key = plain_key(photos[i].stem), within = number_within(key);
        if (!key.empty()) by_number_[key].push_back(i);
        if (!within.empty() && within != key) by_number_[within].push_back(i);
    }
}

const std::vector<std::size_t>& PhotoNumbers::named(std::string_view number) const {
    static const std::vector<std::size_t> kNone;
    const auto found = by_number_.find(plain_key(number));
    return found == by_number_.end() ? kNone : found->second;
}

static void refuse(HandOverPhoto& photo, const RuleText& rule, std::string arg) {
    photo.use = PhotoUse::Refused;
    photo.refusal = &rule;
    photo.refusal_arg = std::move(arg);
}

static void judge(HandOverPhoto& photo, FileReading& reading) {
    if (photo.file.bytes > kPhotoBytesMax)
        return refuse(photo, photo_rule::kTooLarge, grouped(photo.file.bytes));
    const auto seen = reading.picture(photo.file.source, kPhotoBytesMax);
    if (!seen.ok()) {
        const bool is_other = &seen.error().problem() == &problem::kPictureKind;
        return refuse(photo, is_other ? photo_rule::kNotPicture : photo_rule::kDamaged, "");
    }
    photo.picture = seen.value().picture;
    photo.sha256 = sha256(seen.value().bytes);
}

void judge_photos(std::vector<HandOverPhoto>& photos, FileReading& reading) {
    for (HandOverPhoto& photo : photos) judge(photo, reading);
}

void match_photos(std::vector<HandOverPhoto>& photos, const Students& students) {
    const PhotoNumbers numbers(photos);
    for (Field field : kPhotoNumbers)
        for (std::uint32_t row = 0; row < students.size() && !photos.empty(); ++row)
            for (std::size_t i : numbers.named(students.value(row, field)))
                if (!photos[i].row) photos[i].row = row;
}

void choose_photos(std::vector<HandOverPhoto>& photos) {
    std::set<std::pair<bool, std::int64_t>> taken;
    for (HandOverPhoto& photo : photos) {
        if (photo.use == PhotoUse::Refused || !photo.has_owner()) continue;
        const bool in_record = !photo.row;
        const std::int64_t owner = in_record ? photo.student : std::int64_t{*photo.row};
        photo.use = taken.emplace(in_record, owner).second ? PhotoUse::Owned : PhotoUse::Second;
    }
}

namespace {

/// "JPEG 480×640".
std::string shape_of(const Picture& picture) {
    return std::string(picture.format == PictureFormat::Png ? "PNG " : "JPEG ") +
           std::to_string(picture.width) + "×" + std::to_string(picture.height);
}

bool has_right_shape(const Picture& picture) {
    return picture.format == PictureFormat::Jpeg && picture.width == kPhotoWidth &&
           picture.height == kPhotoHeight;
}

bool is_of_usual_size(const HandOverPhoto& photo) {
    return photo.file.bytes >= kPhotoUsualMin && photo.file.bytes <= kPhotoUsualMax;
}

/// In KB, rounded up: "0 KB" would be odd.
std::string kilobytes(std::uint64_t bytes) { return std::to_string((bytes + 999) / 1000); }

class PhotoFindings {
public:
    PhotoFindings(const std::vector<HandOverPhoto>& photos, const Students& students)
        : photos_(photos), students_(students) {}

    std::vector<Finding> find(const std::unordered_set<std::uint32_t>& rows_with_photo) {
        for (const HandOverPhoto& photo : photos_) tell_use(photo);
        tell_unusual_sizes();
        tell_same_pictures();
        tell_missing(rows_with_photo);
        return std::move(findings_);
    }

private:
    /// On the student where there is one, else on the file that held it.
    Finding& add(const RuleText& rule, const HandOverPhoto& photo, std::string arg = "") {
        Finding& finding = findings_.emplace_back();
        finding.rule = &rule;
        finding.field = Field::Photo;
        finding.row = photo.row;
        if (!photo.row) {
            finding.file = photo.container;
            finding.student = photo.student;
        }
        finding.raw = photo.name;
        finding.arg = std::move(arg);
        return finding;
    }

    void tell_use(const HandOverPhoto& photo) {
        switch (photo.use) {
            case PhotoUse::Refused: add(*photo.refusal, photo, photo.refusal_arg); return;
            case PhotoUse::Unmatched: add(photo_rule::kUnmatched, photo); return;
            case PhotoUse::Several: add(photo_rule::kSeveralStudents, photo); return;
            case PhotoUse::Second: add(photo_rule::kTwice, photo); return;
            case PhotoUse::Kept: add(photo_rule::kFrozen, photo); return;
            case PhotoUse::Owned: break;
        }
        if (!has_right_shape(photo.picture))
            add(photo_rule::kWrongShape, photo, shape_of(photo.picture));
        if (photo.is_of_another) add(photo_rule::kSameAsInRecord, photo);
    }

    /// Where most of an archive are so, it is said once.
    void tell_unusual_sizes() {
        std::map<std::string, std::pair<std::vector<const HandOverPhoto*>, std::size_t>> by_file;
        for (const HandOverPhoto& photo : photos_) {
            if (photo.use != PhotoUse::Owned) continue;
            auto& [unusual, all] = by_file[photo.container];
            ++all;
            if (!is_of_usual_size(photo)) unusual.push_back(&photo);
        }
        for (const auto& [container, counts] : by_file) {
            const auto& [unusual, all] = counts;
            if (unusual.size() > std::max<std::size_t>(1, all / 2)) {
                Finding& finding = findings_.emplace_back();
                finding.rule = &photo_rule::kUnusualSizes;
                finding.file = container;
                finding.arg = std::to_string(unusual.size());
                continue;
            }
            for (const HandOverPhoto* photo : unusual)
                add(photo_rule::kUnusualSize, *photo, kilobytes(photo->file.bytes));
        }
    }

    /// On each of the students: which of them it shows, the picture does not say.
    void tell_same_pictures() {
        std::map<Hash, std::vector<const HandOverPhoto*>> by_bytes;
        for (const HandOverPhoto& photo : photos_)
            if (photo.use == PhotoUse::Owned) by_bytes[photo.sha256].push_back(&photo);
        for (const auto& [hash, same] : by_bytes)
            for (std::size_t i = 0; i < same.size() && same.size() > 1; ++i)
                add(photo_rule::kSamePicture, *same[i], same[i == 0 ? 1 : 0]->name);
    }

    void tell_missing(const std::unordered_set<std::uint32_t>& rows_with_photo) {
        std::unordered_set<std::uint32_t> present = rows_with_photo;
        for (const HandOverPhoto& photo : photos_)
            if (photo.row && photo.use != PhotoUse::Refused) present.insert(*photo.row);
        std::map<std::uint32_t, std::pair<std::vector<std::uint32_t>, std::size_t>> by_source;
        for (std::uint32_t row = 0; row < students_.size(); ++row) {
            auto& [missing, there] = by_source[students_.source_index(row)];
            // A photo that the sheet names is told by the sheet.
            if (present.count(row) != 0 || !students_.value(row, Field::Photo).empty())
                ++there;
            else
                missing.push_back(row);
        }
        for (const auto& [source, counts] : by_source)
            tell_missing_of(source, counts.first, counts.second);
    }

    void tell_missing_of(std::uint32_t source, const std::vector<std::uint32_t>& missing,
                         std::size_t there) {
        if (missing.size() > std::max<std::size_t>(1, there)) {
            Finding& finding = findings_.emplace_back();
            finding.rule = &photo_rule::kMissingOfMany;
            finding.file = students_.sources()[source].file;
            finding.sheet = students_.sources()[source].sheet;
            finding.arg = std::to_string(missing.size());
            return;
        }
        for (std::uint32_t row : missing) {
            Finding& finding = findings_.emplace_back();
            finding.rule = &photo_rule::kMissing;
            finding.row = row;
            finding.field = Field::Photo;
        }
    }

    const std::vector<HandOverPhoto>& photos_;
    const Students& students_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> photo_findings(const std::vector<HandOverPhoto>& photos,
                                    const Students& students,
                                    const std::unordered_set<std::uint32_t>& rows_with_photo) {
    if (photos.empty()) return {};
    return PhotoFindings(photos, students).find(rows_with_photo);
}

}  // namespace mingce
