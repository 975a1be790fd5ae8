/* The operating system that SQLite meets in the browser: none. Databases live in memory, so no file
 * is ever opened; there is no clock and no source of chance either, because the core may use neither
 * and both sides must answer alike. Registered instead of SQLite's own code for Unix (which would
 * look for /dev/urandom for ever where opening a file does nothing). */
#include "sqlite3.h"

static int open_nothing(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags,
                        int *flags_out)
{
    (void)vfs; (void)name; (void)flags; (void)flags_out;
    file->pMethods = 0;
    return SQLITE_CANTOPEN;
}

static int delete_nothing(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs; (void)name; (void)sync;
    return SQLITE_IOERR_DELETE_NOENT;
}

static int find_nothing(sqlite3_vfs *vfs, const char *name, int flags, int *found)
{
    (void)vfs; (void)name; (void)flags;
    *found = 0;
    return SQLITE_OK;
}

static int whole_name(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

/* Names of temporary files and the like: any bytes do, and equal ones everywhere are best. */
static int same_bytes(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    for (int i = 0; i < size; ++i) out[i] = (char)(37 * i + 11);
    return size;
}

static int sleep_not(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static int no_day(sqlite3_vfs *vfs, double *day)
{
    (void)vfs;
    *day = 2440587.5; /* 1970-01-01 as a Julian day */
    return SQLITE_OK;
}

static int no_error(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    if (size > 0) out[0] = 0;
    return 0;
}

int sqlite3_os_init(void)
{
    static sqlite3_vfs no_files = {
        .iVersion = 1, .szOsFile = sizeof(sqlite3_file), .mxPathname = 64, .zName = "no files",
        .xOpen = open_nothing, .xDelete = delete_nothing, .xAccess = find_nothing,
        .xFullPathname = whole_name, .xRandomness = same_bytes, .xSleep = sleep_not,
        .xCurrentTime = no_day, .xGetLastError = no_error};
    return sqlite3_vfs_register(&no_files, 1);
}

int sqlite3_os_end(void) { return SQLITE_OK; }
