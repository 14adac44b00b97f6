#include "usecases/imports/import_photos.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "usecases/files/photo_rules.h"
#include "usecases/imports/import_problems.h"

namespace mingce {

Result<KnownPhotos> read_known_photos(Tx& tx, const Id& intake, const ExistingStudents& existing) {
    KnownPhotos known;
    known.fingerprints.resize(existing.size());
    std::unordered_map<Id, std::string> photos;
    TRY(student_files::each_photo(tx, intake, [&](StudentFile& file) -> Status {
        photos.emplace(file.student, std::move(file.fingerprint));
        return Done{};
    }));
    // The living first: theirs wins over one of somebody merged into them.
    for (std::uint32_t i = 0; i < existing.size_with_merged() && !photos.empty(); ++i)
        if (const auto photo = photos.find(existing[i].id); photo != photos.end())
            if (std::string& print = known.fingerprints[existing.living(i)]; print.empty())
                print = photo->second;
    return known;
}

namespace {

class PhotoComparison {
public:
    PhotoComparison(CheckReport& check, const RecordForPhotos& record)
        : check_(check), photos_(check.hand_over.photos), record_(record) {
        for (const ComparedRow& row : record.rows) rows_.emplace(row.row, row.existing);
        for (std::size_t i = 0; i < record.known.fingerprints.size(); ++i)
            if (!record.known.fingerprints[i].empty())
                holders_[record.known.fingerprints[i]].push_back(i);
    }

    std::vector<ComparedPhoto> compare() {
        for (HandOverPhoto& photo : photos_)
            if (photo.use != PhotoUse::Refused) photo.use = PhotoUse::Unmatched;
        match_record();
        choose();
        std::vector<ComparedPhoto> compared;
        for (HandOverPhoto& photo : photos_) compared.push_back(compare(photo));
        judge_again();
        return compared;
    }

private:
    /// The record's student that a photo of the hand-over's row or of the record is about; -1 for a
    /// new one.
    std::int64_t existing_of(const HandOverPhoto& photo) const {
        return photo.row ? rows_.at(*photo.row) : photo.student;
    }
    bool is_of_other_kind(const HandOverPhoto& photo) const {
        return photo.row && rows_.count(*photo.row) == 0;
    }

    void match_record() {
        const PhotoNumbers numbers(photos_);
        for (Field field : kPhotoNumbers) {
            const std::vector<std::int64_t> earlier = students_of_photos();
            for (std::uint32_t i = 0; i < record_.existing.size_with_merged(); ++i)
                for (std::size_t photo : numbers.named(record_.existing.value(i, field)))
                    if (!photos_[photo].row && earlier[photo] < 0 && several_.count(photo) == 0)
                        give(photo, record_.existing.living(i));
        }
    }

    std::vector<std::int64_t> students_of_photos() const {
        std::vector<std::int64_t> students;
        for (const HandOverPhoto& photo : photos_) students.push_back(photo.student);
        return students;
    }

    void give(std::size_t i, std::int64_t student) {
        HandOverPhoto& photo = photos_[i];
        if (photo.student >= 0 && photo.student != student) {
            several_.insert(i);
            photo.student = -1;
            return;
        }
        photo.student = student;
    }

    /// A row and a student of the record may be one person: one photo of both is used.
    void choose() {
        choose_photos(photos_);
        std::unordered_set<std::int64_t> taken;
        for (std::size_t i = 0; i < photos_.size(); ++i) {
            HandOverPhoto& photo = photos_[i];
            if (photo.use != PhotoUse::Refused && several_.count(i) != 0)
                photo.use = PhotoUse::Several;
            if (photo.use != PhotoUse::Owned || is_of_other_kind(photo)) continue;
            const std::int64_t existing = existing_of(photo);
            if (existing >= 0 && !taken.insert(existing).second) photo.use = PhotoUse::Second;
        }
    }

