// The mirror: what changed between two frames, and the one message that says it.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "wasm/mirror/mirror.hpp"

namespace {

using namespace tally::app::mirror;
namespace mirror = tally::app::mirror;

Node button(const std::string& key, const std::string& name) {
  Node node{.key = key, .role = mirror::Role::button, .name = name};
  node.rect = {10, 10, 80, 36};
  return node;
}

struct Built {
  Tree tree;
  Built() { tree.clear(); }
};

TEST_CASE("two equal frames make no message") {
  Mirror mirror;
  for (int frame = 0; frame < 2; ++frame) {
    mirror.begin_frame();
    mirror.tree().leaf(button("a", "Send"));
    const std::string json = mirror.end_frame(1000 + frame);
    CHECK(json.empty() == (frame == 1));
  }
}

TEST_CASE("a new node comes with its words, its parent's order and its place") {
  Mirror mirror;
  mirror.begin_frame();
  mirror.tree().leaf(button("order/submit", "Submit \"now\""));
  CHECK(mirror.end_frame(0) ==
        R"({"new":[{"k":"order/submit","r":"button","n":"Submit \"now\""}],)"
        R"("order":[["","order/submit"]],"box":[["order/submit",10,10,80,36]],"wait":0})");
}

TEST_CASE("a changed word is one change, and nothing is reordered") {
  Built before, after;
  before.tree.leaf(button("a", "Send"));
  before.tree.leaf(button("b", "Keep"));
  after.tree.leaf(button("a", "Sent"));
  after.tree.leaf(button("b", "Keep"));
  const Changes changes = compare(before.tree, after.tree);
  CHECK(changes.changed == std::vector<std::int32_t>{1});
  CHECK(changes.created.empty());
  CHECK(changes.reordered.empty());
  CHECK(changes.removed.empty());
}

TEST_CASE("sorting moves nodes and makes none") {
  Built before, after;
  for (const char* key : {"line:1", "line:2", "line:3"}) before.tree.leaf(button(key, key));
  for (const char* key : {"line:3", "line:1", "line:2"}) after.tree.leaf(button(key, key));
  const Changes changes = compare(before.tree, after.tree);
  CHECK(changes.created.empty());
  CHECK(changes.removed.empty());
  CHECK(changes.reordered == std::vector<std::int32_t>{0});
}

TEST_CASE("a node that changes its role is made anew under its key, and not listed as gone") {
  Built before, after;
  before.tree.leaf(button("x", "Open"));
  Node link = button("x", "Open");
  link.role = mirror::Role::link;
  after.tree.leaf(link);
  const Changes changes = compare(before.tree, after.tree);
  CHECK(changes.created == std::vector<std::int32_t>{1});
  CHECK(changes.removed.empty());
}

TEST_CASE("children go before their parent") {
  Built before, after;
  before.tree.open(button("dialog", "Ask"));
  before.tree.leaf(button("dialog/yes", "Yes"));
  before.tree.close();
  const Changes changes = compare(before.tree, after.tree);
  CHECK(changes.removed == std::vector<std::string>{"dialog/yes", "dialog"});
}

TEST_CASE("a key met twice is named, and both nodes stay reachable") {
  Built built;
  built.tree.leaf(button("a", "One"));
  built.tree.leaf(button("a", "Two"));
  CHECK(built.tree.doubles() == std::vector<std::string>{"a"});
  CHECK(built.tree.find("a~") == 2);
}

TEST_CASE("rectangles travel after a tenth of a second of stillness, words at once") {
  Mirror mirror;
  const auto frame = [&](float y, std::int64_t now) {
    mirror.begin_frame();
    Node node = button("a", "Send");
    node.rect.y = y;
    mirror.tree().leaf(node);
    return mirror.end_frame(now);
  };
  frame(10, 0);
  CHECK(frame(20, 1000) == R"({"wait":1})");
  CHECK(mirror.rectangles_wait());
  CHECK(frame(20, 1050).empty());
  CHECK(frame(20, 1100) == R"({"at":[["a",10,20,80,36]],"wait":0})");
  CHECK_FALSE(mirror.rectangles_wait());
}

TEST_CASE("rectangles can travel without another frame") {
  Mirror mirror;
  for (const float y : {10.0F, 44.5F}) {
    mirror.begin_frame();
    Node node = button("a", "Send");
    node.rect.y = y;
    mirror.tree().leaf(node);
    mirror.end_frame(0);
  }
  CHECK(mirror.send_rectangles() == R"({"at":[["a",10,44.5,80,36]],"wait":0})");
  CHECK(mirror.send_rectangles().empty());
}

