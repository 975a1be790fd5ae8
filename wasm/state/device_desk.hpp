#pragma once
// The devices of the company as the order desk sees them: who has which, and what of theirs was set
// aside and waits for a person.
// In: the server's lists, a person's answers. Out: devices, entries with their reasons, the order
// that an entry holds. It changes nothing by itself and forgets nothing: what is settled stays at
// the server, with who did it and what they said.
//
//     desk.refresh();   desk.aside().front().order;   desk.settle(number, "entered as S-000042");

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/data/order.hpp"
#include "wasm/state/answers.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

struct KnownDevice {
  std::string id, code, name, login, user_name, enrolled, revoked, revoked_by, taken_over_by;
};

/// One entry that was kept and not carried out.
struct SetAside {
  std::int64_t number = 0;
  std::string at, device, who, why;
  std::vector<Reason> reasons;
};

std::optional<std::vector<KnownDevice>> read_devices(std::string_view body);
std::optional<std::vector<SetAside>> read_set_aside(std::string_view body);

/// "The device was revoked": why an entry was set aside, for people.
std::string_view aside_words(std::string_view why);

/// What an entry's bytes hold, as far as this program can read them.
struct EntryContent {
  std::string paper, words;
  /// Empty for a cancellation or a remark, and where the order cannot be read.
  std::optional<RawOrder> order;
};
EntryContent read_content(std::string_view bytes);

class DeviceDesk {
 public:
  explicit DeviceDesk(const Edge& edge) : edge_(edge) {}

  void refresh();
  bool has_answer() const { return has_devices_ && has_aside_; }
  const std::string& failure() const { return failure_; }

  const std::vector<KnownDevice>& devices() const { return devices_; }
  /// Newest first.
  const std::vector<SetAside>& aside() const { return aside_; }
  /// nullptr where the company has no such device any more.
  const KnownDevice* find(std::string_view device_id) const;

  /// The bytes of an entry; empty where they did not come, and news say why.
  void fetch(std::int64_t number, std::function<void(std::string)> then);
  /// What was done about an entry. False without words: whoever comes later must know.
  bool settle(std::int64_t number, const std::string& words);
  /// Ends a lost device: what it still sends is set aside.
  void revoke(const std::string& device_id);
  /// Sentences about what did not go well; cleared by reading.
  std::vector<std::string> take_news();

 private:
  void take_devices(const Answer& answer);
  void take_aside(const Answer& answer);
  /// Asks, and hands the answer on while this desk still stands.
  void ask(Question question, void (DeviceDesk::*take)(const Answer&));
  void take_change(const Answer& answer);

  Edge edge_;
  std::vector<KnownDevice> devices_;
  std::vector<SetAside> aside_;
  std::vector<std::string> news_;
  std::string failure_;
  bool has_devices_ = false, has_aside_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace tally::app
