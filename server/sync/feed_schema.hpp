// Feed schema: what has changed, in the one order of the one writer, and messages to people.
// Triggers write the feed, so no room can change an order or the stock and forget to tell. Each
// thing stands in it once, with the place (lsn) of its last change; a thing that is gone stays as
// a tombstone. Rooms that tell of something else insert into the view feed_note:
//   INSERT INTO feed_note (kind, key, scope, gone) VALUES ('order', ?1, 'login:kim', 0)
// A scope says who may see it: "all", "login:kim", "role:desk", "device:<32 digits>".
// The lsn is the fact 'lsn'. It has no gaps that matter and never goes back within an incarnation.
#pragma once

namespace tally::server::sync {

extern const char* const schema_feed;
/// Comes behind stock::schema_allotments.
extern const char* const schema_feed_of_stock;

}  // namespace tally::server::sync
