/* A disk that takes its time: loaded before a program (LD_PRELOAD), each flush lasts
 * MINGCE_FSYNC_MS milliseconds longer (3 without it). For benchmarks: what a commit costs on a
 * school's disk, and that group commit shares it. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait_for_the_disk(void) {
    const char* const wish = getenv("MINGCE_FSYNC_MS");
    const long milliseconds = wish == NULL ? 3 : strtol(wish, NULL, 10);
    struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

int fsync(int file) {
    wait_for_the_disk();
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    wait_for_the_disk();
    return (int)syscall(SYS_fdatasync, file);
}
