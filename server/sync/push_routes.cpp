// Push by HTTP: two headers and a body; the signature is who.
#include "server/http/dispatch.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/ops/log.hpp"
#include "server/sync/push.hpp"

namespace tally::server::http {

void receive_push(Services& services, const Request& request, Response& response) {
  sync::PushRequest push;
  push.signer = request.header("tally-device");
  push.signature = request.header("tally-signature");
  push.body = request.body;
  push.reference = make_reference();
  sync::PushRoom room{services.store, services.snapshots, services.clock, services.push_limit};
  const sync::PushReceived received = sync::receive_push(room, push);
  if (received.issues.empty()) {
    return response.json(200, device_log::write_push_answer(received.answer));
  }
  const Issue& first = received.issues.front();
  ops::log_event(ops::Level::warning, "push.refused",
                 {{"reference", push.reference},
                  {"code", std::string(code_row(first.code).name)},
                  {"device", push.signer},
                  {"address", request.remote_address},
                  {"bytes", std::to_string(request.body.size())}});
  answer_problem(response, received.issues, request.path);
}

}  // namespace tally::server::http
