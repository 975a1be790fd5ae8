// Device heads: how far the server has each log of a device.
// In goes a connection; out come the heads. It reads only: the push writes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/device_log/changes.hpp"

namespace tally::server::sync {

/// The logs of one device.
std::vector<device_log::LogHead> heads_of(store::Connection& db, std::string_view device);

/// The device whose entry made the order; empty where none did. In the transaction that makes an
/// order its entry may not be there yet: then it is not known either.
std::string device_of_order(store::Connection& db, std::int64_t order_row);
/// "K7A-0042", as the order was numbered on paper; empty where it was not.
std::string paper_of_order(store::Connection& db, std::int64_t order_row);
/// Whether the device is the person's and not revoked.
bool is_device_of(store::Connection& db, std::string_view device, std::string_view login);

struct DeviceHead {
  std::string device;
  std::string epoch;
  std::int64_t seq = 0;
};
/// All logs of all devices, in the order of their names; none in data of an older program.
std::vector<DeviceHead> all_heads(store::Connection& db);

}  // namespace tally::server::sync
