#include "wasm/mirror/diff.hpp"

#include <string_view>
#include <utility>

namespace tally::app::mirror {
namespace {

using Children = std::vector<std::vector<std::int32_t>>;

Children children_of(const Tree& tree) {
  Children children(static_cast<std::size_t>(tree.size()));
  for (int i = 1; i < tree.size(); ++i) {
    children[static_cast<std::size_t>(tree.at(i).parent)].push_back(i);
  }
  return children;
}

// Same node for the page: the same key, role and kind of element, so it keeps focus and undo.
bool same_element(const Node& a, const Node& b) { return a.role == b.role && a.kind == b.kind; }

bool same_order(const Tree& before, const std::vector<std::int32_t>& old_list, const Tree& after,
                const std::vector<std::int32_t>& new_list) {
  if (old_list.size() != new_list.size()) return false;
  for (std::size_t i = 0; i < old_list.size(); ++i) {
    if (before.at(old_list[i]).key != after.at(new_list[i]).key) return false;
  }
  return true;
}

bool same_scroll(const Node& a, const Node& b) {
  return a.scroll_x == b.scroll_x && a.scroll_y == b.scroll_y &&
         a.content_width == b.content_width && a.content_height == b.content_height;
}

}  // namespace

Changes compare(const Tree& before, const Tree& after) {
  Changes changes;
  std::vector<char> kept(static_cast<std::size_t>(before.size()), 0);
  if (before.size() > 0) kept[0] = 1;
  const Children old_children = children_of(before);
  const Children new_children = children_of(after);
  std::vector<std::int32_t> old_of(static_cast<std::size_t>(after.size()), -1);
  for (int i = 0; i < after.size(); ++i) {
    const Node& now = after.at(i);
    const int was = before.find(now.key);
    if (was >= 0) kept[static_cast<std::size_t>(was)] = 1;
    if (was < 0 || !same_element(before.at(was), now)) {
      if (i > 0) changes.created.push_back(i);  // the page replaces one that has the key
      continue;
    }
    const Node& old = before.at(was);
    old_of[static_cast<std::size_t>(i)] = was;
    if (!same_words(old, now)) changes.changed.push_back(i);
    if (!(old.rect == now.rect)) changes.moved.push_back(i);
    if (!same_scroll(old, now)) changes.scrolled.push_back(i);
  }
  for (int i = 0; i < after.size(); ++i) {
    const auto& list = new_children[static_cast<std::size_t>(i)];
    const int was = old_of[static_cast<std::size_t>(i)];
    const bool same =
        was >= 0 && same_order(before, old_children[static_cast<std::size_t>(was)], after, list);
    if (!same && !list.empty()) changes.reordered.push_back(i);
  }
  for (int i = before.size() - 1; i > 0; --i) {
    if (!kept[static_cast<std::size_t>(i)]) changes.removed.push_back(before.at(i).key);
  }
  return changes;
}

}  // namespace tally::app::mirror
