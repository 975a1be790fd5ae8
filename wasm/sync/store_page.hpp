#pragma once
// The functions of the web page that keep and send what this device records. They are in
// web/library.js, which hands each call to web/device_store.js and web/device_facts.js.
// In: UTF-8 with its length in bytes. Out: a returned pointer is the callee's to free().
// They decide nothing.

#include <cstdint>

extern "C" {
// 0: what was saved is on the disk, 1: it is being written, 2: the last of it could not be.
int tally_page_keeping();

// This device's log (web/device_store.js); what is packed is packed as wasm/sync/packed_fields.
char* tally_page_store_opening(int* length);
void tally_page_store_commit(int id, const char* packed, int length);
void tally_page_store_send(int id, const char* json, int json_length, const char* body,
                           int body_length);
void tally_page_store_key(int id);
void tally_page_store_sign(int id, const char* text, int length);
void tally_page_store_take_over();
void tally_page_store_timer(double ms);          // negative: none

// The device: 0 asks for the facts of its storage, 1 asks to persist it, 2 uses the update.
void tally_page_device(int what);
char* tally_page_device_facts();
void tally_page_pick_file(const char* endings, int length);
char* tally_page_picked_file(int* length);       // null where none was chosen

// The company's changes (web/changes_stream.js).
void tally_page_changes_listen();
void tally_page_changes_timer(double ms);        // negative: none
}
