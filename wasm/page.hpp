#pragma once
// The functions of the web page that C++ calls. They are in web/library.js, which the linker
// takes with --js-library, and which hands each call to the page's own modules.
// Text is UTF-8 with its length in bytes. A returned pointer is the callee's to free().

#include <cstdint>

extern "C" {
// The mirror and the look of the page.
void tally_page_apply(const char* json, int length);
void tally_page_title(const char* words, int length);
void tally_page_scheme(int dark, unsigned background);
int tally_page_hidden();
double tally_page_ratio();                       // device pixels for one CSS pixel
char* tally_page_font(int which, int* length);   // 0 regular, 1 semibold
char* tally_page_preferences();                  // "dark contrast still", those that hold

// Requests. The path "device:prices" is answered by the page itself (web/snapshot_store.js).
void tally_page_request(int id, const char* json, int json_length, const char* body,
                        int body_length, int wants_progress);

// Small storage. load returns null when there is nothing.
int tally_page_save(const char* name, int name_length, const char* bytes, int length);
char* tally_page_load(const char* name, int name_length, int* length);
void tally_page_forget(const char* name, int name_length);

// Places.
void tally_page_navigate(const char* hash, int length, int replace);
char* tally_page_route();
void tally_page_open(const char* url, int length, int new_window);

// The rest of what a browser can do.
void tally_page_beep(int accepted);
void tally_page_copy(const char* text, int length);
void tally_page_download(const char* name, int name_length, const char* type, int type_length,
                         const char* bytes, int length);
char* tally_page_today();
char* tally_page_say_time(double instant_ms);
char* tally_page_say_day(double instant_ms);
void tally_page_random(char* bytes, int length);
int tally_page_online();
void tally_page_log(const char* words, int length);
char* tally_page_environment(const char* name, int length);
}
