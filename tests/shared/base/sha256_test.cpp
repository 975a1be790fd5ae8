#include "shared/base/sha256.hpp"

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace tally;

TEST_CASE("the vectors of FIPS 180-4 and of NIST's examples come out right") {
  CHECK(sha256("").text() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc").text() ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").text() ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
               "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").text() ==
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(sha256(std::string(1'000'000, 'a')).text() ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("messages around the block's edge come out right") {
  // Of sha256sum, for a run of the letter x.
  CHECK(sha256(std::string(55, 'x')).text() ==
        "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072");
  CHECK(sha256(std::string(56, 'x')).text() ==
        "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e");
  CHECK(sha256(std::string(63, 'x')).text() ==
        "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2");
  CHECK(sha256(std::string(64, 'x')).text() ==
        "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
  CHECK(sha256(std::string(119, 'x')).text() ==
        "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c");
  CHECK(sha256(std::string(120, 'x')).text() ==
        "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98");
}

TEST_CASE("a message in pieces has the digest of the whole") {
  tests::Random random(256);
  for (int i = 0; i < 2'000; ++i) {
    std::string whole(random.below(400), '\0');
    for (char& c : whole) c = static_cast<char>(random.next());
    Sha256 hash;
    std::string_view rest = whole;
    while (!rest.empty()) {
      const std::size_t taken = 1 + random.below(rest.size());
      hash.add(rest.substr(0, taken));
      hash.add("");
      rest.remove_prefix(taken);
    }
    REQUIRE(hash.finish() == sha256(whole));
  }
}

TEST_CASE("a digest is read back from its text, and from nothing else") {
  const Digest digest = sha256("abc");
  CHECK(Digest::parse(digest.text()) == digest);
  CHECK_FALSE(Digest::parse(""));
  CHECK_FALSE(Digest::parse(digest.text().substr(1)));
  CHECK_FALSE(Digest::parse(digest.text() + "0"));
  CHECK_FALSE(Digest::parse(std::string(64, 'g')));
  CHECK_FALSE(Digest::parse(std::string(64, 'A')));
}
