#include "tests/support/racing_clients.hpp"

#include <atomic>
#include <thread>

#include "tests/support/answer_json.hpp"

namespace tally::tests {

std::vector<Client> racing_clients(ServerHouse& house, int count) {
  std::vector<Client> clients;
  for (int index = 0; index < count; ++index) {
    clients.push_back(house.client("rep" + std::to_string(index)));
  }
  return clients;
}

int push_at_once(std::vector<Client>& clients, const std::vector<std::string>& pushes) {
  std::atomic<int> accepted = 0;
  std::vector<std::thread> threads;
  for (std::size_t index = 0; index < clients.size(); ++index) {
    threads.emplace_back([&, index] {
      const auto answer = parse(clients[index].post("/v1/orders", pushes[index]));
      if (answer.value("state", "") == "accepted") ++accepted;
    });
  }
  for (std::thread& thread : threads) thread.join();
  return accepted;
}

}  // namespace tally::tests
