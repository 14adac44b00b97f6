// Runs the built executable the way a person does, for scenarios across the house.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>

namespace mingce::testing {

/// A fresh folder below the system's temporary one, removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "mingce-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, const std::string& bytes) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }

private:
    std::filesystem::path path_;
};

inline std::string contents(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

struct Outcome {
    int exit_code = -1;
    std::string data, talk;  // stdout, stderr
};

/// Each argument reaches the program as it is. English by default, so that tests read easily.
/// `output`, when given, is where standard output goes instead.
inline Outcome run_mingce(const std::vector<std::string>& arguments,
                          const std::string& language = "en", const std::string& output = {}) {
    const TemporaryFolder folder;
    const std::string data = output.empty() ? (folder.path() / "data").string() : output;
    const std::string talk = (folder.path() / "talk").string();
    std::string command = "MINGCE_LANG=" + language + " '" MINGCE_EXECUTABLE "'";
    for (const std::string& argument : arguments) {
        command += " '";
        for (char c : argument) command += c == '\'' ? std::string("'\\''") : std::string(1, c);
        command += "'";
    }
    command += " >'" + data + "' 2>'" + talk + "' </dev/null";
    std::FILE* shell = popen(command.c_str(), "r");
    const int status = shell == nullptr ? -1 : pclose(shell);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output.empty() ? contents(data) : "",
            contents(talk)};
}

}  // namespace mingce::testing
