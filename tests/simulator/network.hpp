// Network of a run: carries requests and answers, or does not.
// In go a device's request and what shall happen with the answer; out comes that answer, or
// another one that networks give: nothing, a page of a hotel's sign-in, a cut-off or changed body,
// the same request twice. After request_ms_max without an answer the device gives up, as the app
// does. In the calm everything arrives.
//   network.send(request, [&](const Reply& reply) { … });
#pragma once

#include <functional>

#include "tests/simulator/sim_server.hpp"

namespace tally::simulator {

class Network {
 public:
  Network(World& world, SimServer& server) : world_(world), server_(server) {}

  using Then = std::function<void(const Reply&)>;
  void send(Request request, Then then);
  void set_cut(bool cut) { cut_ = cut; }
  /// The prices that a device has by now.
  Publication publication_seen() const { return server_.publication(); }
  /// What every answer must be: receipts name the bytes that were sent.
  const std::vector<std::string>& wrong() const { return wrong_; }

 private:
  std::optional<Reply> deliver(const Request& request);
  void monitor(const Request& request, const Reply& reply);
  Reply spoil(Reply reply);
  World& world_;
  SimServer& server_;
  bool cut_ = false;
  std::vector<std::string> wrong_;
};

}  // namespace tally::simulator
