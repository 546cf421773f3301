/* Faults of a disk, put between SQLite and the system (LD_PRELOAD, tests only).
 *
 * Counts the calls that change something under FAULT_DIR and, at the FAULT_AT-th:
 *   clean    the process ends before the call
 *   torn     half of a write is done, any other call wholly, then the process ends
 *   eio      that one call fails
 *   full     that call and all writes after it find no room
 *   relief   the same, until the ballast is removed
 *   unsynced no fault: the process ends with 99 if it writes to the list of what was
 *            acknowledged (FAULT_LIST) while a write to the log was not synced
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long calls;
static atomic_int full;
static atomic_int unsynced;

static const char *mode(void) {
    const char *mode = getenv("FAULT_MODE");
    return mode ? mode : "";
}

static int is(const char *name) { return strcmp(mode(), name) == 0; }

/* 0: not ours; 1: ours; 2: the ballast, which is not counted but finds no room either. */
static int whose(const char *path) {
    const char *folder = getenv("FAULT_DIR");
    if (!folder || !path || strncmp(path, folder, strlen(folder)) != 0) return 0;
    return strstr(path, "-ballast") ? 2 : 1;
}

static const char *name_of(int fd) {
    static _Thread_local char path[PATH_MAX];
    char link[64];
    char *end = link + sizeof link - 1;
    *end = 0;
    unsigned digits = (unsigned)fd;
    do { *--end = (char)('0' + digits % 10); digits /= 10; } while (digits);
    const char *prefix = "/proc/self/fd/";
    end -= strlen(prefix);
    memcpy(end, prefix, strlen(prefix));
    ssize_t length = readlink(end, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

static int whose_fd(int fd) { return whose(name_of(fd)); }

/* Remembers whether the log holds something that a power cut would take. */
static void remember(int fd, int writes) {
    if (!is("unsynced")) return;
    const char *path = name_of(fd), *list = getenv("FAULT_LIST");
    if (whose(path) == 1 && strstr(path, "-wal")) atomic_store(&unsynced, writes);
    if (writes && list && strcmp(path, list) == 0 && atomic_load(&unsynced)) _exit(99);
}

/* The fault of this call: 0 none, 1 end before, 2 end after half, 3 EIO, 4 ENOSPC. */
static int fault(int ours, int writes) {
    if (!ours) return 0;
    if (ours == 1) {
        const char *at = getenv("FAULT_AT");
        long count = atomic_fetch_add(&calls, 1) + 1;
        if (at && count == atol(at)) {
            if (is("clean")) return 1;
            if (is("torn")) return 2;
            if (is("eio")) return 3;
            atomic_store(&full, 1);
        }
    }
    return writes && atomic_load(&full) ? 4 : 0;
}

#define END() _exit(137)
#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
#define FAIL(code) do { errno = (code); return -1; } while (0)

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    remember(fd, 1);
    switch (fault(whose_fd(fd), 1)) {
    case 1: END();
    case 2: (void)!real(fd, bytes, length / 2); END();
    case 3: FAIL(EIO);
    case 4: FAIL(ENOSPC);
    }
    return real(fd, bytes, length);
}

static ssize_t at_offset(ssize_t (*real)(int, const void *, size_t, off_t), int fd,
                         const void *bytes, size_t length, off_t offset) {
    remember(fd, 1);
    switch (fault(whose_fd(fd), 1)) {
    case 1: END();
    case 2: (void)!real(fd, bytes, length / 2, offset); END();
    case 3: FAIL(EIO);
    case 4: FAIL(ENOSPC);
    }
    return real(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return at_offset(real, fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    return at_offset(real, fd, bytes, length, offset);
}

#define CHANGES(name, declared, passed, syncs) \
    int name declared { \
        REAL(int, #name, TYPES_##name); \
        if (syncs) remember(fd, 0); \
        switch (fault(whose_fd(fd), 0)) { \
        case 1: END(); \
        case 2: (void)real passed; END(); \
        case 3: FAIL(EIO); \
        case 4: FAIL(ENOSPC); \
        } \
        return real passed; \
    }
#define TYPES_fsync int
#define TYPES_fdatasync int
#define TYPES_ftruncate int, off_t
#define TYPES_ftruncate64 int, off_t

CHANGES(fsync, (int fd), (fd), 1)
CHANGES(fdatasync, (int fd), (fd), 1)
CHANGES(ftruncate, (int fd, off_t to), (fd, to), 0)
CHANGES(ftruncate64, (int fd, off_t to), (fd, to), 0)

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int ours = whose(path);
    switch (fault(ours == 1 ? 1 : 0, 0)) {
    case 1: END();
    case 2: (void)real(path); END();
    case 3: FAIL(EIO);
    }
    if (ours == 2 && is("relief")) atomic_store(&full, 0);
    return real(path);
}
