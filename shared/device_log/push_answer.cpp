// The answer to a push as JSON. Read strictly: what is not exactly an answer to this push is
// "unknown", and the same bytes are sent again.
#include "shared/device_log/json_fields.hpp"
#include "shared/device_log/push.hpp"

namespace tally::device_log {

namespace {

constexpr std::string_view answer_kind = "push-answer/1";

std::optional<PushResult> find_result(std::string_view name) {
  for (int place = 0; place <= static_cast<int>(PushResult::fork); ++place) {
    const auto result = static_cast<PushResult>(place);
    if (push_result_name(result) == name) return result;
  }
  return std::nullopt;
}

Json receipt_json(const Receipt& receipt) {
  Json reasons = Json::array();
  for (const ReceiptReason& reason : receipt.reasons) {
    reasons.push_back({{"code", reason.code},
                       {"path", reason.path},
                       {"severity", reason.severity},
                       {"sentence", reason.sentence},
                       {"mend", reason.mend}});
  }
  return {{"seq", receipt.seq},
          {"hash", receipt.hash.text()},
          {"result", push_result_name(receipt.result)},
          {"order_id", receipt.order_id},
          {"number", receipt.number},
          {"state", receipt.state},
          {"revision", receipt.revision},
          {"reasons", std::move(reasons)},
          {"lsn", receipt.lsn},
          {"seal", receipt.seal}};
}

/// A newer server may say more of a reason than is read here.
std::vector<ReceiptReason> reasons_of(const Json& receipt) {
  std::vector<ReceiptReason> reasons;
  const Json* array = find_field(receipt, "reasons");
  if (array == nullptr || !array->is_array()) return reasons;
  for (const Json& json : *array) {
    JsonFields read(json);
    reasons.push_back({read.text("code"), read.text("path"), read.text("severity"),
                       read.text("sentence"), read.text("mend")});
  }
  return reasons;
}

std::expected<Receipt, EntryFault> receipt_of(const Json& json) {
  JsonFields read(json);
  Receipt receipt;
  receipt.seq = read.count("seq");
  receipt.hash = read.id<Digest>("hash");
  const auto result = find_result(read.text("result"));
  if (!result) read.miss("result");
  receipt.result = result.value_or(PushResult::applied);
  receipt.order_id = read.text("order_id");
  receipt.number = read.text("number");
  receipt.state = read.text("state");
  receipt.revision = read.number("revision");
  receipt.reasons = reasons_of(json);
  receipt.lsn = read.number("lsn");
  receipt.seal = read.text("seal");
  if (!read.missing().empty()) return std::unexpected(not_an_answer(read.missing()));
  return receipt;
}

/// A changed byte on the way must not become a number on a customer's paper: the answer carries the
/// SHA-256 of itself without that field. Takes the field out.
bool is_whole(Json& json) {
  const Json* held = find_field(json, "sha256");
  if (held == nullptr || !held->is_string()) return false;
  const auto digest = Digest::parse(held->get<std::string>());
  json.erase("sha256");
  return digest && sha256(print_json(json)) == *digest;
}

}  // namespace

std::string write_receipt(const Receipt& receipt) { return print_json(receipt_json(receipt)); }

std::expected<Receipt, EntryFault> read_receipt(std::string_view text) {
  const Json json = parse_json(text);
  if (!json.is_object()) return std::unexpected(not_an_answer("receipt"));
  return receipt_of(json);
}

std::string write_push_answer(const PushAnswer& answer) {
  Json receipts = Json::array();
  for (const Receipt& receipt : answer.receipts) receipts.push_back(receipt_json(receipt));
  Json json = {{"tallystick", answer_kind},
               {"device", answer.log.device.text()},
               {"epoch", answer.log.epoch.text()},
               {"incarnation", answer.incarnation.text()},
               {"head", answer.head},
               {"head_hash", answer.head_hash.text()},
               {"covered", answer.covered},
               {"server_ms", answer.server_time.unix_ms},
               {"logs", answer.logs},
               {"receipts", std::move(receipts)}};
  json["sha256"] = sha256(print_json(json)).text();
  return print_json(json);
}

std::expected<PushAnswer, EntryFault> read_push_answer(std::string_view body) {
  Json json = parse_json(body);
  if (!is_whole(json)) return std::unexpected(not_an_answer("sha256"));
  JsonFields read(json);
  if (read.text("tallystick") != answer_kind) {
    return std::unexpected(not_an_answer("tallystick"));
  }
  PushAnswer answer;
  answer.log.device = read.id<DeviceId>("device");
  answer.log.epoch = read.id<Epoch>("epoch");
  answer.incarnation = read.id<Incarnation>("incarnation");
  answer.head = read.count("head");
  answer.head_hash = read.id<Digest>("head_hash");
  answer.covered = read.count("covered");
  answer.server_time = Instant{read.number("server_ms")};
  answer.logs = read.count("logs");
  const Json* receipts = find_field(json, "receipts");
  if (receipts == nullptr || !receipts->is_array()) read.miss("receipts");
  if (!read.missing().empty()) return std::unexpected(not_an_answer(read.missing()));
  for (const Json& item : *receipts) {
    auto receipt = receipt_of(item);
    if (!receipt) return std::unexpected(receipt.error());
    answer.receipts.push_back(*std::move(receipt));
  }
  return answer;
}

}  // namespace tally::device_log
