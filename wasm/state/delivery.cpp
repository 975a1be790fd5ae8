#include "wasm/state/delivery.hpp"

#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::app {

std::optional<device_log::CaptureRequest> capture_of(const RawOrder& order,
                                                     const Outcome& outcome) {
  const auto order_id = OrderId::parse(order.order_id);
  if (!order_id) return std::nullopt;
  device_log::CaptureRequest request;
  request.order_id = *order_id;
  request.core_version = outcome.core_version;
  request.snapshot = outcome.snapshot;
  request.as_of = AsOf{outcome.as_of};
  request.outcome = wire::outcome_bytes(outcome);
  request.body = wire::write_order(order);
  return request;
}

}  // namespace tally::app
