// A clock that is SECONDS_AGO behind, put before libc's (LD_PRELOAD): a demo record begins on an
// earlier day by it. Only the calendar's time moves; waiting and measuring go on as they are.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec* now) {
    static int (*real)(clockid_t, struct timespec*);
    if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "clock_gettime");
    const int outcome = real(clock, now);
    const char* ago = getenv("SECONDS_AGO");
    if (outcome == 0 && clock == CLOCK_REALTIME && ago != NULL) now->tv_sec -= atol(ago);
    return outcome;
}
