#include "wasm/mirror/mirror.hpp"

#include <utility>

#include "wasm/mirror/decide_frame.hpp"

namespace tally::app::mirror {
namespace {

constexpr int wish_frames_max = 4;  // a wish for a key that never appears is dropped

std::vector<Rect> rects_of(const Tree& tree) {
  std::vector<Rect> rects;
  rects.reserve(static_cast<std::size_t>(tree.size()));
  for (int i = 0; i < tree.size(); ++i) rects.push_back(tree.at(i).rect);
  return rects;
}

}  // namespace

Mirror::Mirror() {
  shown_.clear();
  now_.clear();
}

void Mirror::wish_focus(std::string_view key, FocusHow how) {
  wish_ = {std::string(key), how};
  wish_age_ = 0;
}

FocusWish Mirror::due_wish() {
  if (wish_.key.empty()) return {};
  if (now_.find(wish_.key) >= 0) return std::exchange(wish_, {});
  if (++wish_age_ >= wish_frames_max) wish_ = {};
  return {};
}

// The page still has the old places: the next comparison must find them again.
void Mirror::keep_old_rectangles(const Changes& changes) {
  for (const auto i : changes.moved) {
    const int was = shown_.find(now_.at(i).key);
    now_.at(i).rect = shown_.at(was).rect;
  }
}

std::string Mirror::end_frame(std::int64_t now_ms) {
  const Changes changes = compare(shown_, now_);
  std::vector<Rect> rects = rects_of(now_);
  if (rects != last_rects_) still_since_ms_ = now_ms;
  last_rects_ = std::move(rects);
  rectangles_wait_ = !changes.moved.empty();
  const bool send_them = rectangles_wait_ && now_ms - still_since_ms_ >= still_ms;
  if (send_them) rectangles_wait_ = false;

  Message message{.changes = &changes,
                  .rectangles = send_them,
                  .rectangles_wait = rectangles_wait_,
                  .focus = due_wish(),
                  .said = std::exchange(said_, {}),
                  .alarms = std::exchange(alarms_, {})};
  const bool news = changes.words() || send_them || !message.focus.key.empty() ||
                    !message.said.empty() || !message.alarms.empty() ||
                    page_waits_ != rectangles_wait_;
  std::string json;
  if (news) json = to_json(message, now_);
  page_waits_ = rectangles_wait_;
  if (!send_them) keep_old_rectangles(changes);
  std::swap(shown_, now_);
  return json;
}

std::string Mirror::send_rectangles() {
  if (!rectangles_wait_) return {};
  // shown_ is the last frame's tree with the old places; last_rects_ has the new ones.
  Changes changes;
  for (int i = 0; i < shown_.size(); ++i) {
    Rect& place = shown_.at(i).rect;
    const Rect& wanted = last_rects_[static_cast<std::size_t>(i)];
    if (place == wanted) continue;
    place = wanted;
    changes.moved.push_back(i);
  }
  rectangles_wait_ = page_waits_ = false;
  return to_json({.changes = &changes, .rectangles = true}, shown_);
}

void Mirror::page_has_value(std::string_view key, std::string_view value) {
  const int index = shown_.find(key);
  if (index >= 0) shown_.at(index).value = value;
}

void Mirror::page_has_scroll(std::string_view key, float x, float y) {
  const int index = shown_.find(key);
  if (index < 0) return;
  shown_.at(index).scroll_x = x;
  shown_.at(index).scroll_y = y;
}

}  // namespace tally::app::mirror
