// The one table of routes: dispatch, openapi.json, /help and docs/reference/routes.md are made of
// it.
#include "server/http/handlers.hpp"
#include "server/http/route.hpp"

namespace tally::server::http {

namespace {

using identity::Roles;

constexpr Roles anyone{};
constexpr Roles signed_in = Roles::everyone();
constexpr Roles admins{Role::admin};
constexpr Roles senders{Role::rep, Role::desk, Role::admin};
constexpr Roles order_readers{Role::rep, Role::desk, Role::warehouse, Role::finance, Role::admin};
constexpr Roles deciders{Role::desk, Role::admin};
constexpr Roles approvers{Role::desk, Role::finance, Role::admin};
constexpr Roles credit_readers{Role::desk, Role::finance, Role::admin};
constexpr Roles credit_keepers{Role::finance, Role::admin};
constexpr Roles master_readers{Role::desk, Role::finance, Role::rules, Role::admin};
constexpr Roles master_changers{Role::desk, Role::finance, Role::admin};
constexpr Roles rule_keepers{Role::rules, Role::admin};
constexpr Roles ruling_readers{Role::rep, Role::desk, Role::finance, Role::rules, Role::admin};
constexpr Roles ruling_markers{Role::desk, Role::finance, Role::rules, Role::admin};
constexpr std::string_view html = "text/html";

constexpr Method get = Method::get;
constexpr Method post = Method::post;
constexpr Shape decision{
    .body = Body::json, .request_schema = "Decision", .response_schema = "OrderDetail"};
constexpr Roles note_keepers{Role::warehouse, Role::admin};
constexpr Roles note_readers{Role::desk, Role::warehouse, Role::admin};
constexpr Roles stock_keepers{Role::desk, Role::warehouse, Role::admin};
constexpr Shape allotting{
    .body = Body::json, .request_schema = "NewAllotment", .response_schema = "Allotment"};
constexpr Shape holding{
    .body = Body::json, .request_schema = "NewHold", .response_schema = "Allotment"};

// clang-format off
const Route all_routes[] = {
    {get, "/", anyone, show_app, "The app", {.response_type = html}},
    {get, "/login", anyone, show_login, "The page where people sign in", {.response_type = html}},
    {post, "/login", anyone, sign_in, "Sign in from that page",
     {.body = Body::form, .response_type = html}},
    {get, "/setup", anyone, show_setup, "The page behind the one-time set-up link",
     {.parameters = "token", .response_type = html}},
    {post, "/setup", anyone, set_up, "Make the first administrator from that page",
     {.body = Body::form, .response_type = html}},
    {get, "/password", anyone, show_password_page,
     "The page behind a password link, where somebody chooses a password",
     {.parameters = "token", .response_type = html}},
    {post, "/password", anyone, set_password, "Choose the password from that page; once",
     {.body = Body::form, .response_type = html}},
    {get, "/help", anyone, show_help, "This page", {.response_type = html}},
    {get, "/help.css", anyone, show_help_style, "The style of the server's own pages",
     {.response_type = "text/css"}},
    {get, "/openapi.json", anyone, show_openapi, "This table as an OpenAPI 3.1 document",
     {.response_schema = "OpenApi"}},
    {get, "/healthz", anyone, show_health, "Whether the process is alive",
     {.response_schema = "Health"}},
    {get, "/readyz", anyone, show_readiness, "Whether orders can be taken right now",
     {.response_schema = "Health"}},

    {post, "/v1/login", anyone, sign_in, "Sign in with login and password; sets the session cookie",
     {.body = Body::form_or_json, .request_schema = "Credentials", .response_schema = "Person"}},
    {post, "/v1/logout", anyone, sign_out, "End the session", {.response_schema = "Done"}},
    {get, "/v1/me", signed_in, show_me, "Who is signed in", {.response_schema = "Person"}},
    {get, "/v1/users", admins, list_users, "All users", {.response_schema = "Users"}},
    {post, "/v1/users", admins, add_user,
     "Add a user; without a password the person chooses one by a password link",
     {.body = Body::json, .request_schema = "NewUser", .response_schema = "Person"}},
    {post, "/v1/users/{login}", admins, change_user,
     "Another name or role, signing in no more or again; the last administrator stays",
     {.body = Body::json, .request_schema = "UserChange", .response_schema = "User"}},
    {post, "/v1/users/{login}/password-link", admins, give_password_link,
     "A link by which this person chooses a password, once, within a day",
     {.response_schema = "PasswordLink"}},

    {post, "/v1/devices", senders, enrol_device,
     "Enrol this device by its public key; the same key again is the same device",
     {.body = Body::json, .request_schema = "NewDevice", .response_schema = "EnrolledDevice"}},
    {get, "/v1/devices", senders, list_devices, "Devices; a rep sees only their own",
     {.response_schema = "Devices"}},
    {post, "/v1/devices/{device_id}/revoke", deciders, revoke_device,
     "End a lost device: its tokens die, what it still sends is set aside",
     {.response_schema = "Device"}},
    {post, "/v1/devices/{device_id}/challenge", anyone, challenge_device,
     "A nonce for the device to sign", {.response_schema = "Challenge"}},
    {post, "/v1/devices/{device_id}/token", anyone, give_device_token,
     "A token for an hour, for the signed nonce; the same nonce again is the same token",
     {.body = Body::json, .request_schema = "SignedChallenge", .response_schema = "DeviceToken"}},
    {post, "/v1/push", anyone, receive_push,
     "Entries of a device's log, signed by the device; one receipt for each",
     {.body = Body::bytes, .body_max = push_body_bytes_max, .response_schema = "PushAnswer",
      .lane = Lane::push}},
    {get, "/v1/quarantine", deciders, list_quarantine,
     "What devices sent and a person has to look at",
     {.response_schema = "Quarantine", .parameters = "all"}},
    {get, "/v1/quarantine/{number}", deciders, show_quarantined,
     "The exact bytes of one that was set aside", {.response_type = "application/octet-stream"}},
    {post, "/v1/quarantine/{number}/resolve", deciders, resolve_quarantined,
     "Say what was done about it",
     {.body = Body::json, .request_schema = "Resolution", .response_schema = "Done"}},

    {get, "/v1/snapshot", signed_in, show_snapshot,
     "What the current data for devices are made of; a rep's have only customers they may see",
     {.response_schema = "Snapshot"}},
    {get, "/v1/snapshot/{digest}", signed_in, show_older_snapshot,
     "The same for older data, which an order may still name", {.response_schema = "Snapshot"}},
    {get, "/v1/chunks/{digest}", signed_in, send_chunk, "A piece of such data, compressed",
     {.response_type = "application/octet-stream"}},

    {post, "/v1/orders", senders, submit_order,
     "Submit an order; the same one twice is answered with the same answer",
     {.body = Body::json, .body_max = order_body_bytes_max, .request_schema = "Submission",
      .response_schema = "Submitted"}},
    {get, "/v1/orders", order_readers, list_orders,
     "Orders, newest first; a rep sees only their own",
     {.response_schema = "Orders", .parameters = "state customer mine before limit"}},
    {get, "/v1/orders/counts", order_readers, count_orders, "How many orders stand in which state",
     {.response_schema = "OrderCounts"}},
    {get, "/v1/orders/{order_id}", order_readers, show_order,
     "One order with its documents, history and reserved goods",
     {.response_schema = "OrderDetail"}},
    {post, "/v1/orders/{order_id}/approve", approvers, approve_order,
     "Accept a waiting order and reserve its goods; finance releases its credit, the desk the rest",
     decision},
    {post, "/v1/orders/{order_id}/send-back", deciders, send_back_order,
     "Send a waiting order back to the rep with a note", decision},
    {post, "/v1/orders/{order_id}/cancel", deciders, cancel_order,
     "Cancel an order and give its goods back", decision},
    {get, "/v1/delivery-notes", note_readers, list_open_notes,
     "What the warehouse has to acknowledge of accepted orders, the oldest order first",
     {.response_schema = "OpenNotes", .parameters = "after"}},
    {post, "/v1/orders/{order_id}/delivery-notes/{ship_to}/acknowledge", note_keepers,
     acknowledge_delivery_note, "Acknowledge the delivery note for a ship-to in the words it has",
     {.body = Body::json, .request_schema = "NoteRead", .response_schema = "OrderDetail"}},

    {get, "/v1/stock", signed_in, show_stock, "On hand, reserved and available by warehouse",
     {.response_schema = "Stock", .parameters = "sku"}},
    {get, "/v1/allotments", order_readers, list_allotments,
     "Goods set aside for devices and reps; a rep sees their own",
     {.response_schema = "Allotments"}},
    {post, "/v1/allotments", stock_keepers, allot_goods,
     "Set goods aside for a device or a rep until an instant", allotting},
    {post, "/v1/allotments/{id}/release", stock_keepers, release_allotment,
     "Give back what is left of an allotment", {.response_schema = "Allotment"}},
    {get, "/v1/holds", order_readers, list_holds,
     "Goods held for a quarter of an hour; a rep sees their own", {.response_schema = "Holds"}},
    {post, "/v1/holds", senders, hold_goods,
     "Hold goods for oneself for a quarter of an hour", holding},
    {post, "/v1/holds/{id}/release", senders, release_hold, "Give a hold back",
     {.response_schema = "Allotment"}},

    {get, "/v1/masters/{kind}", master_readers, list_masters,
     "Products, prices, customers, taxes …, by their keys; costs for finance and admin alone; "
     "terms: which payment terms customers have",
     {.response_schema = "MasterPage", .parameters = "q after limit"}},
    {get, "/v1/masters/{kind}/{key}", master_readers, show_master,
     "One record with its history; a removed one is null with what it was",
     {.response_schema = "MasterRecord"}},
    {post, "/v1/masters/{kind}", master_changers, change_master,
     "Add or change a record, or only check it; the desk products and customers alone",
     {.body = Body::json, .request_schema = "MasterChange", .response_schema = "MasterAnswer"}},
    {post, "/v1/masters/{kind}/{key}/remove", master_changers, remove_master,
     "Remove a record; products, price lists, customers and warehouses stay",
     {.body = Body::json, .request_schema = "MasterRemoval", .response_schema = "MasterRecord"}},

    {get, "/v1/credit", credit_readers, list_credit,
     "Orders that wait for their customer's credit, with the figures of this moment",
     {.response_schema = "WaitingCredit"}},
    {get, "/v1/customers/{code}/credit", credit_readers, show_credit,
     "Credit limits of a customer, what is used of them, open items, the hold and its history",
     {.response_schema = "CustomerCredit"}},
    {post, "/v1/customers/{code}/credit", credit_keepers, set_credit,
     "Set the credit limit of a customer in one currency, with a reason",
     {.body = Body::json, .request_schema = "NewCreditLimit", .response_schema = "CustomerCredit"}},
    {post, "/v1/customers/{code}/hold", credit_keepers, hold_customer,
     "Put a customer on hold or take the hold off, with a reason; its orders wait meanwhile",
     {.body = Body::json, .request_schema = "NewCreditHold", .response_schema = "CustomerCredit"}},

    {get, "/v1/rules", rule_keepers, show_rules,
     "The live rule sets, every set that is kept, the stages, the company's words",
     {.response_schema = "RuleBook"}},
    {get, "/v1/rules/sets/{digest}", rule_keepers, show_rule_set,
     "One rule set: its text, its stages, how often each rule fired and was marked as wrong",
     {.response_schema = "RuleSet"}},
    {get, "/v1/rules/sets/{digest}/orders", rule_keepers, list_rule_orders,
     "Orders in which a rule had a part, or only those where it was marked as wrong",
     {.response_schema = "RuleOrders", .parameters = "decision rule wrong"}},
    {post, "/v1/rules/check", rule_keepers, check_rules,
     "What a text of rules means and what is wrong with it; nothing is kept",
     {.body = Body::json, .request_schema = "RuleText", .response_schema = "RuleCheck"}},
    {post, "/v1/rules/complete", rule_keepers, complete_rules,
     "The words that may stand at a place of a text of rules",
     {.body = Body::json, .request_schema = "RuleCursor", .response_schema = "RuleCompletion"}},
    {post, "/v1/rules/difference", rule_keepers, compare_rules,
     "What two rule sets decide differently, or a set and a text",
     {.body = Body::json, .request_schema = "RulePair", .response_schema = "RuleDifference"}},
    {post, "/v1/rules/drafts", rule_keepers, save_rules,
     "Keep a rule set that reads; the same text twice is one",
     {.body = Body::json, .request_schema = "NewRuleSet", .response_schema = "RuleSet"}},
    {post, "/v1/rules/publish", rule_keepers, publish_rules,
     "Let a rule set decide the orders of all, of channels, or of a share of customers",
     {.body = Body::json, .request_schema = "RulePublication", .response_schema = "RuleBook"}},
    {post, "/v1/rules/step-back", rule_keepers, step_back_rules,
     "What was live before is live again",
     {.body = Body::json, .request_schema = "RuleWish", .response_schema = "RuleBook"}},
    {post, "/v1/rules/automation", rule_keepers, set_rule_automation,
     "How far each decision is left to the rules: off, suggest or automatic",
     {.body = Body::json, .request_schema = "RuleAutomation", .response_schema = "RuleBook"}},
    {post, "/v1/rules/words", rule_keepers, add_rule_words,
     "Add words of the company's own that rules may use: teams, tasks, tags",
     {.body = Body::json, .request_schema = "NewRuleWords", .response_schema = "RuleBook"}},
    {post, "/v1/rules/backtests", rule_keepers, start_backtest,
     "Try a rule set on the orders that are there; it runs beside the server's work",
     {.body = Body::json, .request_schema = "NewBacktest", .response_schema = "Backtest"}},
    {get, "/v1/rules/backtests/{number}", rule_keepers, show_backtest,
     "How far a back-test is, and what it found", {.response_schema = "Backtest"}},
    {post, "/v1/rules/backtests/{number}/cancel", rule_keepers, cancel_backtest,
     "End a back-test; what it found until then stays", {.response_schema = "Backtest"}},
    {get, "/v1/orders/{order_id}/rulings", ruling_readers, show_rulings,
     "What the rules said of an order and why, in their own words",
     {.response_schema = "Rulings"}},
    {post, "/v1/orders/{order_id}/rulings/wrong", ruling_markers, mark_ruling,
     "Say that a rule was wrong about an order; the owner of the rules sees it",
     {.body = Body::json, .request_schema = "RulingMark", .response_schema = "Done"}},

    {get, "/v1/changes", signed_in, show_changes,
     "What is new since a place in the order of changes: orders, messages, stock, allotments",
     {.response_schema = "Changes", .parameters = "after incarnation limit device"}},
    {get, "/v1/changes/stream", signed_in, stream_changes,
     "Server-sent events that say the place of the newest change",
     {.response_type = "text/event-stream"}},
    {post, "/v1/notices", deciders, send_notice, "Send a message to a person, a role or all",
     {.body = Body::json, .request_schema = "NewNotice", .response_schema = "Done"}},
};
// clang-format on

}  // namespace

std::span<const Route> routes() { return all_routes; }

}  // namespace tally::server::http
