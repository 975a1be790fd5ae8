// Test key: a P-256 key as a browser keeps one, for tests and for the simulator.
// In go texts; out come signatures and the public point in the forms that the server reads.
// It asks nothing of a test framework; where the library fails it ends the program.
//   const TestKey key;  key.sign(push_text_to_sign(…))
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tally::tests {

class TestKey {
 public:
  TestKey();
  /// The uncompressed point: 04, x, y.
  std::string point() const;
  /// The same, base64url.
  std::string public_key() const;
  /// r and s, base64url.
  std::string sign(std::string_view text) const;

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace tally::tests
