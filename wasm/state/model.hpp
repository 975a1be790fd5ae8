#pragma once
// What the app knows: who is signed in, which prices it works with, drafts, orders, the desk.
// In: the edge (storage, server, clock). Out: the parts that screens show, and one status line
// that says only what is true. Screens hold no facts of their own beside what is being typed.
// It will not draw, and it knows no browser.
//
//     Model model(edge);  model.start();  model.begin_order();  model.submit();

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/credit_desk.hpp"
#include "wasm/state/desk.hpp"
#include "wasm/state/device_desk.hpp"
#include "wasm/state/masters.hpp"
#include "wasm/state/note_desk.hpp"
#include "wasm/state/open_order.hpp"
#include "wasm/state/order_list.hpp"
#include "wasm/state/outbox.hpp"
#include "wasm/state/own_doubles.hpp"
#include "wasm/state/own_orders.hpp"
#include "wasm/state/paste_preview.hpp"
#include "wasm/state/product_browser.hpp"
#include "wasm/state/user_desk.hpp"

namespace tally::app {

enum class Phase : std::uint8_t { starting, signed_out, no_server, loading, damaged, ready };

/// Something to be told once: drawn as a toast, said aloud.
struct News {
  enum class Kind : std::uint8_t { good, neutral, bad } kind = Kind::neutral;
  std::string words;
};

struct StatusLine {
  std::string words;
  bool warns = false;
};

class Model {
 public:
  explicit Model(Edge edge);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // --- start -------------------------------------------------------------------------------
  void start();
  Phase phase() const { return phase_; }
  /// Why it is not ready, in a sentence.
  const std::string& trouble() const { return trouble_; }
  /// Bytes of the prices so far and in all, of those that this device does not have yet.
  std::pair<std::int64_t, std::int64_t> loaded() const { return {loaded_, to_load_}; }
  const Person& person() const { return person_; }
  const SnapshotNews& prices() const { return prices_; }
  Catalogue* catalogue() { return catalogue_.get(); }
  const Edge& edge() const { return edge_; }
  /// The server no longer knows this session.
  bool signed_out() const { return signed_out_; }
  /// Asks whether there are newer prices, and takes them.
  void check_prices();

  // --- orders ------------------------------------------------------------------------------
  /// Newest first.
  const std::vector<DraftNote>& drafts() const { return drafts_known_; }
  OpenOrder* open() { return open_.get(); }
  OpenOrder* begin_order();
  /// nullptr where this device has no such draft.
  OpenOrder* open_draft(const std::string& order_id);
  /// A new draft with the lines of an order that came back.
  OpenOrder* begin_copy(RawOrder order);
  /// Saves it; one in which nothing was ever written is dropped.
  void close_order();
  void drop_draft(const std::string& order_id);
  /// Saves the open order in this device's log; news say when it is saved. The outbox sends it.
  SaveCheck submit();
  /// Records that an order of this device is not wanted, or a remark to it.
  void record(const OwnOrder& order, device_log::EntryKind kind, std::string words);
  /// Everything that waits, and the order that could not be saved, signed, as a file; empty where
  /// this browser cannot sign.
  void export_unsent(std::function<void(const std::string&)> then);
  /// Orders of this device that the open one repeats; nothing where none is open.
  const Issues& own_doubles();
  /// A draft that will amend an order of this device.
  OpenOrder* begin_amendment(const OwnOrder& order);
  /// Rows from a clipboard for the open draft: looked at first, taken when someone says so.
  void begin_paste(std::string_view text);
  PastePreview* paste() { return paste_.get(); }
  /// Appends the good rows to the draft; how many.
  std::size_t take_paste();
  void end_paste() { paste_.reset(); }

  // --- this device -------------------------------------------------------------------------
  Outbox& outbox() { return outbox_; }
  /// What this device recorded, what waits first; nullptr for an order it does not know.
  const std::vector<OwnOrder>& own_orders();
  const OwnOrder* own_order(const std::string& order_id);
  /// The store was opened, here for the first time or after this window took over.
  void open_store(DeviceStore store);
  void lose_store();
  /// The network or the person is back: what waits is tried.
  void wake();

  // --- what the company says ---------------------------------------------------------------
  /// The timer of Edge::changes_in rang.
  void pump_changes();
  /// The stream of changes said how far the company is; nothing where it ended.
  void hear_changes(std::optional<std::int64_t> lsn);
  /// "Set aside for you: 40, until 18:00" or "About 1,240 free as of 09:12"; empty where nothing
  /// is known of the product's stock.
  std::string stock_words(const Sku& sku, Quantity wanted);
  /// A new version of the app is on this device and waits.
  void note_update() { update_ready_ = true; }
  bool update_ready() const { return update_ready_; }
  /// The person goes; only where nothing waits.
  bool may_sign_out() const { return outbox_.waiting() == 0; }
  void forget_person();

  OrderList& orders() { return *orders_; }
  Desk& desk() { return *desk_; }
  DeviceDesk& devices() { return *devices_; }
  Masters& masters() { return *masters_; }
  UserDesk& users() { return *users_; }
  NoteDesk& notes() { return *notes_; }
  CreditDesk& credit() { return *credit_; }
  bool has_masters() const { return masters_ != nullptr; }
  ProductBrowser& products() { return *products_; }

  std::vector<News> take_news();
  StatusLine status(bool browser_online);
  /// Saves what is due; milliseconds until it wants to be asked again, 0: not at all.
  std::int64_t keep_drafts();

 private:
  void take_person(const Answer& answer);
  void fetch_prices();
  void take_prices(Answer answer);
  Result<void> open_prices(PricesCame came);
  std::vector<std::string> snapshots_in_use() const;
  void fail(Phase phase, std::string trouble);
  void ask(Question question, Then then);
  void after_capture(const std::string& order_id, const Captured& captured);
  void enrol();
  void renew_token(const Ask& outside, std::function<void(const std::string&)> then);
  void take_device(const Answer& answer);
  void tell_findings();
  void drop_saved_drafts();
  void take_changes();
  void tell_log();
  void say_network(StatusLine& line, bool browser_online) const;
  void say_saving(StatusLine& line) const;
  OpenOrder* take_open(StoredDraft draft);
  void note_drafts();

  Edge edge_;
  Phase phase_ = Phase::starting;
  std::string trouble_, bearer_;
  Person person_;
  SnapshotNews prices_;
  std::unique_ptr<Catalogue> catalogue_, retired_;
  std::unique_ptr<DraftBook> book_;
  std::unique_ptr<OpenOrder> open_;
  std::unique_ptr<PastePreview> paste_;
  std::unique_ptr<OrderList> orders_;
  std::unique_ptr<Desk> desk_;
  std::unique_ptr<DeviceDesk> devices_;
  std::unique_ptr<Masters> masters_;
  std::unique_ptr<UserDesk> users_;
  std::unique_ptr<NoteDesk> notes_;
  std::unique_ptr<CreditDesk> credit_;
  std::unique_ptr<ProductBrowser> products_;
  std::vector<DraftNote> drafts_known_;
  Outbox outbox_;
  OwnOrders own_;
  OwnDoubles doubles_;
  std::unique_ptr<CompanyFeed> feed_;
  std::uint64_t orders_heard_ = 0;
  std::vector<News> news_;
  std::int64_t loaded_ = 0, to_load_ = 0, lost_contact_ms_ = 0;
  bool signed_out_ = false, fetching_ = false, enrolling_ = false, update_ready_ = false;
};

}  // namespace tally::app
