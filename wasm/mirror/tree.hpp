#pragma once
// The nodes of one frame, in reading order, each with its parent.
// In: open / close / leaf calls in the order in which widgets draw. Out: a flat tree.
// It will not compare trees (diff.hpp) and refuses a second node with the same key.
//
//     tree.open({.key = "totals", .role = Role::region, .name = "Totals"});
//     tree.leaf({.key = "totals/sum", .role = Role::text, .name = "$12.00"});
//     tree.close();

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "wasm/mirror/node.hpp"

namespace tally::app::mirror {

class Tree {
 public:
  void clear();                        // empties the tree; node 0 becomes the root
  int open(Node node);                 // returns the node's index
  int open_in(int parent, Node node);  // below another node than the one that is open: a layer
  void close();
  int leaf(Node node);
  int find(std::string_view key) const;  // index or -1
  Node& at(int index) { return nodes_[static_cast<std::size_t>(index)]; }
  const Node& at(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  int size() const { return static_cast<int>(nodes_.size()); }
  int depth() const { return static_cast<int>(open_.size()) - 1; }  // open nodes besides the root
  const std::vector<std::string>& doubles() const { return doubles_; }  // keys met twice

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<Node> nodes_;
  std::vector<std::int32_t> open_;
  std::vector<std::string> doubles_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> index_;
};

}  // namespace tally::app::mirror
