#include "wasm/mirror/tree.hpp"

#include <utility>

namespace tally::app::mirror {

void Tree::clear() {
  nodes_.clear();
  open_.clear();
  doubles_.clear();
  index_.clear();
  nodes_.push_back(Node{.key = "", .role = Role::root});
  open_.push_back(0);
  index_.emplace("", 0);
}

int Tree::open(Node node) {
  const int index = leaf(std::move(node));
  open_.push_back(index);
  return index;
}

int Tree::open_in(int parent, Node node) {
  const int index = leaf(std::move(node));
  nodes_[static_cast<std::size_t>(index)].parent = parent;
  open_.push_back(index);
  return index;
}

void Tree::close() {
  if (open_.size() > 1) open_.pop_back();
}

int Tree::leaf(Node node) {
  node.parent = open_.back();
  const auto index = static_cast<std::int32_t>(nodes_.size());
  while (!index_.emplace(node.key, index).second) {
    doubles_.push_back(node.key);
    node.key += "~";  // both stay reachable; the audit names the fault
  }
  nodes_.push_back(std::move(node));
  return index;
}

int Tree::find(std::string_view key) const {
  const auto found = index_.find(key);
  return found == index_.end() ? -1 : found->second;
}

}  // namespace tally::app::mirror
