#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "server/cli/commands.hpp"
#include "shared/base/sha256.hpp"
#include "tests/support/project_files.hpp"
#include "tests/support/server_house.hpp"

using namespace tally;

namespace {

/// What a command printed and how it ended.
struct Ran {
  int status;
  std::string out;
  std::string err;
};

class Redirect {
 public:
  Redirect(std::ostream& stream, std::ostream& to)
      : stream_(stream), before_(stream.rdbuf(to.rdbuf())) {}
  ~Redirect() { stream_.rdbuf(before_); }

 private:
  std::ostream& stream_;
  std::streambuf* before_;
};

Ran run(const std::vector<std::string>& words) {
  const server::cli::Command* command = server::cli::find_command(words.front());
  REQUIRE(command != nullptr);
  std::ostringstream out;
  std::ostringstream err;
  const Redirect redirect_out(std::cout, out);
  const Redirect redirect_err(std::cerr, err);
  const int status = command->run(server::cli::Arguments(words).subspan(1));
  return {status, out.str(), err.str()};
}

std::string example(std::string_view name) {
  return (tests::project_root() / "docs/examples" / name).string();
}

Ran decide(std::vector<std::string> more) {
  std::vector<std::string> words{"decide", "--company", example("company.json"), "--as-of",
                                 "2026-03-02"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

std::int64_t count_lines(const std::string& text) {
  return std::ranges::count(text, '\n');
}

}  // namespace

TEST_CASE("decide: the exit status is the verdict, of several the worst") {
  CHECK(decide({example("order.json")}).status == 0);
  CHECK(decide({example("order-review.json")}).status == 3);
  CHECK(decide({example("order-refuse.json")}).status == 4);
  CHECK(decide({example("order.json"), example("order-review.json")}).status == 3);
  CHECK(decide({example("order-refuse.json"), example("order-review.json")}).status == 4);
  CHECK(decide({example("order-refuse.json"), example("company.json")}).status == 1);
  CHECK(decide({}).status == 2);
  CHECK(run({"decide", "--company", example("company.json"), "--as-of", "soon",
             example("order.json")})
            .status == 2);
  CHECK(run({"decide", "--bogus"}).status == 2);
}

TEST_CASE("decide: one line of JSON an order, and the snapshot is the company document's digest") {
  const Ran ran = decide({example("order.json"), example("order-review.json")});
  CHECK(count_lines(ran.out) == 2);
  const std::string digest =
      sha256(tests::read_project_file("docs/examples/company.json")).text();
  CHECK(ran.out.find("\"snapshot\":\"" + digest + "\"") != std::string::npos);
  CHECK(ran.out.find("\"total\":39880") != std::string::npos);
  CHECK(ran.err.empty());
}

TEST_CASE("decide: a file of many orders gives a line for each, the unreadable too") {
  tests::TemporaryFolder folder;
  const std::string file = (folder.path() / "orders.ndjson").string();
  std::ofstream(file) << tests::read_project_file("docs/examples/orders.ndjson")
                      << "\n{\"tallystick\":\"order/1\"}\n   \n"
                      << tests::read_project_file("docs/examples/orders.ndjson");
  const Ran ran = decide({"--orders", file});
  CHECK(ran.status == 1);
  CHECK(count_lines(ran.out) == 7);
  CHECK(ran.out.find("\n{\"issues\":[{\"arguments\":{\"field\":\"order_id\"}") !=
        std::string::npos);
  CHECK(ran.err.find("orders.ndjson, line 5, order_id: The field \"order_id\" is missing.") !=
        std::string::npos);
}

TEST_CASE("decide: a broken document is said in a sentence with its place and its mend") {
  tests::TemporaryFolder folder;
  const std::string file = (folder.path() / "order.json").string();
  std::ofstream(file) << R"({"tallystick":"order/1","order_id":"x","lines":[{"quantiy":"2"}]})";
  const Ran words = decide({"--explain", file});
  CHECK(words.status == 1);
  CHECK(words.out.empty());
  CHECK(words.err.find("lines[0].quantiy: The field \"quantiy\" is not known here. Remove it, or "
                       "correct its name: did you mean \"quantity\"?") != std::string::npos);
  const Ran json = decide({"--json", file});
  CHECK(json.err.find("\"code\":\"document_field_unknown\"") != std::string::npos);
  const Ran company = run({"decide", "--company", file, "--as-of", "2026-03-02", file});
  CHECK(company.status == 1);
  CHECK(company.err.find("company/1") != std::string::npos);
  const std::string torn = (folder.path() / "torn.json").string();
  std::ofstream(torn) << R"({"tallystick":"order/1","order_id)";
  CHECK(decide({torn}).err.find("This is not a JSON document: at byte 34") != std::string::npos);
  CHECK(decide({"no-such-order.json"}).err.find("cannot be read") != std::string::npos);
}

TEST_CASE("decide: --explain says every figure in words") {
  const Ran ran = decide({"--explain", example("order.json")});
  CHECK(ran.out.find("Accepted") != std::string::npos);
  CHECK(ran.out.find("List price USD 7.20 from 24 on, price list BASE.") != std::string::npos);
  CHECK(ran.out.find("Total  USD 398.80") != std::string::npos);
}

TEST_CASE("Commands that write refuse while another process has the data folder") {
  tests::TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  auto held = server::store::Store::open({.folder = data});
  REQUIRE(held);
  const std::string mapping = example("import/products.mapping.json");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"load", example("company.json"), "--data", data},
        {"demo", "--data", data, "--products", "10"},
        {"company", "export", "--data", data},
        {"import", "products", example("import/products.csv"), "--mapping", mapping, "--data",
         data}}) {
    const Ran ran = run(words);
    INFO(words.front());
    CHECK(ran.status == 1);
    CHECK(ran.err.find("Another Tallystick") != std::string::npos);
  }
}

TEST_CASE("import: the command reports, writes the refused lines, and names what it can do") {
  tests::TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const std::string refused = (folder.path() / "refused.csv").string();
  REQUIRE(run({"load", example("company.json"), "--data", data}).status == 0);
  const Ran ran = run({"import", "products", example("import/products.csv"), "--mapping",
                       example("import/products.mapping.json"), "--data", data, "--report",
                       refused});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("products: 3 new, 0 changed, 0 as before") != std::string::npos);
  CHECK(ran.err.find("line 5, column \"Karton\": \"zwölf\" is not a number") != std::string::npos);
  CHECK(tests::read_file(refused).find("zwölf") != std::string::npos);
  CHECK(run({"import", "products", "--fields"}).out.find("sku (needed)") != std::string::npos);
  CHECK(run({"import", "suppliers", "x.csv"}).status == 2);
  CHECK(run({"import", "products", "x.csv"}).status == 2);
  const Ran other = run({"import", "stock", "x.csv", "--mapping",
                         example("import/products.mapping.json"), "--data", data});
  CHECK(other.status == 1);
  CHECK(other.err.find("is for products, not for stock") != std::string::npos);
  const Ran sums = run({"import", "orders", example("import/orders.csv"), "--mapping",
                        example("import/orders.mapping.json"), "--data", data, "--expect-lines",
                        "6", "--expect-sum", "346.41"});
  CHECK(sums.status == 1);
  CHECK(sums.err.find("Expected a sum of 346.41 and read 346.40.") != std::string::npos);
}