    ComparedPhoto compare(HandOverPhoto& photo) {
        if (is_of_other_kind(photo))
            return {
                photo.use == PhotoUse::Refused ? PhotoOutcome::Refused : PhotoOutcome::Unmatched,
                -1, true};
        const std::int64_t existing = existing_of(photo);
        switch (photo.use) {
            case PhotoUse::Refused: return {PhotoOutcome::Refused, existing};
            case PhotoUse::Unmatched:
            case PhotoUse::Several: return {PhotoOutcome::Unmatched};
            case PhotoUse::Second:
            case PhotoUse::Kept: return {PhotoOutcome::Unused, existing};
            case PhotoUse::Owned: break;
        }
        return {compare_owned(photo, existing), existing};
    }

    PhotoOutcome compare_owned(HandOverPhoto& photo, std::int64_t existing) {
        const std::vector<std::string> prints = record_.sealer.fingerprints(photo.sha256);
        for (const std::string& print : prints)
            if (const auto found = holders_.find(print); found != holders_.end())
                for (std::size_t holder : found->second)
                    if (existing != static_cast<std::int64_t>(holder)) photo.is_of_another = true;
        if (existing < 0) return PhotoOutcome::New;
        const auto at = static_cast<std::size_t>(existing);
        const std::string& known = record_.known.fingerprints[at];
        if (std::find(prints.begin(), prints.end(), known) != prints.end())
            return PhotoOutcome::Same;
        if (record_.existing[at].is_frozen) {
            photo.use = PhotoUse::Kept;
            return PhotoOutcome::Unused;
        }
        return known.empty() ? PhotoOutcome::New : PhotoOutcome::Replaced;
    }

    void judge_again() {
        std::unordered_set<std::uint32_t> rows_with_photo;
        for (const auto& [row, existing] : rows_)
            if (existing >= 0 &&
                !record_.known.fingerprints[static_cast<std::size_t>(existing)].empty())
                rows_with_photo.insert(row);
        std::erase_if(check_.findings, [](const Finding& finding) {
            return photo_rule::is_of_photos(finding.rule);
        });
        for (Finding& finding : photo_findings(photos_, check_.hand_over.students, rows_with_photo))
            check_.findings.push_back(std::move(finding));
        if (check_.hand_over.students.size() == 0) tell_missing_in_record();
    }

    /// Of photos that come alone: who of the record still has none.
    void tell_missing_in_record() {
        std::vector<bool> has_photo;
        for (const std::string& print : record_.known.fingerprints)
            has_photo.push_back(!print.empty());
        for (const HandOverPhoto& photo : photos_)
            if (photo.use == PhotoUse::Owned)
                has_photo[static_cast<std::size_t>(photo.student)] = true;
        const auto there = std::count(has_photo.begin(), has_photo.end(), true);
        const auto missing = static_cast<std::ptrdiff_t>(has_photo.size()) - there;
        const bool many = missing > std::max<std::ptrdiff_t>(1, there);
        for (std::size_t i = 0; i < has_photo.size() && !many; ++i)
            if (!has_photo[i]) {
                Finding& finding = check_.findings.emplace_back();
                finding.rule = &photo_rule::kMissing;
                finding.field = Field::Photo;
                finding.student = static_cast<std::int64_t>(i);
            }
        if (!many) return;
        Finding& finding = check_.findings.emplace_back();
        finding.rule = &photo_rule::kMissingOfMany;
        finding.file = photos_.front().container;
        finding.arg = std::to_string(missing);
    }

