#include "usecases/publications/make_copies.h"

#include <algorithm>

#include "usecases/access/permitted.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/publications.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

struct WantedCopy {
    const Publication* publication = nullptr;
    std::string recipient;
    CopyForm form = CopyForm::Xlsx;
};

/// The number is taken first, in a transaction of its own end: it stands inside the file.
Result<std::int64_t> number_to_take(const Context& context) {
    return read_value(context.database(),
                      [](Tx& tx) { return publication_copies::next_number(tx); });
}

PublicationCopy row_of(const Context& context, const CopyToMake& wanted, const CopyFile& file) {
    PublicationCopy copy;
    copy.id = wanted.id;
    copy.publication = wanted.publication.id;
    copy.number = wanted.number;
    copy.form = wanted.form;
    copy.link = wanted.publication.link;
    copy.revision = wanted.edition.revision.sealed.number;
    copy.made_at = context.now;
    copy.rows = file.rows;
    copy.size = file.bytes.size();
    copy.sha256 = sha256_hex(file.bytes);
    copy.file_name = file.name;
    copy.password = file.password;
    return copy;
}

/// Makes the file and keeps it. Where somebody took the number meanwhile, it is made again under
/// the next one.
Result<PublicationCopy> make_and_keep(const Context& context, const EditionRows& edition,
                                      const WantedCopy& wanted, const CopyTools& tools,
                                      const std::function<Status(Tx&, PublicationCopy&)>& also) {
    constexpr int kTries = 5;
    for (int i = 0; i < kTries; ++i) {
        const CopyToMake copy{edition,     *wanted.publication,          wanted.recipient,
                              wanted.form, TRY(number_to_take(context)), context.make_id()};
        const CopyFile file = TRY(make_copy_file(context, copy, tools));
        PublicationCopy row = row_of(context, copy, file);
        bool is_taken = false;
        const Status kept = context.database().write([&](Tx& tx) -> Status {
            is_taken = TRY(publication_copies::next_number(tx)) != row.number;
            if (is_taken) return Done{};
            TRY(also(tx, row));
            Boxes boxes = context.boxes();
            return publication_copies::add(tx, boxes, context.institution(), row, file.bytes);
        });
        if (!kept.ok()) return kept.error();
        if (!is_taken) return row;
    }
    return Error(problem::kPublicationState);
}

bool lies_ready(const std::vector<PublicationCopy>& copies, const Publication& publication,
                CopyForm form) {
    return std::ranges::any_of(copies, [&](const PublicationCopy& copy) {
        return copy.form == form && copy.link == publication.link && !copy.is_claimed();
    });
}

struct ReadyWork {
    std::vector<FoundPublication> publications;  // open ones
    std::vector<WantedCopy> copies;              // by edition
    std::vector<EditionRows> editions;
};

Result<ReadyWork> work_of(Tx& tx, const Context& context,
                          const std::vector<std::int64_t>& numbers) {
    ReadyWork work;
    Boxes boxes = context.boxes();
    for (const std::int64_t number : numbers) {
        FoundPublication found = TRY(find_publication(tx, context, number));
        if (found.publication.state == PublicationState::Open)
            work.publications.push_back(std::move(found));
    }
    for (const FoundPublication& found : work.publications) {
        const Publication& publication = found.publication;
        const auto there = TRY(publication_copies::of_publication(tx, boxes, publication.id));
        const auto named = find_recipient(found.head, publication.recipient);
        for (const CopyForm form : publication.contents.forms)
            if (form != CopyForm::Screen && !lies_ready(there, publication, form))
                work.copies.push_back(
                    {&publication, named ? named->zh : publication.recipient.key, form});
        const bool is_read = std::ranges::any_of(work.editions, [&](const EditionRows& rows) {
            return rows.edition.id == publication.edition;
        });
        if (!is_read)
            work.editions.push_back(
                TRY(read_edition_rows(tx, context, publication.edition, nullptr)));
    }
    return work;
}

