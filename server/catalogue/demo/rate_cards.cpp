// The rate cards of the demo company, as somebody would keep them in a spreadsheet.
#include <algorithm>
#include <iterator>

#include "server/catalogue/demo/demo_parts.hpp"
#include "shared/freight/csv.hpp"

namespace tally::server::catalogue::demo {

namespace {

// Invented figures, like all prices here. Zones of the United States go by the first figure of the
// ZIP code; Canada is one zone.
constexpr std::string_view parcel_us = R"csv(rate card,PARCEL-US,Ground from Columbus
currency,USD
origin,US,OH,43215
divisor,5000
size unknown,by weight
least weight,0.5 kg
weight step,0.5 kg
place,East,US,,0,2
place,East,US,,4
place,Middle,US,,3
place,Middle,US,,5,7
place,West,US,,8,9
place,Canada,CA
rates,East,Middle,West,Canada
1 kg,8.90,10.40,12.60,19.80
5 kg,12.40,14.90,18.70,31.50
15 kg,18.60,23.40,31.20,54.00
30 kg,27.50,35.80,49.90,88.00
per further 10 kg,6.20,8.10,11.40,19.50
free from,1500.00,1500.00,2000.00,4000.00
surcharge,Fuel,percent,12.5,always
surcharge,Dangerous goods,fixed,29.00,hazardous
)csv";

constexpr std::string_view parcel_eu = R"csv(rate card,PARCEL-EU,Road from Venlo
currency,EUR
origin,NL,,5928
divisor,5000
size unknown,by weight
least weight,0.5 kg
weight step,0.5 kg
place,Near,NL
place,Near,BE
place,Near,DE
place,Far,FR
place,Far,IE
place,Far,ES
place,Far,IT
rates,Near,Far
1 kg,6.40,11.90
5 kg,8.20,16.50
15 kg,12.90,27.80
30 kg,18.50,41.00
per further 10 kg,4.10,9.20
free from,750.00,1500.00
surcharge,Diesel,percent,9,always
surcharge,Dangerous goods,fixed,24.00,hazardous
)csv";

constexpr std::string_view parcel_uk = R"csv(rate card,PARCEL-UK,Parcels within the United Kingdom
currency,GBP
origin,GB,,NN4 7YB
divisor,5000
size unknown,by weight
least weight,0.5 kg
weight step,0.5 kg
place,Mainland,GB
rates,Mainland
2 kg,5.60
10 kg,8.40
30 kg,13.90
per further 10 kg,3.60
free from,600.00
surcharge,Dangerous goods,fixed,19.00,hazardous
)csv";

}  // namespace

std::vector<RateCard> make_rate_cards() {
  std::vector<RateCard> cards;
  for (const std::string_view text : {parcel_us, parcel_eu, parcel_uk}) {
    auto read = freight::read_rate_cards_csv(text);
    // They are constants: a test reads them.
    if (read) std::ranges::move(*read, std::back_inserter(cards));
  }
  return cards;
}

}  // namespace tally::server::catalogue::demo