TEST_CASE("what was typed into the page is not sent back") {
  Mirror mirror;
  const auto frame = [&](const std::string& value) {
    mirror.begin_frame();
    Node node = button("po", "PO number");
    node.role = mirror::Role::text_field;
    node.value = value;
    mirror.tree().leaf(node);
    return mirror.end_frame(0);
  };
  frame("");
  mirror.page_has_value("po", "47");
  CHECK(frame("47").empty());
  CHECK(frame("PO 47") ==
        R"({"set":[{"k":"po","r":"textfield","n":"PO number","v":"PO 47"}],"wait":0})");
}

TEST_CASE("a wish for focus waits until its node is drawn, and not for ever") {
  Mirror mirror;
  const auto frame = [&](bool with_line) {
    mirror.begin_frame();
    if (with_line) mirror.tree().leaf(button("line:2", "Second"));
    return mirror.end_frame(0);
  };
  mirror.wish_focus("line:2", FocusHow::select_all);
  CHECK(frame(false).empty());
  CHECK(mirror.focus_waits());
  CHECK(frame(true).find(R"("focus":["line:2",0])") != std::string::npos);
  CHECK_FALSE(mirror.focus_waits());
  mirror.wish_focus("nowhere", FocusHow::select_all);
  for (int i = 0; i < 4; ++i) frame(true);
  CHECK_FALSE(mirror.focus_waits());
}

TEST_CASE("control characters in names are escaped") {
  std::string out;
  append_json(out, "a\tb\nc\\d\x01");
  CHECK(out == R"("a\u0009b\u000ac\\d\u0001")");
}

// Applies a message's meaning to a list of keys per parent, as the page does.
struct Page {
  std::map<std::string, std::vector<std::string>> children;
  std::map<std::string, std::string> words;

  void apply(const Changes& changes, const Tree& tree) {
    for (const auto i : changes.created) words[tree.at(i).key] = tree.at(i).name;
    for (const auto i : changes.changed) words[tree.at(i).key] = tree.at(i).name;
    for (const auto i : changes.reordered) {
      std::vector<std::string> list;
      for (int j = 1; j < tree.size(); ++j) {
        if (tree.at(j).parent == i) list.push_back(tree.at(j).key);
      }
      for (auto& [parent, others] : children) {
        std::erase_if(others, [&](const std::string& key) {
          return std::find(list.begin(), list.end(), key) != list.end();
        });
      }
      children[tree.at(i).key] = list;
    }
    for (const std::string& key : changes.removed) {
      words.erase(key);
      children.erase(key);
      for (auto& [parent, others] : children) std::erase(others, key);
    }
  }
};

TEST_CASE("after any change the page shows the frame's tree") {
  std::mt19937 random(20251121);
  Tree shown;
  shown.clear();
  Page page;
  for (int round = 0; round < 300; ++round) {
    Tree now;
    now.clear();
    std::vector<int> order{0, 1, 2, 3, 4, 5, 6, 7};
    std::shuffle(order.begin(), order.end(), random);
    std::map<std::string, std::vector<std::string>> expected;
    std::map<std::string, std::string> words;
    for (const int group : order) {
      if (random() % 3 == 0) continue;
      const std::string key = "group" + std::to_string(group);
      Node node = button(key, "G" + std::to_string(random() % 2));
      node.role = random() % 5 == 0 ? mirror::Role::region : mirror::Role::group;
      words[key] = node.name;
      now.open(node);
      expected[""].push_back(key);
      for (int child = 0; child < 5; ++child) {
        if (random() % 2 == 0) continue;
        const std::string child_key = key + "/" + std::to_string((child * 3 + round) % 5);
        if (now.find(child_key) >= 0) continue;
        now.leaf(button(child_key, "C" + std::to_string(random() % 3)));
        words[child_key] = now.at(now.size() - 1).name;
        expected[key].push_back(child_key);
      }
      now.close();
    }
    page.apply(compare(shown, now), now);
    for (auto& [parent, list] : page.children) {
      if (!list.empty()) CHECK(list == expected[parent]);
    }
    for (const auto& [parent, list] : expected) CHECK(list == page.children[parent]);
    CHECK(page.words == words);
    std::swap(shown, now);
  }
}

}  // namespace