Status tell_of_copy(Tx& tx, const Context& context, const PublicationCopy& copy,
                    const std::string& from) {
    TRY(publication_copies::add_access(
        tx, {context.make_id(), copy.publication, copy.id, AccessAct::Copy, context.now,
             context.actor, context.caller.account, from, copy.rows}));
    return audit(
        tx, context,
        {"publication.copy", "publication", copy.publication,
         "copy=" + std::to_string(copy.number) + " form=" + std::string(key_of(copy.form)) +
             " rows=" + std::to_string(copy.rows) + " sha256=" + copy.sha256,
         ""});
}

void make_callers(const Context& context, PublicationCopy& copy) {
    copy.claimed_at = context.now;
    copy.actor = context.actor;
    copy.account = context.caller.account;
}

/// Theirs already, or one that lay ready and is theirs from now on.
Result<std::optional<PublicationCopy>> found_copy(Tx& tx, const Context& context,
                                                  const Publication& publication, CopyForm form,
                                                  const std::string& from) {
    Boxes boxes = context.boxes();
    auto copies = TRY(publication_copies::of_publication(tx, boxes, publication.id));
    std::erase_if(copies, [&](const PublicationCopy& copy) {
        return copy.form != form || copy.link != publication.link;
    });
    for (PublicationCopy& copy : copies)
        if (copy.is_claimed() && copy.account == context.caller.account &&
            copy.password_shown_at.milliseconds == 0)
            return std::optional(std::move(copy));
    for (PublicationCopy& copy : copies) {
        if (copy.is_claimed()) continue;
        make_callers(context, copy);
        if (!TRY(publication_copies::claim(tx, copy))) continue;
        TRY(tell_of_copy(tx, context, copy, from));
        return std::optional(std::move(copy));
    }
    return std::optional<PublicationCopy>();
}

}  // namespace

Result<ReadyCopies> make_ready_copies(
    const Context& context, const std::vector<std::int64_t>& publications,
    const std::function<Status(std::uint64_t, std::uint64_t)>& progress) {
    TRY(require(context, Permission::RosterPublish));
    const ReadyWork work = TRY(
        read_value(context.database(), [&](Tx& tx) { return work_of(tx, context, publications); }));
    const bool makes_pdf = std::ranges::any_of(
        work.copies, [](const WantedCopy& copy) { return copy.form == CopyForm::Pdf; });
    const CopyTools tools = TRY(open_copy_tools(context, makes_pdf));
    ReadyCopies ready;
    ready.publications = work.publications.size();
    for (const WantedCopy& wanted : work.copies) {
        TRY(progress(ready.made, work.copies.size()));
        const auto edition = std::ranges::find_if(work.editions, [&](const EditionRows& rows) {
            return rows.edition.id == wanted.publication->edition;
        });
        const PublicationCopy made =
            TRY(make_and_keep(context, *edition, wanted, tools,
                              [](Tx&, PublicationCopy&) -> Status { return Done{}; }));
        ++ready.made;
        ready.bytes += made.size;
    }
    TRY(progress(ready.made, work.copies.size()));
    return ready;
}

Result<PublicationCopy> copy_for_caller(const Context& context, const Publication& publication,
                                        CopyForm form, const std::string& recipient,
                                        const std::string& from) {
    auto found = TRY(write_value(context.database(), [&](Tx& tx) {
        return found_copy(tx, context, publication, form, from);
    }));
    if (found) return std::move(*found);
    const CopyTools tools = TRY(open_copy_tools(context, form == CopyForm::Pdf));
    const EditionRows edition = TRY(read_value(context.database(), [&](Tx& tx) {
        return read_edition_rows(tx, context, publication.edition, &publication.recipient);
    }));
    return make_and_keep(context, edition, {&publication, recipient, form}, tools,
                         [&](Tx& tx, PublicationCopy& copy) -> Status {
                             make_callers(context, copy);
                             return tell_of_copy(tx, context, copy, from);
                         });
}

}  // namespace mingce
