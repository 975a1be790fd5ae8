#pragma once
// What must change in the page so that it says what this frame says.
// In: the tree the page shows and the tree of this frame. Out: a list of changes, empty when
// equal: removed keys, created and changed nodes, children in a new order, moved rectangles.
// It will not decide when rectangles travel (rect_gate.hpp) and will not make text of it (wire).
//
//     const Changes changes = compare(shown, now);
//     if (!changes.empty()) send(to_json(changes, now));

#include <cstdint>
#include <string>
#include <vector>

#include "wasm/mirror/tree.hpp"

namespace tally::app::mirror {

struct Changes {
  std::vector<std::int32_t> created;    // indices in the new tree, parents before children
  std::vector<std::int32_t> changed;    // same key and role, other words
  std::vector<std::int32_t> reordered;  // parents whose list of children is another
  std::vector<std::int32_t> moved;      // only place or size is another
  std::vector<std::int32_t> scrolled;   // regions whose scroll or content size is another
  std::vector<std::string> removed;     // keys; children before parents
  bool words() const {
    return !(created.empty() && changed.empty() && reordered.empty() && removed.empty() &&
             scrolled.empty());
  }
  bool empty() const { return !words() && moved.empty(); }
};

Changes compare(const Tree& before, const Tree& after);

}  // namespace tally::app::mirror
