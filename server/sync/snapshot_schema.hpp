// Schema: the tables of published snapshots, as one step of the migrations.
// A publication (snapshot) has one manifest for each scope ("all", "rep:kim"); a manifest names a
// common and a scoped part; a part is a list of chunks, which are files. snapshot_chunk says who
// may have which chunk: scope "" is everyone. Only snapshot_current is ever overwritten.
#pragma once

namespace tally::server::sync {

extern const char* const schema_snapshots;

}  // namespace tally::server::sync
