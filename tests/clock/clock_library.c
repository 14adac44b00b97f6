// Sets the clock of the program under test, so that a story can be told over weeks: loaded by
// LD_PRELOAD. The program reads its clock in one place, and what reads it elsewhere (a database, a
// file's time) goes on by the real one.
//
//   MINGCE_CLOCK_AHEAD  milliseconds that the clock stands ahead; negative: behind
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec* time) {
    const long failed = syscall(SYS_clock_gettime, clock, time);
    const char* const ahead = getenv("MINGCE_CLOCK_AHEAD");
    if (failed != 0 || clock != CLOCK_REALTIME || ahead == NULL) return (int)failed;
    const long long milliseconds = atoll(ahead);
    time->tv_sec += milliseconds / 1000;
    return 0;
}
