// The records about rate cards, credit, doubles and what is unusual: figures of any size, cards
// that are right and cards with a slip.
#include <array>

#include "tests/parity/check_document.hpp"

namespace tally::tests {

namespace {

constexpr std::array<std::string_view, 3> cards{
    R"csv(rate card,GROUND,Ground
currency,USD
weight unit,lb
valid,2026-01-01,2026-12-31
divisor,139
least weight,1 lb
weight step,1 lb
po boxes,no
place,2,US,,100,119
place,3,US,NY
place,4,US
rates,2,3,4
1 lb,8.10,8.60,9.40
5 lb,10.20,11.30,13.70
per further 1 lb up to 150 lb,0.61,0.72,0.98
surcharge,Fuel,percent,12.25,always
surcharge,Heavy,per piece,24.00,piece over 50 lb
surcharge,Far,fixed,4.95,remote
remote,US,,112,113
)csv",
    R"csv(rate card;GROUPAGE;Groupage
decimals;comma
currency;EUR
divisor;3003
size unknown;by weight
next row;if cheaper
place;Near;DE;;20;25
place;Far;DE
place;Far;FR
rates;Near;Far
per 100 kg up to 500 kg;18,40;31,70
per 100 kg up to 1000 kg;14,20;25,10
above 1000 kg;-;-
at least;32,00;48,00
free from;900,00;-
surcharge;Gefahrgut;per 100 kg;4,20;hazardous
)csv",
    R"csv(rate card,PALLETS,Pallets
currency,JPY
basis,pieces
hazardous,no
place,All,*
rates,All
1 piece,6200
4 pieces,16800
per further 1 piece up to 33 pieces,2900
surcharge,Long,per piece,1800,side over 120 cm
)csv"};

}  // namespace

/// A number of any size, "-" now and then.
std::string CheckMaker::figure(unsigned bits_max) {
  if (random_.happens(120)) return "-";
  const std::string sign = random_.happens(100) ? "-" : "";
  return sign + std::to_string(random_.any_size(bits_max));
}

std::string CheckMaker::next_freight() {
  constexpr std::array<std::string_view, 7> places{"US NY 11201", "US CA 94105", "DE - 20457",
                                                   "DE - 80331",  "FR - 75001",  "US - 10001-22",
                                                   "JP - -"};
  constexpr std::array<std::string_view, 3> currencies{"USD", "EUR", "JPY"};
  std::string record = "freight\n2026-0" + std::to_string(random_.between(1, 9)) + "-15 ";
  record += std::to_string(random_.any_size(24)) + " ";
  const std::size_t card = random_.below(cards.size());
  record += std::string(random_.happens(900) ? currencies[card] : random_.pick(currencies)) + " ";
  record += std::string(random_.pick(places)) + (random_.happens(100) ? " box " : " street ");
  record += std::to_string(random_.any_size(20)) + " " + std::to_string(random_.any_size(12)) +
            " " + std::to_string(random_.any_size(12));
  record += random_.happens(150) ? " UN1263 " : " - ";
  record += std::to_string(random_.any_size(18)) + "\n";
  return record + (random_.happens(700) ? std::string(cards[card])
                                        : slip(std::string(cards[card])));
}

std::string CheckMaker::next_credit() {
  constexpr std::array<std::string_view, 3> actions{"route", "hold", "-"};
  constexpr std::array<std::string_view, 2> currencies{"USD", "KWD"};
  const std::string_view currency = random_.pick(currencies);
  // Half of the limits lie near what is used, where a cent decides.
  const std::int64_t used = random_.any_size(40);
  const std::int64_t order = random_.any_size(30);
  const std::string limit =
      random_.happens(500) ? figure(62) : std::to_string(used + order + random_.between(-2, 2));
  std::string record = "credit\n" + std::string(currency) + " " + limit + " ";
  record += std::string(random_.happens(900) ? currency : random_.pick(currencies)) + " ";
  record += std::to_string(used) + " " + (random_.happens(500) ? "0" : figure(63)) + " ";
  record += (random_.happens(900) ? std::to_string(order) : figure(63)) + " ";
  record += (random_.happens(500) ? "-" : std::to_string(random_.any_size(8))) + " ";
  record += random_.happens(100) ? "cheque " : "- ";
  record += std::string(random_.pick(actions)) + " " + std::string(random_.pick(actions)) + " ";
  record += (random_.happens(500) ? "-" : std::to_string(random_.any_size(7))) + " ";
  record += (random_.happens(700) ? "0" : std::to_string(random_.any_size(20)));
  return record + (random_.happens(200) ? " left\n" : " counted\n");
}

std::string CheckMaker::next_doubles() {
  constexpr std::array<std::string_view, 5> numbers{"PO-4711", "po-4711", "4711", "-",
                                                    "\xC3\x9Cmlaut"};
  constexpr std::array<std::string_view, 3> goods{"aa", "bb", "-"};
  const std::int64_t now = 1'790'000'000'000;
  const auto candidate = [&] {
    const std::int64_t hours = random_.between(-60, 60);
    return "S-" + std::to_string(random_.between(1, 9)) + " " +
           std::to_string(now + hours * 3'600'000 + random_.between(-1, 1)) + " " +
           std::string(random_.pick(goods)) + " " + std::string(random_.pick(numbers)) + "\n";
  };
  std::string record = "doubles\n" + std::to_string(random_.between(0, 48)) + "\n" + candidate();
  record += random_.happens(200) ? "a second delivery\n" : "\n";
  for (std::uint64_t count = random_.below(5); count > 0; --count) record += candidate();
  return record;
}

std::string CheckMaker::next_unusual() {
  constexpr std::array<std::string_view, 4> countries{"DE", "US", "FR", "-"};
  constexpr std::array<std::string_view, 4> reviews{
      "first_order=1000.00 EUR, countries_differ", "orders_in_hour=5, others_at_ship_to=2",
      "first_order=0.500 KWD, first_order=1 JPY, orders_in_hour=1", ""};
  constexpr std::array<std::string_view, 3> currencies{"EUR", "KWD", "JPY"};
  std::string record = random_.happens(500) ? "unusual\nfirst " : "unusual\nlater ";
  record += std::string(random_.pick(currencies)) + " " + figure(24) + " ";
  record += std::string(random_.pick(countries)) + " " + std::string(random_.pick(countries)) + " ";
  record += std::to_string(random_.between(1, 8)) + " " + std::to_string(random_.between(0, 4));
  const std::string review(random_.pick(reviews));
  return record + "\n" + (random_.happens(800) ? review : slip(review));
}

}  // namespace tally::tests
