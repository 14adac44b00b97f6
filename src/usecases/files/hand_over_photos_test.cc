#include "usecases/files/hand_over_photos.h"

#include <gmock/gmock.h>

#include "formats/archive_fixture.h"
#include "pictures/picture_fixture.h"
#include "usecases/files/hand_over_fixture.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::jpeg_of;
using testing::png_of;

const std::string kStudents =
    "姓名,考生号,身份证号,学号,专业\n"
    "张文静,26420101150001,42010120080101002X,2026010001,物理学\n"
    "李强,26420101150002,420101200802020019,2026010002,物理学\n";

class HandOverPhotos : public HandOverFixture {
protected:
    /// "HO-005 nobody.jpg" for each finding on a photo, in their order.
    static std::vector<std::string> told(const HandOver& hand_over) {
        std::vector<std::string> told;
        for (const Finding& finding : hand_over.findings)
            if (finding.field == Field::Photo || finding.rule->code == "HO-020")
                told.push_back(std::string(finding.rule->code) + " " + finding.raw);
        return told;
    }
};

TEST_F(HandOverPhotos, AreMatchedByExamDocumentOrStudentNumber) {
    for (const char* name :
         {"26420101150001.jpg", "42010120080101002X.JPG", "42010120080101002x.jpeg",
          "2026010001.jpg", " '2026010001.jpg", "26420101150001.png", "26420101150001_张文静.jpg",
          "张文静 42010120080101002x.jpg", "物理2601-2026010001.jpg"}) {
        SCOPED_TRACE(name);
        std::filesystem::remove_all(dir_);
        write("students.csv", kStudents);
        write(std::string("照片/") + name, jpeg_of());
        const HandOver hand_over = read();
        ASSERT_EQ(hand_over.photos.size(), 1U);
        EXPECT_EQ(hand_over.photos[0].use, PhotoUse::Owned);
        EXPECT_EQ(hand_over.photos[0].row, 0U);
        EXPECT_THAT(told(hand_over), ElementsAre("HO-007 ")) << "the other one has none";
    }
}

TEST_F(HandOverPhotos, AreNobodysWhereTheirNameHasTwoNumbersOrPartOfOne) {
    for (const char* name : {"26420101150001_2026010002.jpg", "264201011500011.jpg",
                             "2642010115000.jpg", "张文静.jpg", "IMG_0001.jpg"}) {
        SCOPED_TRACE(name);
        std::filesystem::remove_all(dir_);
        write("students.csv", kStudents);
        write(std::string("照片/") + name, jpeg_of());
        const HandOver hand_over = read();
        ASSERT_EQ(hand_over.photos.size(), 1U);
        EXPECT_EQ(hand_over.photos[0].use, PhotoUse::Unmatched);
    }
}

TEST_F(HandOverPhotos, AreJudgedByTheirMarks) {
    struct Case {
        std::string_view why;
        std::string name, bytes;
        std::vector<std::string> told;
        PhotoUse use = PhotoUse::Owned;
    };
    const std::string name = "26420101150001.jpg", other = "26420101150001.png";
    const std::string half = jpeg_of().substr(0, 30'000);
    const Case cases[] = {
        {"as it should be", name, jpeg_of(), {}},
        {"no byte", name, "", {"HO-016 " + name}, PhotoUse::Refused},
        {"cut off", name, half, {"HO-016 " + name}, PhotoUse::Refused},
        {"a GIF", name, "GIF89a is not a photograph", {"HO-015 " + name}, PhotoUse::Refused},
        {"a GIF by its name, too",
         "26420101150001.gif",
         "GIF89a",
         {"HO-015 26420101150001.gif"},
         PhotoUse::Refused},
        {"as large as may be", name, jpeg_of({480, 640, 2'000'000}), {"HO-019 " + name}},
        {"larger", name, jpeg_of({480, 640, 2'000'001}), {"HO-017 " + name}, PhotoUse::Refused},
        {"a thumbnail", name, jpeg_of({60, 80, 60'000}), {"HO-018 " + name}},
        {"lying", name, jpeg_of({640, 480, 60'000}), {"HO-018 " + name}},
        {"a PNG", other, png_of(), {"HO-018 " + other}},
        {"few bytes", name, jpeg_of({480, 640, 49'999}), {"HO-019 " + name}},
        {"many bytes", name, jpeg_of({480, 640, 102'401}), {"HO-019 " + name}},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::filesystem::remove_all(dir_);
        write("students.csv", kStudents);
        write("照片/" + c.name, c.bytes);
        write("照片/26420101150002.jpg", jpeg_of({480, 640, 60'000, "李强"}));
        const HandOver hand_over = read();
        ASSERT_EQ(hand_over.photos.size(), 2U);
        EXPECT_EQ(hand_over.photos[0].use, c.use);
        std::vector<std::string> expected = c.told;
        if (c.use == PhotoUse::Refused) expected.emplace_back("HO-007 ");
        EXPECT_EQ(told(hand_over), expected);
    }
}

TEST_F(HandOverPhotos, OfOneStudentOneIsUsedAndOfOnePictureBothAreTold) {
    write("students.csv", kStudents);
    write("照片/2026010001.jpg", jpeg_of());
    write("照片/26420101150001.jpg", jpeg_of({480, 640, 60'000, "another"}));
    write("照片/26420101150002.jpg", jpeg_of());
    const HandOver hand_over = read();
    EXPECT_THAT(told(hand_over), ElementsAre("HO-006 26420101150001.jpg", "HO-013 2026010001.jpg",
                                             "HO-013 26420101150002.jpg"));
}

TEST_F(HandOverPhotos, ManyOfUnusualSizeAreToldOnce) {
    write("students.csv", kStudents);
    for (const char* number : {"26420101150001", "26420101150002"})
        write(std::string("照片/") + number + ".jpg", jpeg_of({480, 640, 9'000, number}));
    EXPECT_THAT(told(read()), ElementsAre("HO-020 "));
}

TEST_F(HandOverPhotos, InAnArchiveADamagedOneIsRefusedAlone) {
    ArchiveFixture archive;
    ArchiveFixture::Odd wrong;
    wrong.wrong_crc = true;
    archive.add("照片/26420101150001.jpg", jpeg_of(), wrong);
    archive.add("照片/26420101150002.jpg", jpeg_of());
    ArchiveFixture::Odd bomb;
    bomb.claimed_bytes = 1'999'999;
    archive.add("照片/26420101150003.jpg", jpeg_of(), bomb);
    write("photos.zip", archive.finish());
    write("students.csv", kStudents);
    const HandOver hand_over = read();
    EXPECT_THAT(told(hand_over), ElementsAre("HO-016 照片/26420101150001.jpg",
                                             "HO-016 照片/26420101150003.jpg", "HO-007 "));
}

TEST_F(HandOverPhotos, AlonePicturesAreSomethingOnlyWhereAskedFor) {
    write("照片/26420101150001.jpg", jpeg_of());
    ReadHandOver request;
    request.paths = {dir_};
    EXPECT_FALSE(read_hand_over(request).ok());
    request.photos_alone = true;
    const auto hand_over = read_hand_over(request);
    ASSERT_TRUE(hand_over.ok()) << hand_over.error().sentence(Language::English);
    EXPECT_THAT(told(hand_over.value()), ElementsAre("HO-005 26420101150001.jpg"));
}

}  // namespace
}  // namespace mingce
