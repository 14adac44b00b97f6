// Fails, shortens, slows or kills at the n-th change of a file, for every n: loaded by LD_PRELOAD
// into the program under test, driven by fault_run.h. What a test may then claim: whatever the disk
// does, and whenever the process dies, a file is there whole or not at all.
//
//   MINGCE_FAULT        count          changes nothing
//                       kill:17        dies before the 17th point
//                       tear:17        writes half of the 17th, then dies
//                       short:17       writes half of the 17th and says so
//                       eio:17         the 17th fails; eio:17+ it and all that follow
//                       enospc:17      the same with a full disk, where a file can still be removed
//                       slow:3000      each fsync and fdatasync takes 3,000 µs more
//   MINGCE_FAULT_UNDER  the folder whose files count, all others are left alone
//   MINGCE_FAULT_SOCKETS=1  send() counts too: the words of libpq to its server; one that fails
//                       ends the connection
//   MINGCE_FAULT_REPORT a file that gets a line for each point: number, call, name of the file
//
// A point is a call of write, pwrite, writev, pwritev, copy_file_range, sendfile, fallocate,
// ftruncate, fsync, fdatasync, rename, link, unlink or remove, in each of their spellings, on a
// regular file that is open for writing. stdio calls the kernel inside the C library where nobody
// can step between; for it (libxlsxwriter) fwrite, fflush and fclose are points. std::ofstream
// writes by write and writev, SQLite by pwrite64. What is written through a mapping (SQLite's -shm)
// is no point: it is the kernel's, and survives a killed process as any write does.
//
// A kill is the death of a process, not of the machine: what was written and not synced stays.
// Children are not armed: the variables are taken away before main.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum action { NOTHING, COUNT, KILL, TEAR, SHORTEN, FAIL, SLOW };

static struct {
    enum action action;
    unsigned long at;  // the point, from 1; microseconds of SLOW
    bool sticky;
    int error;
    bool sockets;
    int report;  // file descriptor, -1 without one
    char under[PATH_MAX];
    size_t under_length;
} fault = {.report = -1};
static atomic_ulong points;

// What to do with the call at hand.
struct verdict {
    int error;  // fail with it
    bool half;  // write half
    bool die;   // afterwards
};

