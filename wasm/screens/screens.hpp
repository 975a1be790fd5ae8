#pragma once
// Makes each screen of the app; one file per screen, named as its title.
// In: nothing. Out: a screen object for the registry. It will not decide routes.

#include <memory>

#include "wasm/ui/screen.hpp"

namespace tally::app {

std::unique_ptr<ui::Screen> make_home();           // goes to the screen a role begins with
std::unique_ptr<ui::Screen> make_orders();         // "#/orders?state=waiting"
std::unique_ptr<ui::Screen> make_order_entry();    // "#/orders/new", "#/orders/draft/<id>"
std::unique_ptr<ui::Screen> make_order_detail();   // "#/orders/show/<id>"
std::unique_ptr<ui::Screen> make_paste_preview();  // "#/orders/paste/<id>"
std::unique_ptr<ui::Screen> make_products();       // "#/products?find=oak&sku=AB-103"
std::unique_ptr<ui::Screen> make_customers();      // "#/customers?find=acme"
std::unique_ptr<ui::Screen> make_desk();           // "#/desk"
std::unique_ptr<ui::Screen> make_delivery_notes(); // "#/notes"
std::unique_ptr<ui::Screen> make_devices();        // "#/devices", "#/devices?show=all"
std::unique_ptr<ui::Screen> make_masters();        // "#/masters/prices?key=BASE~AB-103"
std::unique_ptr<ui::Screen> make_credit();         // "#/credit", "#/credit/customer/C-1"
std::unique_ptr<ui::Screen> make_users();          // "#/users"
std::unique_ptr<ui::Screen> make_settings();       // "#/settings"
std::unique_ptr<ui::Screen> make_show_ready();     // "#/settings/ready"
std::unique_ptr<ui::Screen> make_help();           // "#/help"

}  // namespace tally::app
