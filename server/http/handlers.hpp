// Handlers: the functions behind the routes, each in the room it belongs to.
// In go the services and a request that was admitted (role, origin, size); out comes the answer.
// The table of routes is the only one who calls them.
// Identity: identity/*_routes.cpp; orders: orders/*_routes.cpp; and so on by folder.
#pragma once

#include "server/http/message.hpp"
#include "server/http/services.hpp"

namespace tally::server::http {

#define TALLY_HANDLER(name) \
  void name(Services& services, const Request& request, Response& response)

// http/pages.cpp
TALLY_HANDLER(show_app);
TALLY_HANDLER(show_help);
TALLY_HANDLER(show_help_style);
TALLY_HANDLER(show_openapi);
// identity/login_routes.cpp
TALLY_HANDLER(show_login);
TALLY_HANDLER(sign_in);
TALLY_HANDLER(sign_out);
TALLY_HANDLER(show_me);
// identity/setup_routes.cpp
TALLY_HANDLER(show_setup);
TALLY_HANDLER(set_up);
// identity/user_routes.cpp
TALLY_HANDLER(list_users);
TALLY_HANDLER(add_user);
TALLY_HANDLER(change_user);
TALLY_HANDLER(give_password_link);
// identity/password_routes.cpp
TALLY_HANDLER(show_password_page);
TALLY_HANDLER(set_password);
// identity/device_routes.cpp
TALLY_HANDLER(enrol_device);
TALLY_HANDLER(list_devices);
TALLY_HANDLER(revoke_device);
TALLY_HANDLER(challenge_device);
TALLY_HANDLER(give_device_token);
// sync/push_routes.cpp
TALLY_HANDLER(receive_push);
// sync/quarantine_routes.cpp
TALLY_HANDLER(list_quarantine);
TALLY_HANDLER(show_quarantined);
TALLY_HANDLER(resolve_quarantined);
// sync/snapshot_routes.cpp
TALLY_HANDLER(show_snapshot);
TALLY_HANDLER(show_older_snapshot);
TALLY_HANDLER(send_chunk);
// orders/submit_routes.cpp
TALLY_HANDLER(submit_order);
// orders/order_routes.cpp
TALLY_HANDLER(list_orders);
TALLY_HANDLER(count_orders);
TALLY_HANDLER(show_order);
// orders/desk_routes.cpp
TALLY_HANDLER(approve_order);
TALLY_HANDLER(send_back_order);
TALLY_HANDLER(cancel_order);
// orders/delivery_note_routes.cpp
TALLY_HANDLER(list_open_notes);
TALLY_HANDLER(acknowledge_delivery_note);
// stock/stock_routes.cpp
TALLY_HANDLER(show_stock);
// stock/allotment_routes.cpp
TALLY_HANDLER(list_allotments);
TALLY_HANDLER(allot_goods);
TALLY_HANDLER(release_allotment);
TALLY_HANDLER(list_holds);
TALLY_HANDLER(hold_goods);
TALLY_HANDLER(release_hold);
// masters/master_routes.cpp
TALLY_HANDLER(list_masters);
TALLY_HANDLER(show_master);
TALLY_HANDLER(change_master);
TALLY_HANDLER(remove_master);
// receivables/credit_routes.cpp
TALLY_HANDLER(list_credit);
TALLY_HANDLER(show_credit);
TALLY_HANDLER(set_credit);
TALLY_HANDLER(hold_customer);
// rulebook/rule_routes.cpp
TALLY_HANDLER(show_rules);
TALLY_HANDLER(show_rule_set);
TALLY_HANDLER(check_rules);
TALLY_HANDLER(complete_rules);
TALLY_HANDLER(save_rules);
TALLY_HANDLER(publish_rules);
TALLY_HANDLER(step_back_rules);
TALLY_HANDLER(set_rule_automation);
TALLY_HANDLER(add_rule_words);
TALLY_HANDLER(compare_rules);
TALLY_HANDLER(list_rule_orders);
TALLY_HANDLER(show_rulings);
TALLY_HANDLER(mark_ruling);
// rulebook/backtest_routes.cpp
TALLY_HANDLER(start_backtest);
TALLY_HANDLER(show_backtest);
TALLY_HANDLER(cancel_backtest);
// sync/changes_routes.cpp
TALLY_HANDLER(show_changes);
TALLY_HANDLER(stream_changes);
TALLY_HANDLER(send_notice);
// ops/health_routes.cpp
TALLY_HANDLER(show_health);
TALLY_HANDLER(show_readiness);

#undef TALLY_HANDLER

}  // namespace tally::server::http