// The call we stand before, looked up once.
#define NEXT(name)                                      \
    static _Atomic(void*) known = NULL;                 \
    if (known == NULL) known = dlsym(RTLD_NEXT, #name); \
    void* const found = known;                          \
    __typeof__(name)* next = NULL;                      \
    memcpy(&next, &found, sizeof next)

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

__attribute__((noreturn)) static void refuse_to_start(const char* why) {
    static const char head[] = "mingce_faults: cannot be used: ";
    syscall(SYS_write, 2, head, sizeof head - 1);
    syscall(SYS_write, 2, why, strlen(why));
    syscall(SYS_write, 2, "\n", 1);
    _exit(70);
}

static void read_action(const char* text) {
    static const struct {
        const char* name;
        enum action action;
        int error;
    } actions[] = {{"kill:", KILL, 0},  {"tear:", TEAR, 0},        {"short:", SHORTEN, 0},
                   {"eio:", FAIL, EIO}, {"enospc:", FAIL, ENOSPC}, {"slow:", SLOW, 0}};
    if (strcmp(text, "count") == 0) {
        fault.action = COUNT;
        return;
    }
    for (size_t i = 0; i < sizeof actions / sizeof *actions; ++i) {
        const size_t length = strlen(actions[i].name);
        if (strncmp(text, actions[i].name, length) != 0) continue;
        char* end = NULL;
        fault.at = strtoul(text + length, &end, 10);
        fault.sticky = *end == '+';
        if (fault.at == 0 || end == text + length || end[fault.sticky] != '\0') break;
        fault.action = actions[i].action;
        fault.error = actions[i].error;
        return;
    }
    refuse_to_start(text);
}

__attribute__((constructor)) static void arm(void) {
    const char* action = getenv("MINGCE_FAULT");
    const char* under = getenv("MINGCE_FAULT_UNDER");
    const char* report = getenv("MINGCE_FAULT_REPORT");
    const char* sockets = getenv("MINGCE_FAULT_SOCKETS");
    if (action == NULL) return;
    if (under == NULL || realpath(under, fault.under) == NULL)
        refuse_to_start("MINGCE_FAULT_UNDER is no folder");
    fault.under_length = strlen(fault.under);
    fault.sockets = sockets != NULL && strcmp(sockets, "1") == 0;
    if (report != NULL) {
        fault.report = open(report, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
        if (fault.report < 0) refuse_to_start("MINGCE_FAULT_REPORT cannot be written");
    }
    read_action(action);
    unsetenv("LD_PRELOAD");
    unsetenv("MINGCE_FAULT");
}

static bool lies_under(const char* path) {
    return strncmp(path, fault.under, fault.under_length) == 0 && path[fault.under_length] == '/';
}

// Is `fd` a regular file below the folder, open for writing? Its path goes to `path`.
static bool is_watched(int fd, char path[PATH_MAX]) {
    if (fault.action == NOTHING) return false;
    const int kept = errno;
    struct stat about;
    char link[64];
    bool watched = false;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        const int mode = fcntl(fd, F_GETFL);
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        const ssize_t length = readlink(link, path, PATH_MAX - 1);
        path[length > 0 ? length : 0] = '\0';
        watched = mode >= 0 && (mode & O_ACCMODE) != O_RDONLY && lies_under(path);
    }
    errno = kept;
    return watched;
}

// The same of a name; the folder it stands in must exist, the file need not.
static bool is_watched_name(int folder, const char* name, char path[PATH_MAX]) {
    if (fault.action == NOTHING || name == NULL) return false;
    const int kept = errno;
    char whole[PATH_MAX] = "", parent[PATH_MAX];
    if (name[0] != '/') {
        char link[64] = "/proc/self/cwd";
        if (folder != AT_FDCWD) snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        const ssize_t length = readlink(link, whole, PATH_MAX - 1);
        whole[length > 0 ? length : 0] = '\0';
    }
    const size_t used = strlen(whole);
    snprintf(whole + used, sizeof whole - used, "/%s", name);
    char* const last = strrchr(whole, '/');
    *last = '\0';
    bool watched = realpath(whole[0] == '\0' ? "/" : whole, parent) != NULL;
    if (watched) {
        watched = snprintf(path, PATH_MAX, "%s/%s", parent, last + 1) < PATH_MAX;
        watched = watched && lies_under(path);
    }
    errno = kept;
    return watched;
}

static void report_point(unsigned long number, const char* call, const char* path) {
    const char* const slash = strrchr(path, '/');
    char line[PATH_MAX + 64];
    const int length =
        snprintf(line, sizeof line, "%lu %s %s\n", number, call, slash == NULL ? path : slash + 1);
    syscall(SYS_write, fault.report, line, (size_t)length);
}

static struct verdict next_point(const char* call, const char* path) {
    struct verdict verdict = {0, false, false};
    const unsigned long number = atomic_fetch_add(&points, 1) + 1;
    if (fault.report >= 0) report_point(number, call, path);
    if (number != fault.at && !(fault.sticky && number > fault.at)) return verdict;
    switch (fault.action) {
        case KILL: die(); break;
        case TEAR: verdict.half = verdict.die = true; break;
        case SHORTEN: verdict.half = true; break;
        case FAIL: verdict.error = fault.error; break;
        case NOTHING:
        case COUNT:
        case SLOW: break;
    }
    return verdict;
}

static int refused(int error) {
    errno = error;
    return -1;
}

static size_t part_of(size_t length, struct verdict verdict) {
    return verdict.half && length > 1 ? length / 2 : length;
}

// A call that writes `length` bytes; ANSWER is the call with `part` of them.
#define WRITE_POINT(call, fd, length, ANSWER)                  \
    do {                                                       \
        char path[PATH_MAX];                                   \
        size_t part = (length);                                \
        if (!is_watched(fd, path)) return ANSWER;              \
        const struct verdict verdict = next_point(call, path); \
        if (verdict.error != 0) return refused(verdict.error); \
        part = part_of(part, verdict);                         \
        const ssize_t written = ANSWER;                        \
        if (verdict.die) die();                                \
        return written;                                        \
    } while (0)

// A call that is done whole or not; a torn one dies before it.
#define WHOLE_POINT(call, watched, ANSWER)                     \
    do {                                                       \
        char path[PATH_MAX];                                   \
        if (!(watched)) return ANSWER;                         \
        const struct verdict verdict = next_point(call, path); \
        if (verdict.die) die();                                \
        if (verdict.error != 0) return refused(verdict.error); \
        return ANSWER;                                         \
    } while (0)

// A name that goes away: a full disk does not prevent it.
#define REMOVE_POINT(call, folder, name, ANSWER)                                          \
    do {                                                                                  \
        char path[PATH_MAX];                                                              \
        if (!is_watched_name(folder, name, path)) return ANSWER;                          \
        const struct verdict verdict = next_point(call, path);                            \
        if (verdict.die) die();                                                           \
        if (verdict.error != 0 && verdict.error != ENOSPC) return refused(verdict.error); \
        return ANSWER;                                                                    \
    } while (0)

ssize_t write(int fd, const void* bytes, size_t length) {
    NEXT(write);
    WRITE_POINT("write", fd, length, next(fd, bytes, part));
}

ssize_t pwrite(int fd, const void* bytes, size_t length, off_t at) {
    NEXT(pwrite);
    WRITE_POINT("pwrite", fd, length, next(fd, bytes, part, at));
}

ssize_t pwrite64(int fd, const void* bytes, size_t length, off64_t at) {
    NEXT(pwrite64);
    WRITE_POINT("pwrite64", fd, length, next(fd, bytes, part, at));
}

// Half of a list of pieces is its first half, or half of the only one.
ssize_t writev(int fd, const struct iovec* pieces, int count) {
    NEXT(writev);
    if (count == 1)
        WRITE_POINT("writev", fd, pieces->iov_len,
                    next(fd, &(struct iovec){pieces->iov_base, part}, 1));
    WRITE_POINT("writev", fd, (size_t)count, next(fd, pieces, (int)part));
}

ssize_t pwritev(int fd, const struct iovec* pieces, int count, off_t at) {
    NEXT(pwritev);
    WRITE_POINT("pwritev", fd, (size_t)count, next(fd, pieces, (int)part, at));
}

ssize_t copy_file_range(int from, off64_t* from_at, int fd, off64_t* at, size_t length,
                        unsigned flags) {
    NEXT(copy_file_range);
    WRITE_POINT("copy_file_range", fd, length, next(from, from_at, fd, at, part, flags));
}

ssize_t sendfile(int fd, int from, off_t* at, size_t length) {
    NEXT(sendfile);
    WRITE_POINT("sendfile", fd, length, next(fd, from, at, part));
}

ssize_t send(int fd, const void* bytes, size_t length, int flags) {
    NEXT(send);
    if (!fault.sockets || fault.action == NOTHING) return next(fd, bytes, length, flags);
    const struct verdict verdict = next_point("send", "socket");
    if (verdict.error != 0) {
        shutdown(fd, SHUT_RDWR);  // a line that cannot be spoken on cannot be listened on either
        return refused(verdict.error);
    }
    const ssize_t sent = next(fd, bytes, part_of(length, verdict), flags);
    if (verdict.die) die();
    return sent;
}

size_t fwrite(const void* items, size_t size, size_t count, FILE* file) {
    NEXT(fwrite);
    char path[PATH_MAX];
    if (!is_watched(fileno(file), path)) return next(items, size, count, file);
    const struct verdict verdict = next_point("fwrite", path);
    if (verdict.error != 0) {
        errno = verdict.error;
        return 0;
    }
    // A short count of stdio is an error, so only a torn write is halved.
    const size_t done = next(items, size, verdict.die ? part_of(count, verdict) : count, file);
    if (verdict.die) {
        fflush(file);
        die();
    }
    return done;
}

int fflush(FILE* file) {
    NEXT(fflush);
    WHOLE_POINT("fflush", file != NULL && is_watched(fileno(file), path), next(file));
}

// Closed in any case, as close() does: what fails is the last of the buffer.
int fclose(FILE* file) {
    NEXT(fclose);
    char path[PATH_MAX];
    if (!is_watched(fileno(file), path)) return next(file);
    const struct verdict verdict = next_point("fclose", path);
    if (verdict.die) die();
    const int closed = next(file);
    return verdict.error != 0 ? refused(verdict.error) : closed;
}

int fallocate(int fd, int mode, off_t at, off_t length) {
    NEXT(fallocate);
    WHOLE_POINT("fallocate", is_watched(fd, path), next(fd, mode, at, length));
}

int fallocate64(int fd, int mode, off64_t at, off64_t length) {
    NEXT(fallocate64);
    WHOLE_POINT("fallocate64", is_watched(fd, path), next(fd, mode, at, length));
}

// These two answer with the error itself.
static int answer_of(int result) { return result == -1 ? errno : result; }

static int allocate(int fd, const char* call, int (*next)(int, off64_t, off64_t), off64_t at,
                    off64_t length) {
    WHOLE_POINT(call, is_watched(fd, path), next(fd, at, length));
}

int posix_fallocate(int fd, off_t at, off_t length) {
    NEXT(posix_fallocate);
    return answer_of(allocate(fd, "posix_fallocate", next, at, length));
}

int posix_fallocate64(int fd, off64_t at, off64_t length) {
    NEXT(posix_fallocate64);
    return answer_of(allocate(fd, "posix_fallocate64", next, at, length));
}

int ftruncate(int fd, off_t length) {
    NEXT(ftruncate);
    WHOLE_POINT("ftruncate", is_watched(fd, path), next(fd, length));
}

int ftruncate64(int fd, off64_t length) {
    NEXT(ftruncate64);
    WHOLE_POINT("ftruncate64", is_watched(fd, path), next(fd, length));
}

static void take_longer(void) {
    if (fault.action != SLOW) return;
    const struct timespec pause_for = {(time_t)(fault.at / 1000000),
                                       (long)(fault.at % 1000000) * 1000};
    nanosleep(&pause_for, NULL);
}

// Folders are synced too, by a descriptor open for reading.
static bool is_synced_here(int fd, char path[PATH_MAX]) {
    struct stat about;
    if (is_watched(fd, path)) return true;
    if (fault.action == NOTHING || fstat(fd, &about) != 0 || !S_ISDIR(about.st_mode)) return false;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = '\0';
    return lies_under(path) || strcmp(path, fault.under) == 0;
}

int fsync(int fd) {
    NEXT(fsync);
    take_longer();
    WHOLE_POINT("fsync", is_synced_here(fd, path), next(fd));
}

int fdatasync(int fd) {
    NEXT(fdatasync);
    take_longer();
    WHOLE_POINT("fdatasync", is_synced_here(fd, path), next(fd));
}

int rename(const char* from, const char* to) {
    NEXT(rename);
    WHOLE_POINT("rename", is_watched_name(AT_FDCWD, to, path), next(from, to));
}

int renameat(int from_folder, const char* from, int folder, const char* to) {
    NEXT(renameat);
    WHOLE_POINT("renameat", is_watched_name(folder, to, path), next(from_folder, from, folder, to));
}

int renameat2(int from_folder, const char* from, int folder, const char* to, unsigned flags) {
    NEXT(renameat2);
    WHOLE_POINT("renameat2", is_watched_name(folder, to, path),
                next(from_folder, from, folder, to, flags));
}

int link(const char* from, const char* to) {
    NEXT(link);
    WHOLE_POINT("link", is_watched_name(AT_FDCWD, to, path), next(from, to));
}

int linkat(int from_folder, const char* from, int folder, const char* to, int flags) {
    NEXT(linkat);
    WHOLE_POINT("linkat", is_watched_name(folder, to, path),
                next(from_folder, from, folder, to, flags));
}

int unlink(const char* name) {
    NEXT(unlink);
    REMOVE_POINT("unlink", AT_FDCWD, name, next(name));
}

int unlinkat(int folder, const char* name, int flags) {
    NEXT(unlinkat);
    REMOVE_POINT("unlinkat", folder, name, next(folder, name, flags));
}

int remove(const char* name) {
    NEXT(remove);
    REMOVE_POINT("remove", AT_FDCWD, name, next(name));
}