    CheckReport& check_;
    std::vector<HandOverPhoto>& photos_;
    const RecordForPhotos& record_;
    std::unordered_map<std::uint32_t, std::int64_t> rows_;  // of this intake, to the record
    std::unordered_map<std::string, std::vector<std::size_t>> holders_;  // by fingerprint
    std::unordered_set<std::size_t> several_;
};

}  // namespace

std::vector<ComparedPhoto> compare_photos(CheckReport& check, const RecordForPhotos& record) {
    if (check.hand_over.photos.empty()) return {};
    return PhotoComparison(check, record).compare();
}

PhotoCounts counts_of(const std::vector<ComparedPhoto>& photos) {
    PhotoCounts counts;
    counts.in = photos.size();
    for (const ComparedPhoto& photo : photos) switch (photo.outcome) {
            case PhotoOutcome::New: ++counts.fresh; break;
            case PhotoOutcome::Replaced: ++counts.replaced; break;
            case PhotoOutcome::Same: ++counts.same; break;
            case PhotoOutcome::Unused: ++counts.unused; break;
            case PhotoOutcome::Unmatched: ++counts.unmatched; break;
            case PhotoOutcome::Refused: ++counts.refused; break;
        }
    return counts;
}

namespace {

class PhotoWriter {
public:
    PhotoWriter(Tx& tx, const Context& context, const WritePhotos& request)
        : tx_(tx), context_(context), request_(request), boxes_(context.boxes()), sealer_(boxes_) {
        for (std::size_t i = 0; i < request.photos.size(); ++i) {
            const PhotoOutcome outcome = request.compared[i].outcome;
            if (outcome != PhotoOutcome::New && outcome != PhotoOutcome::Replaced) continue;
            written_.push_back(i);
            students_.push_back(request.owners[i].student);
        }
    }

    Result<std::vector<Id>> write() {
        if (written_.empty()) return students_;
        TRY(student_files::replace_photos(tx_, request_.batch, students_));
        student_files::NewFile made;
        TRY(student_files::create_photos(
            tx_, written_.size(), [&](std::size_t n) -> Result<const student_files::NewFile*> {
                TRY(make(n, made));
                return static_cast<const student_files::NewFile*>(&made);
            }));
        TRY(read_back());
        return students_;
    }

private:
    /// The picture as it was judged, or the import is off: an archive may change under it.
    Status make(std::size_t n, student_files::NewFile& made) {
        const HandOverPhoto& photo = request_.photos[written_[n]];
        const PhotoOwner& owner = request_.owners[written_[n]];
        const auto read = request_.reading.bytes(photo.file.source, kPhotoBytesMax);
        if (!read.ok()) return Error(read.error()).in_file(photo.file.shown);
        const std::string& text = read.value();
        if (sha256(text) != photo.sha256)
            return Error(problem::kPhotoChanged).at({photo.file.shown, "", 0, ""});
        StudentFile& file = made.file;
        file.id = Id::make_nth(context_.now, static_cast<std::uint32_t>(n), context_.random);
        file.student = owner.student;
        file.batch = request_.batch;
        file.at = context_.now;
        file.format = key_of(photo.picture.format);
        file.size = text.size();
        file.width = photo.picture.width;
        file.height = photo.picture.height;
        file.fingerprint = sealer_.fingerprint(photo.sha256);
        made.box = student_files::seal(boxes_, *owner.key, file.id, text);
        expected_.emplace(file.student, file.fingerprint);
        return Done{};
    }

    Status read_back() {
        std::size_t found = 0;
        TRY(student_files::each_of_batch(tx_, request_.batch, [&](StudentFile& file) -> Status {
            const auto expected = expected_.find(file.student);
            found += expected != expected_.end() && expected->second == file.fingerprint ? 1 : 0;
            return Done{};
        }));
        if (found == written_.size()) return Done{};
        return Error(problem::kBatchUnbalanced,
                     std::to_string(found) + " ≠ " + std::to_string(written_.size()));
    }

    Tx& tx_;
    const Context& context_;
    const WritePhotos& request_;
    Boxes boxes_;
    StudentSealer sealer_;
    std::vector<std::size_t> written_;  // indexes of request_.photos
    std::vector<Id> students_;          // theirs
    std::unordered_map<Id, std::string> expected_;
};

}  // namespace

Result<std::vector<Id>> write_photos(Tx& tx, const Context& context, const WritePhotos& request) {
    return PhotoWriter(tx, context, request).write();
}

}  // namespace mingce
