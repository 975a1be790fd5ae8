// Fault VFS: what SQLite calls, answered by a FaultDisk.
// In goes the disk, which outlives it; out comes the table of functions that SQLite wants.
// It has the write-ahead log's shared memory and all locks, within one process.
// It decides no fault: the disk does.
#pragma once

#include <memory>

struct sqlite3_vfs;

namespace tally::tests {

class FaultDisk;
std::unique_ptr<sqlite3_vfs> make_fault_vfs(FaultDisk& disk);

}  // namespace tally::tests
