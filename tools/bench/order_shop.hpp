// Order shop: the company, the stock and the requests that both HTTP servers are loaded with.
// In go a company and how many requests; out come bodies of POST /v1/orders, each a new order of
// ten lines with the outcome a device made of it, so that the product has something to compare.
// Stock is plenty: what is measured is orders, not shortages.
//   std::vector<std::string> bodies = make_submissions(company, snapshot, 5'000);
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/server.hpp"
#include "server/store/connection.hpp"
#include "shared/data/company.hpp"
#include "shared/data/order.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::bench {

/// One warehouse, and a billion of everything in it. Inside a transaction.
bool fill_shop(server::store::Connection& db, const Company& company);

/// A server on a free port, with the company and its stock; empty where it does not start.
std::unique_ptr<server::Server> start_shop(const std::filesystem::path& folder,
                                           const Company& company);

/// The order of that place: an id of its own, ten of the lines, other ones for each place.
RawOrder shop_order(const RawOrder& many, std::size_t place);

std::vector<std::string> make_submissions(const Company& company, wire::Snapshot& snapshot,
                                          std::size_t count);

/// Requests answered with 200 in a second, by so many keep-alive clients, each sending the next
/// body as soon as the last was answered. Each body is sent once; `next` counts them.
double load(int port, const std::string& cookie, const std::vector<std::string>& bodies,
            std::size_t& next, std::size_t clients, int milliseconds);

}  // namespace tally::bench
