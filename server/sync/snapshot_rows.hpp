// Snapshot rows: what the database knows of published snapshots: publications, manifests, parts,
// and which scope may have which chunk.
// In go values and keys; out come rows. A scope is whose customers a person sees: "all", or
// "rep:kim". It knows no files and builds nothing: snapshots.hpp does.
//   const auto manifest = find_current(db, scope_of("kim", Role::rep));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/data/company.hpp"
#include "shared/wire/snapshot_parts.hpp"

namespace tally::server::sync {

inline constexpr std::string_view scope_all = "all";
/// A rep sees their own customers and those that nobody in particular looks after; everyone else
/// sees all.
std::string scope_of(std::string_view login, Role role);
/// The login of a rep's scope; nullopt for "all".
std::optional<std::string> rep_of(std::string_view scope);
/// "all" and one for each rep who may sign in.
std::vector<std::string> list_scopes(store::Connection& db);

struct PartRow {
  std::int64_t id = 0;
  Digest digest;
  /// How large it was when it was last laid down anew.
  std::int64_t fresh_bytes = 0;
  wire::PartManifest manifest;
};

struct ManifestRow {
  Digest digest;
  std::string scope;
  std::int64_t number = 0;
  PartRow common;
  PartRow scoped;
};

struct PublicationRow {
  std::int64_t number = 0;
  Digest digest;
  std::int64_t bytes = 0;
  Instant built;
  std::int64_t catalogue_revision = 0;
};

std::optional<PublicationRow> find_publication(store::Connection& db, std::int64_t number);
std::int64_t next_publication(store::Connection& db);
std::string company_name(store::Connection& db);
std::optional<ManifestRow> find_manifest(store::Connection& db, const Digest& digest,
                                         std::string_view scope);
/// The manifest whoever it was made for.
std::optional<ManifestRow> find_manifest(store::Connection& db, const Digest& digest);
std::optional<ManifestRow> find_current(store::Connection& db, std::string_view scope);
std::vector<ManifestRow> list_current(store::Connection& db);
bool may_have_chunk(store::Connection& db, const Digest& chunk, std::string_view scope);
/// Every chunk that anyone may have.
std::vector<Digest> list_chunks(store::Connection& db);

/// The id of the part, which is put where it is new.
std::optional<std::int64_t> put_part(store::Connection& db, const PartRow& part);
/// Everyone may have the chunks of a common part.
bool let_everyone_have(store::Connection& db, const PartRow& common);
/// The manifest becomes the scope's current one, and its scope may have the scoped chunks. Its
/// parts' ids must be those of put_part.
bool put_current(store::Connection& db, const ManifestRow& manifest);
bool put_publication(store::Connection& db, const PublicationRow& publication);

}  // namespace tally::server::sync
