// Actions, frames, scans and chords: decided by pure functions, so tested without a browser.
#include <doctest/doctest.h>

#include <string>

#include "wasm/mirror/actions.hpp"
#include "wasm/mirror/chords.hpp"
#include "wasm/mirror/decide_frame.hpp"
#include "wasm/mirror/dom_text.hpp"
#include "wasm/mirror/scanner.hpp"

namespace {

using namespace tally::app::mirror;

TEST_CASE("of several values in one frame the last wins, and clicks count") {
  Actions actions;
  actions.add({"po", Action::input, "4"});
  actions.add({"po", Action::input, "47"});
  actions.add({"send", Action::click});
  actions.add({"send", Action::click});
  actions.begin_frame();
  CHECK(actions.take_value("po") == "47");
  CHECK(actions.take_value("po") == std::nullopt);
  CHECK(actions.take_clicks("send") == 2);
  CHECK(actions.take_clicks("send") == 0);
}

TEST_CASE("two presses in one frame are two frames' presses for what can be pressed once") {
  Actions actions;
  actions.add({"send", Action::click});
  actions.add({"send", Action::click});
  for (int frame = 0; frame < 3; ++frame) {
    actions.begin_frame();
    CHECK(actions.take_click("send") == (frame < 2));
    CHECK(actions.any_waiting() == (frame == 0));
    actions.end_frame();
  }
}

TEST_CASE("an action that nobody takes is gone after its frame") {
  Actions actions;
  actions.add({"send", Action::click});
  CHECK(actions.any_waiting());
  actions.begin_frame();
  CHECK_FALSE(actions.any_waiting());
  actions.end_frame();
  actions.begin_frame();
  CHECK(actions.take_clicks("send") == 0);
}

TEST_CASE("a press counts once: by the element where the mouse hit one, else by the canvas") {
  CHECK(count_presses(1, true, true) == 1);
  CHECK(count_presses(0, true, true) == 0);
  CHECK(count_presses(0, true, false) == 1);
  CHECK(count_presses(0, false, false) == 0);
  CHECK(count_presses(2, false, true) == 2);
}

TEST_CASE("at rest no frame is drawn and no clock runs") {
  CHECK(decide_frame({.now_ms = 5000}) == FrameDecision{});
}

TEST_CASE("an event earns frames, an action and a wish for focus each one") {
  CHECK(decide_frame({.frames_left = 1}).animation_frame);
  CHECK(decide_frame({.actions_wait = true}).animation_frame);
  CHECK(decide_frame({.focus_waits = true}).animation_frame);
  CHECK(decide_frame({.animates = true}).animation_frame);
}

TEST_CASE("waiting rectangles need a clock and no frame") {
  const FrameDecision soon =
      decide_frame({.now_ms = 1030, .rectangles_wait = true, .still_since_ms = 1000});
  CHECK_FALSE(soon.animation_frame);
  CHECK_FALSE(soon.send_rectangles);
  CHECK(soon.timer_ms == 70);
  const FrameDecision now =
      decide_frame({.now_ms = 1100, .rectangles_wait = true, .still_since_ms = 1000});
  CHECK(now.send_rectangles);
  CHECK(now.timer_ms == -1);
}

TEST_CASE("a screen's own moment sets the clock, and draws when it has come") {
  CHECK(decide_frame({.now_ms = 100, .wake_at_ms = 400}).timer_ms == 300);
  CHECK(decide_frame({.now_ms = 400, .wake_at_ms = 400}).animation_frame);
  const FrameDecision both = decide_frame(
      {.now_ms = 1030, .rectangles_wait = true, .still_since_ms = 1000, .wake_at_ms = 1050});
  CHECK(both.timer_ms == 20);
}

TEST_CASE("a hidden page draws nothing") {
  const FrameDecision hidden =
      decide_frame({.frames_left = 3, .wake_at_ms = 0, .page_hidden = true, .animates = true});
  CHECK_FALSE(hidden.animation_frame);
}

std::optional<std::string> type(ScanDetector& scans, const std::string& text, std::int64_t gap) {
  std::int64_t at = 1000;
  for (const char c : text) {
    scans.character(std::string(1, c), at);
    at += gap;
  }
  return scans.enter(at);
}

TEST_CASE("a burst with Enter is a scan, a person's typing is not") {
  ScanDetector scans;
  CHECK(type(scans, "4006381333931", 12) == "4006381333931");
  CHECK(type(scans, "4006381333931", 36) == std::nullopt);
  CHECK(type(scans, "4006381333931", 35) == "4006381333931");
}

TEST_CASE("short bursts are typing ahead: eleven, Enter, twenty-two, Enter") {
  ScanDetector scans;
  CHECK(type(scans, "11", 1) == std::nullopt);
  CHECK(type(scans, "12345", 1) == std::nullopt);
  CHECK(type(scans, "123456", 1) == "123456");
}

TEST_CASE("a scanner with a prefix may send short codes, and the prefix is taken off") {
  ScanDetector scans({.prefix = "~"});
  CHECK(type(scans, "~42", 10) == "42");
  CHECK(scans.had_prefix());
  CHECK(type(scans, "~", 10) == std::nullopt);
  CHECK(type(scans, "400638", 10) == "400638");
  CHECK_FALSE(scans.had_prefix());
}

TEST_CASE("a pause or another key begins anew") {
  ScanDetector scans;
  CHECK(scans.character("4", 0) == ScanDetector::Burst::begins);
  CHECK(scans.character("0", 20) == ScanDetector::Burst::goes_on);
  CHECK(scans.character("0", 90) == ScanDetector::Burst::begins);
  scans.other_key();
  CHECK(scans.character("6", 100) == ScanDetector::Burst::begins);
  CHECK(scans.enter(200) == std::nullopt);
}

TEST_CASE("characters beyond ASCII count as one") {
  ScanDetector scans;
  for (int i = 0; i < 5; ++i) scans.character("\xC3\xA9", i);
  CHECK(scans.enter(6) == std::nullopt);
}

TEST_CASE("reload, zoom and the address bar stay the browser's") {
  for (const char* chord : {"F5", "F11", "Ctrl+R", "Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Shift+R"}) {
    CHECK_MESSAGE(browser_owns(chord), chord);
  }
  for (const char* chord : {"Enter", "Ctrl+Enter", "F2", "Ctrl+D", "Alt+N", "Ctrl+Shift+Enter"}) {
    CHECK_MESSAGE(!browser_owns(chord), chord);
  }
}

TEST_CASE("one character types text, the name of a key does not") {
  CHECK(types_text("a"));
  CHECK(types_text("?"));
  CHECK(types_text("\xC3\xA9"));
  CHECK(types_text("\xE2\x82\xAC"));
  CHECK_FALSE(types_text("F2"));
  CHECK_FALSE(types_text("Ctrl+D"));
  CHECK_FALSE(types_text(""));
}

TEST_CASE("the caret's place decides where an arrow goes") {
  const DomText all{.key = "a", .value = "AB-1030", .from = 0, .to = 7};
  CHECK(all.all_selected());
  const DomText end{.key = "a", .value = "h\xC3\xA9", .from = 3, .to = 3};
  CHECK(end.caret_at_end());
  CHECK_FALSE(end.caret_at_start());
  const DomText typing{.key = "a", .value = "ni", .composing_from = 0, .composing_to = 2};
  CHECK(typing.composing());
}

}  // namespace
