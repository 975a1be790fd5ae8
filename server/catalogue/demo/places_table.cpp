// A table, nothing else.
#include "server/catalogue/demo/places.hpp"

#include <array>

namespace tally::server::catalogue::demo {

namespace {

using Words = const std::string_view[];

constexpr City us_cities[] = {
    {"Seattle", "WA", "981##"},      {"Portland", "OR", "972##"},   {"Sacramento", "CA", "958##"},
    {"Los Angeles", "CA", "900##"},  {"Reno", "NV", "895##"},       {"Phoenix", "AZ", "850##"},
    {"Denver", "CO", "802##"},       {"Austin", "TX", "787##"},     {"Houston", "TX", "770##"},
    {"Chicago", "IL", "606##"},      {"Columbus", "OH", "432##"},   {"Atlanta", "GA", "303##"},
    {"Philadelphia", "PA", "191##"}, {"Newark", "NJ", "071##"},     {"Albany", "NY", "122##"},
    {"Boston", "MA", "021##"}};
constexpr Words us_streets = {"Harbor Ave", "Industrial Blvd", "Railroad St", "Commerce Dr",
                              "Foundry Rd", "Mill St", "Depot Rd", "Airport Way", "Oak St",
                              "Riverside Dr", "Union Ave", "Canal St"};
constexpr Words us_stems = {
    "Cascade",       "Redwood",      "Blue Ridge", "Lakeshore",   "Summit",   "Prairie",
    "Granite State", "Ironwood",     "Bayview",    "Cedar Falls", "Pioneer",  "Silver Creek",
    "Great Plains",  "Harbor Point", "Juniper",    "Keystone",    "Longleaf", "Mesa",
    "North Fork",    "Sawtooth",     "Timberline", "Willow Bend"};
constexpr Words us_trades = {"Facilities", "Contractors", "Builders", "Mechanical", "Electric",
                             "Property Services", "Fabrication", "Supply", "Maintenance",
                             "Manufacturing", "Roofing", "Plumbing"};
constexpr Words us_forms = {"LLC", "Inc", "Corp", "Co"};

constexpr City ca_cities[] = {{"Toronto", "ON", "M5V #@#"}, {"Hamilton", "ON", "L8P #@#"},
                              {"Montreal", "QC", "H3B #@#"}, {"Vancouver", "BC", "V6B #@#"},
                              {"Calgary", "AB", "T2P #@#"}};
constexpr Words ca_streets = {"King Street", "Front Street", "Industrial Road", "Dundas Street",
                              "Portage Avenue", "Station Street", "Harbour Road", "Maple Avenue"};
constexpr Words ca_stems = {"Maple Ridge", "Laurentian", "Northern Lights", "Georgian", "Rideau",
                            "Chinook", "Frontenac", "Kawartha", "Pacific Rim", "Red River"};
constexpr Words ca_trades = {"Building Services", "Contracting", "Millwork", "Mechanical",
                             "Property Care", "Electric", "Industrial"};
constexpr Words ca_forms = {"Ltd", "Inc"};

constexpr City gb_cities[] = {{"Leeds", "", "LS1# #@@"}, {"Manchester", "", "M1# #@@"},
                              {"Bristol", "", "BS# #@@"}, {"Sheffield", "", "S# #@@"},
                              {"Glasgow", "", "G4# #@@"}, {"Cardiff", "", "CF1# #@@"},
                              {"Norwich", "", "NR# #@@"}, {"Belfast", "", "BT1# #@@"}};
constexpr Words gb_streets = {"Mill Lane", "Station Road", "Canal Street", "Foundry Lane",
                              "Victoria Road", "Wharf Road", "Trading Estate", "High Street",
                              "Brunel Way", "Carr Lane", "Albion Street"};
constexpr Words gb_stems = {"Pennine", "Severnside", "Ashdown", "Calderdale", "Kingsway", "Mercia",
                            "Northgate", "Fenland", "Clydeside", "Dartmoor", "Wessex", "Solway",
                            "Trent Valley", "Cotswold", "Humber", "Avonmouth"};
constexpr Words gb_trades = {"Fabrications", "Facilities", "Building Services", "Joinery",
                             "Electrical", "Maintenance", "Contractors", "Engineering", "Cleaning",
                             "Property Care", "Plumbing and Heating"};
constexpr Words gb_forms = {"Ltd", "Limited", "LLP"};

constexpr City ie_cities[] = {{"Dublin", "", "D02 @*##"}, {"Cork", "", "T12 @*##"},
                              {"Galway", "", "H91 @*##"}, {"Limerick", "", "V94 @*##"}};
constexpr Words ie_streets = {"Dock Road", "Main Street", "Quay Street", "Bridge Street",
                              "Mill Road", "Station Road", "Parnell Street"};
constexpr Words ie_stems = {"Shannonside", "Liffey", "Burren", "Claddagh", "Wicklow", "Slieve",
                            "Lough Ree", "Barrow"};
constexpr Words ie_trades = {"Facilities", "Contractors", "Engineering", "Building Services",
                             "Electrical", "Joinery"};
constexpr Words ie_forms = {"Ltd", "DAC"};

constexpr City de_cities[] = {{"Hamburg", "", "20###"}, {"Berlin", "", "101##"},
                              {"München", "", "803##"}, {"Köln", "", "506##"},
                              {"Leipzig", "", "041##"}, {"Stuttgart", "", "701##"},
                              {"Nürnberg", "", "904##"}};
constexpr Words de_streets = {"Industriestraße", "Hafenstraße", "Bahnhofstraße", "Werkstraße",
                              "Mühlenweg", "Gewerbering", "Am Kanal", "Schmiedegasse",
                              "Lindenallee", "Ringstraße"};
constexpr Words de_stems = {"Nordwerk", "Rheintal", "Elbufer", "Hansa", "Schwarzwald", "Lindner",
                            "Brandt", "Falkenberg", "Kiefer", "Oberland", "Spree", "Weserkamp",
                            "Albrecht", "Hartmann"};
constexpr Words de_trades = {"Metallbau", "Gebäudeservice", "Elektrotechnik", "Haustechnik",
                             "Bau", "Holzbau", "Maschinenbau", "Reinigung", "Sanitär"};
constexpr Words de_forms = {"GmbH", "GmbH & Co. KG", "AG", "e. K."};

constexpr City fr_cities[] = {{"Lyon", "", "6900#"}, {"Lille", "", "59#00"},
                              {"Nantes", "", "44#00"}, {"Toulouse", "", "31#00"},
                              {"Strasbourg", "", "67#00"}};
constexpr Words fr_streets = {"rue de la Gare", "avenue du Port", "rue des Forges",
                              "boulevard Industriel", "rue du Moulin", "quai des Docks",
                              "rue Pasteur", "chemin des Prés"};
constexpr Words fr_stems = {"Ateliers Durand", "Loire", "Rhône-Alpes", "Ateliers Mercier",
                            "Garonne", "Flandre", "Alsace", "Établissements Moreau", "Océan"};
constexpr Words fr_trades = {"Bâtiment", "Électricité", "Maintenance", "Menuiserie", "Propreté",
                             "Mécanique", "Plomberie"};
constexpr Words fr_forms = {"SARL", "SAS", "SA"};

constexpr City nl_cities[] = {{"Rotterdam", "", "30## @@"}, {"Utrecht", "", "35## @@"},
                              {"Eindhoven", "", "56## @@"}, {"Groningen", "", "97## @@"}};
constexpr Words nl_streets = {"Havenstraat", "Industrieweg", "Stationsweg", "Molenweg",
                              "Scheepmakerskade", "Ambachtsweg", "Kanaaldijk"};
constexpr Words nl_stems = {"Maasland", "De Vries", "Waterweg", "Van Dijk", "Noordzee", "Polder",
                            "Janssen", "Oranje"};
constexpr Words nl_trades = {"Installatie", "Bouw",   "Techniek",
                             "Schoonmaak",  "Metaal", "Onderhoud"};
constexpr Words nl_forms = {"B.V.", "N.V."};

constexpr City be_cities[] = {{"Antwerpen", "", "20#0"}, {"Gent", "", "90#0"},
                              {"Brussel", "", "10#0"}, {"Liège", "", "40#0"}};
constexpr Words be_streets = {"Havenlaan", "Nijverheidsstraat", "Stationsstraat", "Kaaistraat",
                              "Molenstraat", "Brugsesteenweg"};
constexpr Words be_stems = {"Scheldeland", "Vlaamse", "Meuse", "Ardennen", "Peeters", "Claes"};
constexpr Words be_trades = {"Bouw", "Techniek", "Onderhoud", "Elektro", "Services"};
constexpr Words be_forms = {"BV", "NV"};

constexpr City es_cities[] = {{"Madrid", "Madrid", "280##"}, {"Barcelona", "Barcelona", "080##"},
                              {"Valencia", "Valencia", "460##"}, {"Sevilla", "Sevilla", "410##"}};
constexpr Words es_streets = {"Calle de la Estación", "Avenida del Puerto", "Calle Mayor",
                              "Calle del Molino", "Polígono Industrial", "Calle de la Fragua"};
constexpr Words es_stems = {"Levante", "Guadalquivir", "Sierra", "Hermanos García", "Costa Brava",
                            "Meseta", "Talleres Ruiz"};
constexpr Words es_trades = {"Construcciones", "Instalaciones", "Mantenimiento", "Limpiezas",
                             "Suministros", "Electricidad"};
constexpr Words es_forms = {"S.L.", "S.A."};

constexpr City it_cities[] = {{"Milano", "MI", "201##"}, {"Torino", "TO", "101##"},
                              {"Bologna", "BO", "401##"}, {"Verona", "VR", "371##"}};
constexpr Words it_streets = {"Via della Stazione", "Via del Lavoro", "Via Garibaldi",
                              "Viale dell'Industria", "Via del Porto", "Via Fabbri"};
constexpr Words it_stems = {"Officine Rossi", "Adige", "Fratelli Conti", "Padana", "Brenta",
                            "Officine Moretti", "Appennino"};
constexpr Words it_trades = {"Impianti", "Costruzioni", "Manutenzioni", "Servizi", "Elettrica",
                             "Falegnameria"};
constexpr Words it_forms = {"S.r.l.", "S.p.A."};

using enum StreetForm;
constexpr std::array all_countries = std::to_array<Country>({
    {"US", number_before_street, us_cities, us_streets, us_stems, us_trades, us_forms, "WHOLESALE",
     300, 0, "(206) 555-01##"},
    {"GB", number_before_street, gb_cities, gb_streets, gb_stems, gb_trades, gb_forms, "UK", 190, 9,
     "01632 960###"},
    {"DE", street_before_number, de_cities, de_streets, de_stems, de_trades, de_forms, "EU", 140, 9,
     ""},
    {"FR", number_before_street, fr_cities, fr_streets, fr_stems, fr_trades, fr_forms, "EU", 90, 11,
     ""},
    {"NL", street_before_number, nl_cities, nl_streets, nl_stems, nl_trades, nl_forms, "EU", 70, 0,
     ""},
    {"CA", number_before_street, ca_cities, ca_streets, ca_stems, ca_trades, ca_forms, "BASE", 60,
     0, "(416) 555-01##"},
    {"IE", number_before_street, ie_cities, ie_streets, ie_stems, ie_trades, ie_forms, "EU", 50, 0,
     ""},
    {"BE", street_before_number, be_cities, be_streets, be_stems, be_trades, be_forms, "EU", 40, 10,
     ""},
    {"ES", comma_number, es_cities, es_streets, es_stems, es_trades, es_forms, "EU", 30, 0, ""},
    {"IT", comma_number, it_cities, it_streets, it_stems, it_trades, it_forms, "EU", 30, 11, ""},
});

}  // namespace

std::span<const Country> countries() { return all_countries; }

}  // namespace tally::server::catalogue::demo
