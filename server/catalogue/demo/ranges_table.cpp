// A table, nothing else.
#include "server/catalogue/demo/ranges.hpp"

#include <array>

namespace tally::server::catalogue::demo {

namespace {

// --- sizes -----------------------------------------------------------------------------------------
constexpr AxisValue metric[] = {
    {"M3", "M3", 600, 300},    {"M4", "M4", 700, 450},    {"M5", "M5", 850, 700},
    {"M6", "M6", 1000, 1000},  {"M8", "M8", 1500, 2000},  {"M10", "M10", 2300, 3600},
    {"M12", "M12", 3400, 5600}, {"M16", "M16", 6800, 11000}, {"M20", "M20", 12000, 19000}};
constexpr AxisValue lengths[] = {
    {"10 mm", "10", 700, 500},   {"12 mm", "12", 730, 560},   {"16 mm", "16", 780, 680},
    {"20 mm", "20", 850, 800},   {"25 mm", "25", 930, 900},   {"30 mm", "30", 1000, 1000},
    {"35 mm", "35", 1080, 1120}, {"40 mm", "40", 1170, 1250}, {"50 mm", "50", 1350, 1500},
    {"60 mm", "60", 1560, 1750}, {"70 mm", "70", 1800, 2000}, {"80 mm", "80", 2050, 2300},
    {"100 mm", "100", 2600, 2900}, {"120 mm", "120", 3300, 3500}, {"150 mm", "150", 4300, 4400}};
constexpr AxisValue wood_screws[] = {{"3.0", "30", 700, 400},   {"3.5", "35", 800, 550},
                                     {"4.0", "40", 1000, 750},  {"4.5", "45", 1200, 1000},
                                     {"5.0", "50", 1500, 1300}, {"6.0", "60", 2200, 2000},
                                     {"8.0", "80", 4100, 3800}};
constexpr AxisValue drill_sizes[] = {
    {"1.0 mm", "010", 700, 100},   {"1.5 mm", "015", 700, 150},   {"2.0 mm", "020", 720, 200},
    {"2.5 mm", "025", 740, 260},   {"3.0 mm", "030", 780, 330},   {"3.5 mm", "035", 820, 410},
    {"4.0 mm", "040", 880, 500},   {"4.5 mm", "045", 940, 600},   {"5.0 mm", "050", 1000, 700},
    {"5.5 mm", "055", 1100, 820},  {"6.0 mm", "060", 1200, 950},  {"6.5 mm", "065", 1350, 1100},
    {"7.0 mm", "070", 1500, 1250}, {"8.0 mm", "080", 1850, 1600}, {"9.0 mm", "090", 2250, 2000},
    {"10.0 mm", "100", 2700, 2450}, {"11.0 mm", "110", 3300, 2950}, {"12.0 mm", "120", 3900, 3500},
    {"13.0 mm", "130", 4600, 4100}};
constexpr AxisValue socket_sizes[] = {
    {"6 mm", "6", 800, 500},    {"7 mm", "7", 800, 540},    {"8 mm", "8", 820, 580},
    {"9 mm", "9", 850, 630},    {"10 mm", "10", 880, 700},  {"11 mm", "11", 920, 770},
    {"12 mm", "12", 960, 840},  {"13 mm", "13", 1000, 920}, {"14 mm", "14", 1050, 1000},
    {"15 mm", "15", 1100, 1080}, {"16 mm", "16", 1160, 1180}, {"17 mm", "17", 1220, 1280},
    {"18 mm", "18", 1300, 1390}, {"19 mm", "19", 1380, 1500}, {"22 mm", "22", 1650, 1900},
    {"24 mm", "24", 1900, 2300}, {"27 mm", "27", 2300, 2900}, {"30 mm", "30", 2800, 3600}};
constexpr AxisValue grits[] = {{"grit 40", "G40", 1100, 1100},  {"grit 60", "G60", 1050, 1050},
                               {"grit 80", "G80", 1000, 1000},  {"grit 120", "G120", 1000, 950},
                               {"grit 180", "G180", 1000, 920}, {"grit 240", "G240", 1000, 900},
                               {"grit 320", "G320", 1020, 880}, {"grit 400", "G400", 1040, 860}};
constexpr AxisValue disc_sizes[] = {{"76 mm", "76", 700, 300},    {"115 mm", "115", 850, 700},
                                    {"125 mm", "125", 1000, 1000}, {"150 mm", "150", 1300, 1500},
                                    {"180 mm", "180", 1800, 2200}, {"230 mm", "230", 2600, 3600}};
constexpr AxisValue garment_sizes[] = {{"XS", "XS", 980, 880},  {"S", "S", 1000, 930},
                                       {"M", "M", 1000, 1000},  {"L", "L", 1000, 1060},
                                       {"XL", "XL", 1000, 1130}, {"2XL", "2XL", 1050, 1210},
                                       {"3XL", "3XL", 1100, 1290}, {"4XL", "4XL", 1150, 1380}};
constexpr AxisValue trouser_sizes[] = {
    {"W30 L30", "3030", 1000, 930}, {"W30 L32", "3032", 1000, 950}, {"W32 L30", "3230", 1000, 970},
    {"W32 L32", "3232", 1000, 990}, {"W34 L30", "3430", 1000, 1010}, {"W34 L32", "3432", 1000, 1030},
    {"W34 L34", "3434", 1000, 1050}, {"W36 L32", "3632", 1000, 1070}, {"W36 L34", "3634", 1000, 1090},
    {"W38 L32", "3832", 1050, 1120}, {"W38 L34", "3834", 1050, 1140}, {"W40 L34", "4034", 1080, 1180}};
constexpr AxisValue garment_colours[] = {
    {"black", "BLK"}, {"navy", "NVY"}, {"graphite", "GRA"}, {"royal blue", "RBL"},
    {"bottle green", "BGR"}, {"burgundy", "BUR"}, {"white", "WHT", 980}, {"red", "RED"}};
constexpr AxisValue hi_vis_colours[] = {
    {"yellow", "YEL"}, {"orange", "ORG"}, {"yellow and navy", "YNV", 1060},
    {"orange and navy", "ONV", 1060}, {"red", "RED", 1040}};
constexpr AxisValue glove_sizes[] = {{"size 6", "06"}, {"size 7", "07"}, {"size 8", "08"},
                                     {"size 9", "09"}, {"size 10", "10"}, {"size 11", "11"},
                                     {"size 12", "12", 1050, 1080}};
constexpr AxisValue shoe_sizes[] = {
    {"EU 36", "36", 1000, 860}, {"EU 37", "37", 1000, 880}, {"EU 38", "38", 1000, 900},
    {"EU 39", "39", 1000, 930}, {"EU 40", "40", 1000, 950}, {"EU 41", "41", 1000, 980},
    {"EU 42", "42", 1000, 1000}, {"EU 43", "43", 1000, 1030}, {"EU 44", "44", 1000, 1060},
    {"EU 45", "45", 1000, 1090}, {"EU 46", "46", 1000, 1120}, {"EU 47", "47", 1060, 1160},
    {"EU 48", "48", 1060, 1200}};
constexpr AxisValue helmet_colours[] = {{"white", "WHT"}, {"yellow", "YEL"}, {"blue", "BLU"},
                                        {"red", "RED"},   {"green", "GRN"},  {"orange", "ORG"},
                                        {"grey", "GRY"}};
constexpr AxisValue conductor_areas[] = {
    {"0.75 mm2", "075", 500, 400}, {"1.0 mm2", "100", 640, 520}, {"1.5 mm2", "150", 860, 760},
    {"2.5 mm2", "250", 1300, 1200}, {"4 mm2", "400", 2000, 1900}, {"6 mm2", "600", 2950, 2800},
    {"10 mm2", "1000", 4900, 4700}};
constexpr AxisValue coil_lengths[] = {{"10 m", "10M", 130, 100}, {"25 m", "25M", 300, 250},
                                      {"50 m", "50M", 550, 500}, {"100 m", "100M", 1000, 1000}};
constexpr AxisValue cable_colours[] = {{"black", "BK"},  {"blue", "BU"},   {"brown", "BN"},
                                       {"grey", "GY"},   {"red", "RD"},    {"white", "WH"},
                                       {"green and yellow", "GY2", 1020}};
constexpr AxisValue lead_lengths[] = {{"0.5 m", "005", 700, 400}, {"1 m", "010", 800, 600},
                                      {"2 m", "020", 1000, 1000}, {"3 m", "030", 1200, 1400},
                                      {"5 m", "050", 1600, 2200}, {"10 m", "100", 2600, 4200},
                                      {"20 m", "200", 4600, 8200}};
constexpr AxisValue wattages[] = {{"4 W", "4W", 700, 700},   {"6 W", "6W", 800, 800},
                                  {"8 W", "8W", 1000, 1000}, {"11 W", "11W", 1250, 1150},
                                  {"15 W", "15W", 1700, 1400}, {"20 W", "20W", 2300, 1800}};
constexpr AxisValue panel_wattages[] = {{"20 W", "20W", 800, 800},    {"30 W", "30W", 1000, 1000},
                                        {"50 W", "50W", 1500, 1500},  {"80 W", "80W", 2200, 2200},
                                        {"100 W", "100W", 2700, 2700}, {"150 W", "150W", 3900, 3800}};
constexpr AxisValue light_colours[] = {{"2700 K", "27"}, {"3000 K", "30"}, {"4000 K", "40"},
                                       {"6500 K", "65"}};
constexpr AxisValue currents[] = {{"6 A", "06"}, {"10 A", "10"}, {"16 A", "16"}, {"20 A", "20"},
                                  {"25 A", "25", 1050}, {"32 A", "32", 1100}, {"40 A", "40", 1250},
                                  {"50 A", "50", 1600}, {"63 A", "63", 1900}};
constexpr AxisValue poles[] = {{"1 pole", "1P", 1000, 1000}, {"2 poles", "2P", 2100, 2000},
                               {"3 poles", "3P", 3000, 3000}, {"4 poles", "4P", 4100, 4000}};
constexpr AxisValue volumes[] = {{"250 ml", "025", 420, 270}, {"500 ml", "050", 640, 530},
                                 {"750 ml", "075", 820, 790}, {"1 l", "1L", 1000, 1040},
                                 {"2 l", "2L", 1800, 2080},   {"5 l", "5L", 3900, 5200},
                                 {"10 l", "10L", 7200, 10400}, {"20 l", "20L", 13500, 20700}};
constexpr AxisValue scents[] = {{"unscented", "UN", 980}, {"citrus", "CI"}, {"pine", "PI"},
                                {"lavender", "LA"}, {"ocean", "OC"}, {"apple", "AP"}};
constexpr AxisValue bag_sizes[] = {{"30 l", "30", 500, 400},  {"60 l", "60", 750, 700},
                                   {"90 l", "90", 1000, 1000}, {"120 l", "120", 1300, 1350},
                                   {"160 l", "160", 1750, 1900}, {"240 l", "240", 2600, 2900}};
constexpr AxisValue bag_colours[] = {{"black", "BK"}, {"clear", "CL", 1050}, {"white", "WH"},
                                     {"blue", "BU", 1040}, {"red", "RD", 1040}, {"yellow", "YE", 1040}};
constexpr AxisValue cloth_colours[] = {{"blue", "BU"}, {"green", "GN"}, {"red", "RD"},
                                       {"yellow", "YE"}, {"white", "WH"}};
constexpr AxisValue widths[] = {{"12 mm", "12", 400, 300},  {"19 mm", "19", 550, 450},
                                {"25 mm", "25", 700, 600},  {"38 mm", "38", 900, 850},
                                {"50 mm", "50", 1000, 1000}, {"75 mm", "75", 1500, 1500},
                                {"100 mm", "100", 2000, 2000}};
constexpr AxisValue tape_colours[] = {{"clear", "CL"}, {"brown", "BR"}, {"white", "WH"},
                                      {"black", "BK"}, {"yellow", "YE"}, {"red", "RD"},
                                      {"blue", "BU"}, {"silver", "SI", 1060}};
constexpr AxisValue pen_colours[] = {{"black", "BK"}, {"blue", "BU"}, {"red", "RD"},
                                     {"green", "GN"}, {"violet", "VI"}, {"orange", "OR"}};
constexpr AxisValue nibs[] = {{"fine", "F"}, {"medium", "M"}, {"broad", "B", 1050},
                              {"chisel", "C", 1100}};
constexpr AxisValue paper_sizes[] = {{"A5", "A5", 550, 500}, {"A4", "A4", 1000, 1000},
                                     {"A3", "A3", 2050, 2000}, {"Letter", "LT", 1000, 1000},
                                     {"Legal", "LG", 1300, 1250}};
constexpr AxisValue paper_weights[] = {{"70 g", "70", 900, 880},    {"80 g", "80", 1000, 1000},
                                       {"90 g", "90", 1200, 1120},  {"120 g", "120", 1700, 1500},
                                       {"160 g", "160", 2200, 2000}, {"200 g", "200", 2800, 2500}};
constexpr AxisValue file_colours[] = {{"black", "BK"}, {"blue", "BU"}, {"green", "GN"},
                                      {"grey", "GY"}, {"red", "RD"}, {"yellow", "YE"},
                                      {"white", "WH"}};
constexpr AxisValue spines[] = {{"25 mm", "25", 850, 850}, {"50 mm", "50", 920, 930},
                                {"75 mm", "75", 1000, 1000}, {"80 mm", "80", 1030, 1020}};
constexpr AxisValue envelope_sizes[] = {{"C6", "C6", 550, 500}, {"DL", "DL", 650, 600},
                                        {"C5", "C5", 800, 800}, {"C4", "C4", 1300, 1500},
                                        {"B4", "B4", 1500, 1700}};
constexpr AxisValue box_volumes[] = {{"5 l", "5", 400, 350},   {"10 l", "10", 600, 550},
                                     {"20 l", "20", 1000, 1000}, {"35 l", "35", 1400, 1500},
                                     {"50 l", "50", 1800, 2000}, {"65 l", "65", 2200, 2500},
                                     {"85 l", "85", 2700, 3100}};
constexpr AxisValue box_colours[] = {{"grey", "GY"}, {"blue", "BU"}, {"red", "RD"},
                                     {"green", "GN"}, {"clear", "CL", 1100}};
constexpr AxisValue shelf_widths[] = {{"800 mm", "080", 800, 800},   {"900 mm", "090", 900, 900},
                                      {"1000 mm", "100", 1000, 1000}, {"1200 mm", "120", 1180, 1200},
                                      {"1500 mm", "150", 1450, 1500}, {"1800 mm", "180", 1750, 1800}};
constexpr AxisValue shelf_depths[] = {{"300 mm deep", "30", 800, 750}, {"400 mm deep", "40", 1000, 1000},
                                      {"500 mm deep", "50", 1200, 1250}, {"600 mm deep", "60", 1400, 1500}};
constexpr AxisValue ladder_treads[] = {{"3 treads", "3", 600, 550},  {"4 treads", "4", 750, 720},
                                       {"5 treads", "5", 880, 860},  {"6 treads", "6", 1000, 1000},
                                       {"7 treads", "7", 1150, 1150}, {"8 treads", "8", 1300, 1300},
                                       {"10 treads", "10", 1650, 1600}, {"12 treads", "12", 2100, 1900}};
constexpr AxisValue castor_sizes[] = {{"50 mm", "50", 500, 350},   {"75 mm", "75", 750, 650},
                                      {"100 mm", "100", 1000, 1000}, {"125 mm", "125", 1300, 1450},
                                      {"160 mm", "160", 1800, 2200}, {"200 mm", "200", 2500, 3400}};
constexpr AxisValue castor_kinds[] = {{"fixed", "FX"}, {"swivel", "SW", 1150, 1100},
                                      {"swivel with brake", "SB", 1450, 1250}};
constexpr AxisValue pipe_sizes[] = {{"10 mm", "10", 600, 500},  {"12 mm", "12", 680, 580},
                                    {"15 mm", "15", 800, 700},  {"18 mm", "18", 900, 850},
                                    {"22 mm", "22", 1000, 1000}, {"28 mm", "28", 1600, 1500},
                                    {"35 mm", "35", 2700, 2300}, {"42 mm", "42", 3900, 3200},
                                    {"54 mm", "54", 6100, 4900}};
constexpr AxisValue thread_sizes[] = {{"1/4 in", "04", 600, 500},  {"3/8 in", "06", 750, 700},
                                      {"1/2 in", "08", 1000, 1000}, {"3/4 in", "12", 1450, 1500},
                                      {"1 in", "16", 2200, 2300},  {"1 1/4 in", "20", 3300, 3600},
                                      {"1 1/2 in", "24", 4500, 4900}, {"2 in", "32", 6800, 7500}};
constexpr AxisValue hose_lengths[] = {{"10 m", "10", 550, 480}, {"15 m", "15", 750, 700},
                                      {"20 m", "20", 1000, 1000}, {"25 m", "25", 1200, 1240},
                                      {"30 m", "30", 1400, 1480}, {"50 m", "50", 2200, 2450}};
constexpr AxisValue sealant_colours[] = {{"white", "WH"}, {"clear", "CL"}, {"grey", "GY"},
                                         {"black", "BK"}, {"brown", "BR"}, {"beige", "BE"},
                                         {"anthracite", "AN", 1040}};
constexpr AxisValue paint_colours[] = {
    {"RAL 1003 signal yellow", "R1003"}, {"RAL 2004 pure orange", "R2004"},
    {"RAL 3000 flame red", "R3000"}, {"RAL 5010 gentian blue", "R5010"},
    {"RAL 6005 moss green", "R6005"}, {"RAL 7016 anthracite grey", "R7016"},
    {"RAL 7035 light grey", "R7035"}, {"RAL 8017 chocolate brown", "R8017"},
    {"RAL 9005 jet black", "R9005"}, {"RAL 9010 pure white", "R9010"}};
constexpr AxisValue link_sizes[] = {{"2 mm", "2", 500, 250},  {"3 mm", "3", 700, 500},
                                    {"4 mm", "4", 900, 800},  {"5 mm", "5", 1200, 1200},
                                    {"6 mm", "6", 1500, 1700}, {"8 mm", "8", 2300, 3000},
                                    {"10 mm", "10", 3300, 4700}, {"12 mm", "12", 4600, 6800}};
constexpr AxisValue tie_lengths[] = {{"100 mm", "100", 400, 300}, {"140 mm", "140", 500, 420},
                                     {"200 mm", "200", 700, 650}, {"300 mm", "300", 1000, 1000},
                                     {"370 mm", "370", 1300, 1300}, {"450 mm", "450", 1700, 1650},
                                     {"550 mm", "550", 2300, 2200}};
constexpr AxisValue brush_widths[] = {{"25 mm", "25", 600, 500}, {"38 mm", "38", 800, 750},
                                      {"50 mm", "50", 1000, 1000}, {"63 mm", "63", 1250, 1250},
                                      {"75 mm", "75", 1500, 1500}, {"100 mm", "100", 2100, 2000}};
constexpr AxisValue packets[] = {{"250 g", "250G", 320, 270}, {"500 g", "500G", 580, 530},
                                 {"1 kg", "1KG", 1000, 1040}, {"5 kg", "5KG", 4600, 5150}};
constexpr AxisValue blends[] = {{"mild", "MI"}, {"house", "HO"}, {"dark", "DK"},
                                {"decaffeinated", "DC", 1150}};
constexpr AxisValue sachets[] = {{"25 bags", "25", 320, 280}, {"50 bags", "50", 580, 520},
                                 {"100 bags", "100", 1000, 1000}, {"500 bags", "500", 4500, 4800}};
constexpr AxisValue teas[] = {{"breakfast", "BR"}, {"earl grey", "EG", 1080}, {"green", "GN", 1060},
                              {"peppermint", "PM", 1040}, {"camomile", "CA", 1060}};

// --- grades: what a family is made of, or made for ------------------------------------------------
constexpr Grade bolt_grades[] = {{"zinc plated 8.8", 1000}, {"A2 stainless", 2100},
                                 {"A4 stainless", 3200}, {"hot-dip galvanised", 1400},
                                 {"black 10.9", 1250}};
constexpr Grade screw_grades[] = {{"yellow zinc", 1000}, {"A2 stainless", 2400},
                                  {"green coated", 1300}, {"brass", 2900}};
constexpr Grade plug_grades[] = {{"nylon", 1000}, {"universal", 1150}, {"frame fixing", 1900}};
constexpr Grade drill_grades[] = {{"HSS", 1000}, {"HSS cobalt", 2600}, {"titanium coated", 1500},
                                  {"masonry", 1100}, {"SDS-plus", 2200}};
constexpr Grade abrasive_grades[] = {{"for metal", 1000}, {"for stainless", 1250},
                                     {"for wood", 950}, {"ceramic", 1900}};
constexpr Grade tool_grades[] = {{"chrome vanadium", 1000}, {"impact", 1500}, {"insulated 1000 V", 2300}};
constexpr Grade hand_tool_grades[] = {{"trade", 1000}, {"pro", 1500}, {"insulated 1000 V", 1900}};
constexpr Grade garment_grades[] = {{"classic", 1000}, {"stretch", 1400}, {"heavy duty", 1700},
                                    {"flame retardant", 2700}};
constexpr Grade shirt_grades[] = {{"cotton", 1000}, {"polycotton", 950}, {"performance", 1350}};
constexpr Grade hi_vis_grades[] = {{"class 2", 1000}, {"class 3", 1500}, {"class 3 breathable", 2200}};
constexpr Grade glove_grades[] = {{"nitrile coated", 1000}, {"PU coated", 800},
                                  {"cut level C", 1900}, {"cut level F", 3100},
                                  {"leather", 1700}, {"thermal", 1600}};
constexpr Grade boot_grades[] = {{"S1P", 1000}, {"S3", 1250}, {"S3 waterproof", 1700},
                                 {"S5 polyurethane", 900}, {"S7L", 1950}};
constexpr Grade helmet_grades[] = {{"vented", 1000}, {"with ratchet", 1400}, {"climbing", 2600}};
constexpr Grade cable_grades[] = {{"H07V-K", 1000}, {"H05VV-F", 1250}, {"NYM-J", 1400},
                                  {"H07RN-F", 2100}};
constexpr Grade lead_grades[] = {{"PVC", 1000}, {"rubber", 1500}, {"halogen free", 1350}};
constexpr Grade breaker_grades[] = {{"curve B", 1000}, {"curve C", 1050}, {"curve D", 1400}};
constexpr Grade lamp_grades[] = {{"E27", 1000}, {"E14", 950}, {"GU10", 900}, {"B22", 1000},
                                 {"dimmable E27", 1450}};
constexpr Grade panel_grades[] = {{"indoor", 1000}, {"IP65", 1400}, {"with sensor", 1900}};
constexpr Grade cleaner_grades[] = {{"ready to use", 1000}, {"concentrate", 1700},
                                    {"eco-labelled", 1250}};
constexpr Grade bag_grades[] = {{"light", 800}, {"medium", 1000}, {"heavy", 1500},
                                {"recycled", 1100}};
constexpr Grade cloth_grades[] = {{"microfibre", 1000}, {"non-woven", 500}, {"cotton", 850}};
constexpr Grade tape_grades[] = {{"general purpose", 1000}, {"heavy duty", 1600}, {"low tack", 1300}};
constexpr Grade pen_grades[] = {{"ballpoint", 1000}, {"gel", 1500}, {"permanent", 1350},
                                {"whiteboard", 1450}};
constexpr Grade paper_grades[] = {{"white", 1000}, {"recycled", 950}, {"premium", 1400}};
constexpr Grade file_grades[] = {{"card", 1000}, {"polypropylene", 1400}};
constexpr Grade box_grades[] = {{"stacking", 1000}, {"with lid", 1300}, {"open fronted", 900}};
constexpr Grade shelf_grades[] = {{"galvanised", 1000}, {"powder coated", 1200},
                                  {"heavy load", 1800}};
constexpr Grade ladder_grades[] = {{"aluminium", 1000}, {"glass fibre", 1900}, {"with platform", 1600}};
constexpr Grade castor_grades[] = {{"rubber", 1000}, {"polyurethane", 1500}, {"nylon", 1150},
                                   {"stainless", 2800}};
constexpr Grade fitting_grades[] = {{"copper", 1000}, {"brass", 1450}, {"stainless press", 3200},
                                    {"plastic push-fit", 800}};
constexpr Grade valve_grades[] = {{"brass", 1000}, {"nickel plated", 1250}, {"stainless", 2700}};
constexpr Grade hose_grades[] = {{"PVC", 1000}, {"rubber", 1700}, {"reinforced", 1300}};
constexpr Grade sealant_grades[] = {{"sanitary silicone", 1000}, {"neutral silicone", 1250},
                                    {"acrylic", 650}, {"hybrid polymer", 1700}};
constexpr Grade paint_grades[] = {{"gloss", 1000}, {"satin", 1000}, {"matt", 1020},
                                  {"primer", 900}};
constexpr Grade chain_grades[] = {{"galvanised", 1000}, {"A4 stainless", 3300}, {"black", 1100}};
constexpr Grade tie_grades[] = {{"natural", 950}, {"black UV", 1000}, {"stainless", 6500},
                                {"releasable", 1500}};
constexpr Grade brush_grades[] = {{"synthetic", 1000}, {"natural bristle", 1350}, {"contract", 650}};
constexpr Grade coffee_grades[] = {{"ground", 1000}, {"beans", 1050}, {"fair trade", 1250}};
constexpr Grade tea_grades[] = {{"classic", 1000}, {"organic", 1350}};

// --- articles: department, noun, unit, price, grams, case, minimum, step, tax class ----------------
constexpr std::array all_articles = std::to_array<Article>({
    {"FS", "hex bolt", "each", 1200, 11, 100, 10, 10, "STANDARD", bolt_grades, metric, lengths, " x "},
    {"FS", "hex set screw", "each", 1150, 10, 100, 10, 10, "STANDARD", bolt_grades, metric, lengths, " x "},
    {"FS", "socket cap screw", "each", 1500, 10, 100, 10, 10, "STANDARD", bolt_grades, metric, lengths, " x "},
    {"FS", "countersunk screw", "each", 1300, 9, 100, 10, 10, "STANDARD", bolt_grades, metric, lengths, " x "},
    {"FS", "carriage bolt", "each", 1800, 14, 50, 10, 10, "STANDARD", bolt_grades, metric, lengths, " x "},
    {"FS", "threaded stud", "each", 1600, 12, 50, 10, 10, "STANDARD", bolt_grades, metric, lengths, " x "},
    {"FS", "hex nut", "each", 400, 3, 200, 50, 50, "STANDARD", bolt_grades, metric, {}, ""},
    {"FS", "lock nut", "each", 600, 3, 200, 50, 50, "STANDARD", bolt_grades, metric, {}, ""},
    {"FS", "wing nut", "each", 1900, 5, 100, 10, 10, "STANDARD", bolt_grades, metric, {}, ""},
    {"FS", "flat washer", "each", 200, 1, 500, 50, 50, "STANDARD", bolt_grades, metric, {}, ""},
    {"FS", "spring washer", "each", 250, 1, 500, 50, 50, "STANDARD", bolt_grades, metric, {}, ""},
    {"FS", "wood screw", "box", 62500, 420, 12, 1, 1, "STANDARD", screw_grades, wood_screws, lengths, " x "},
    {"FS", "chipboard screw", "box", 54000, 400, 12, 1, 1, "STANDARD", screw_grades, wood_screws, lengths, " x "},
    {"FS", "decking screw", "box", 89000, 480, 12, 1, 1, "STANDARD", screw_grades, wood_screws, lengths, " x "},
    {"FS", "wall plug", "box", 38000, 180, 20, 1, 1, "STANDARD", plug_grades, wood_screws, lengths, " x "},
    {"FS", "chain", "m", 21000, 320, 0, 1, 1, "STANDARD", chain_grades, link_sizes, {}, ""},
    {"FS", "shackle", "each", 24000, 90, 10, 1, 1, "STANDARD", chain_grades, link_sizes, {}, ""},
    {"FS", "wire rope", "m", 14000, 110, 0, 5, 5, "STANDARD", chain_grades, link_sizes, {}, ""},
    {"FS", "cable tie", "bag", 42000, 160, 50, 1, 1, "STANDARD", tie_grades, tie_lengths, {}, ""},
    {"PT", "twist drill", "each", 19000, 22, 10, 1, 1, "STANDARD", drill_grades, drill_sizes, {}, ""},
    {"PT", "long drill", "each", 41000, 48, 10, 1, 1, "STANDARD", drill_grades, drill_sizes, {}, ""},
    {"PT", "cutting disc", "each", 16500, 60, 25, 5, 5, "STANDARD", abrasive_grades, disc_sizes, {}, ""},
    {"PT", "grinding disc", "each", 29500, 140, 10, 5, 5, "STANDARD", abrasive_grades, disc_sizes, {}, ""},
    {"PT", "flap disc", "each", 44500, 95, 10, 5, 5, "STANDARD", abrasive_grades, disc_sizes, grits, ", "},
    {"PT", "sanding disc", "each", 6500, 12, 50, 10, 10, "STANDARD", abrasive_grades, disc_sizes, grits, ", "},
    {"PT", "sanding sheet", "each", 7200, 20, 50, 10, 10, "STANDARD", abrasive_grades, grits, {}, ""},
    {"PT", "wire brush wheel", "each", 89000, 230, 5, 1, 1, "STANDARD", abrasive_grades, disc_sizes, {}, ""},
    {"TL", "socket", "each", 39500, 80, 10, 1, 1, "STANDARD", tool_grades, socket_sizes, {}, ""},
    {"TL", "combination spanner", "each", 64500, 120, 5, 1, 1, "STANDARD", tool_grades, socket_sizes, {}, ""},
    {"TL", "ring spanner", "each", 74500, 130, 5, 1, 1, "STANDARD", tool_grades, socket_sizes, {}, ""},
    {"TL", "T-handle hex key", "each", 58500, 90, 5, 1, 1, "STANDARD", tool_grades, socket_sizes, {}, ""},
    {"TL", "paint brush", "each", 38500, 70, 12, 1, 1, "STANDARD", brush_grades, brush_widths, {}, ""},
    {"TL", "filling knife", "each", 49500, 90, 10, 1, 1, "STANDARD", hand_tool_grades, brush_widths, {}, ""},
    {"TL", "wood chisel", "each", 118500, 180, 5, 1, 1, "STANDARD", hand_tool_grades, widths, {}, ""},
    {"TL", "scraper", "each", 62500, 110, 10, 1, 1, "STANDARD", hand_tool_grades, widths, {}, ""},
    {"WW", "work trousers", "each", 429000, 620, 5, 1, 1, "STANDARD", garment_grades, garment_colours, trouser_sizes, ", "},
    {"WW", "cargo trousers", "each", 489000, 680, 5, 1, 1, "STANDARD", garment_grades, garment_colours, trouser_sizes, ", "},
    {"WW", "bib and brace", "each", 539000, 810, 5, 1, 1, "STANDARD", garment_grades, garment_colours, garment_sizes, ", "},
    {"WW", "coverall", "each", 599000, 930, 5, 1, 1, "STANDARD", garment_grades, garment_colours, garment_sizes, ", "},
    {"WW", "work jacket", "each", 699000, 980, 5, 1, 1, "STANDARD", garment_grades, garment_colours, garment_sizes, ", "},
    {"WW", "softshell jacket", "each", 749000, 640, 5, 1, 1, "STANDARD", garment_grades, garment_colours, garment_sizes, ", "},
    {"WW", "body warmer", "each", 389000, 420, 5, 1, 1, "STANDARD", garment_grades, garment_colours, garment_sizes, ", "},
    {"WW", "t-shirt", "each", 89500, 180, 10, 5, 1, "STANDARD", shirt_grades, garment_colours, garment_sizes, ", "},
    {"WW", "polo shirt", "each", 164500, 230, 10, 5, 1, "STANDARD", shirt_grades, garment_colours, garment_sizes, ", "},
    {"WW", "sweatshirt", "each", 239500, 410, 10, 1, 1, "STANDARD", shirt_grades, garment_colours, garment_sizes, ", "},
    {"WW", "hooded sweatshirt", "each", 319500, 520, 10, 1, 1, "STANDARD", shirt_grades, garment_colours, garment_sizes, ", "},
    {"PP", "hi-vis vest", "each", 59500, 140, 25, 5, 5, "STANDARD", hi_vis_grades, hi_vis_colours, garment_sizes, ", "},
    {"PP", "hi-vis jacket", "each", 549500, 940, 5, 1, 1, "STANDARD", hi_vis_grades, hi_vis_colours, garment_sizes, ", "},
    {"PP", "hi-vis trousers", "each", 399500, 560, 5, 1, 1, "STANDARD", hi_vis_grades, hi_vis_colours, garment_sizes, ", "},
    {"PP", "hi-vis polo shirt", "each", 219500, 220, 10, 1, 1, "STANDARD", hi_vis_grades, hi_vis_colours, garment_sizes, ", "},
    {"PP", "safety gloves", "pair", 34500, 70, 12, 12, 12, "STANDARD", glove_grades, glove_sizes, {}, ""},
    {"PP", "chemical gauntlets", "pair", 89500, 160, 12, 1, 1, "STANDARD", glove_grades, glove_sizes, {}, ""},
    {"PP", "safety boots", "pair", 699500, 1350, 5, 1, 1, "PPE", boot_grades, shoe_sizes, {}, ""},
    {"PP", "safety trainers", "pair", 599500, 1050, 5, 1, 1, "PPE", boot_grades, shoe_sizes, {}, ""},
    {"PP", "safety wellingtons", "pair", 389500, 1700, 5, 1, 1, "PPE", boot_grades, shoe_sizes, {}, ""},
    {"PP", "rigger boots", "pair", 759500, 1600, 5, 1, 1, "PPE", boot_grades, shoe_sizes, {}, ""},
    {"PP", "safety helmet", "each", 129500, 380, 10, 1, 1, "PPE", helmet_grades, helmet_colours, {}, ""},
    {"EL", "single core cable", "coil", 689000, 2100, 0, 1, 1, "STANDARD", cable_grades, conductor_areas, cable_colours, ", "},
    {"EL", "flexible cable", "coil", 1149000, 6400, 0, 1, 1, "STANDARD", cable_grades, conductor_areas, coil_lengths, ", "},
    {"EL", "extension lead", "each", 148500, 640, 5, 1, 1, "STANDARD", lead_grades, lead_lengths, cable_colours, ", "},
    {"EL", "patch cable", "each", 46500, 80, 20, 1, 1, "STANDARD", lead_grades, lead_lengths, cable_colours, ", "},
    {"EL", "circuit breaker", "each", 98500, 120, 12, 1, 1, "STANDARD", breaker_grades, currents, poles, ", "},
    {"EL", "residual current breaker", "each", 389500, 210, 6, 1, 1, "STANDARD", breaker_grades, currents, poles, ", "},
    {"EL", "insulating tape", "roll", 14500, 60, 10, 10, 10, "STANDARD", tape_grades, tape_colours, {}, ""},
    {"LT", "LED lamp", "each", 38500, 60, 10, 1, 1, "STANDARD", lamp_grades, wattages, light_colours, ", "},
    {"LT", "LED spotlight", "each", 58500, 70, 10, 1, 1, "STANDARD", lamp_grades, wattages, light_colours, ", "},
    {"LT", "LED floodlight", "each", 289500, 1100, 4, 1, 1, "STANDARD", panel_grades, panel_wattages, light_colours, ", "},
    {"LT", "LED panel", "each", 349500, 2300, 4, 1, 1, "STANDARD", panel_grades, panel_wattages, light_colours, ", "},
    {"LT", "LED high bay", "each", 899500, 3400, 2, 1, 1, "STANDARD", panel_grades, panel_wattages, light_colours, ", "},
    {"JN", "floor cleaner", "each", 58500, 1000, 6, 1, 1, "STANDARD", cleaner_grades, scents, volumes, ", "},
    {"JN", "all-purpose cleaner", "each", 48500, 1000, 6, 1, 1, "STANDARD", cleaner_grades, scents, volumes, ", "},
    {"JN", "hand soap", "each", 54500, 1000, 6, 1, 1, "STANDARD", cleaner_grades, scents, volumes, ", "},
    {"JN", "glass cleaner", "each", 44500, 1000, 6, 1, 1, "STANDARD", cleaner_grades, volumes, {}, ""},
    {"JN", "disinfectant", "each", 79500, 1000, 6, 1, 1, "STANDARD", cleaner_grades, volumes, {}, ""},
    {"JN", "washing-up liquid", "each", 38500, 1000, 6, 1, 1, "STANDARD", cleaner_grades, scents, volumes, ", "},
    {"JN", "refuse sacks", "roll", 46500, 620, 10, 1, 1, "STANDARD", bag_grades, bag_sizes, bag_colours, ", "},
    {"JN", "cleaning cloth", "pack", 52500, 260, 10, 1, 1, "STANDARD", cloth_grades, cloth_colours, {}, ""},
    {"JN", "mop head", "each", 64500, 240, 10, 1, 1, "STANDARD", cloth_grades, cloth_colours, {}, ""},
    {"JN", "scouring pad", "pack", 28500, 120, 10, 1, 1, "STANDARD", cloth_grades, cloth_colours, {}, ""},
    {"OF", "pen", "box", 58500, 110, 12, 1, 1, "STANDARD", pen_grades, pen_colours, nibs, ", "},
    {"OF", "marker", "box", 98500, 190, 12, 1, 1, "STANDARD", pen_grades, pen_colours, nibs, ", "},
    {"OF", "copier paper", "ream", 52500, 2500, 5, 5, 5, "STANDARD", paper_grades, paper_sizes, paper_weights, ", "},
    {"OF", "notepad", "each", 24500, 260, 10, 5, 5, "STANDARD", paper_grades, paper_sizes, paper_weights, ", "},
    {"OF", "lever arch file", "each", 29500, 480, 10, 1, 1, "STANDARD", file_grades, file_colours, spines, ", "},
    {"OF", "ring binder", "each", 24500, 330, 10, 1, 1, "STANDARD", file_grades, file_colours, spines, ", "},
    {"OF", "square-cut folder", "pack", 84500, 900, 5, 1, 1, "STANDARD", file_grades, file_colours, {}, ""},
    {"OF", "envelopes", "box", 189500, 1900, 5, 1, 1, "STANDARD", paper_grades, envelope_sizes, {}, ""},
    {"OF", "packing tape", "roll", 19500, 220, 36, 6, 6, "STANDARD", tape_grades, tape_colours, widths, ", "},
    {"OF", "marking tape", "roll", 64500, 310, 12, 1, 1, "STANDARD", tape_grades, tape_colours, widths, ", "},
    {"ST", "storage box", "each", 129500, 900, 5, 1, 1, "STANDARD", box_grades, box_colours, box_volumes, ", "},
    {"ST", "parts bin", "each", 48500, 300, 10, 1, 1, "STANDARD", box_grades, box_colours, box_volumes, ", "},
    {"ST", "shelving bay", "each", 1189500, 24000, 0, 1, 1, "STANDARD", shelf_grades, shelf_widths, shelf_depths, " x "},
    {"ST", "extra shelf", "each", 289500, 4200, 0, 1, 1, "STANDARD", shelf_grades, shelf_widths, shelf_depths, " x "},
    {"ST", "step ladder", "each", 989500, 6400, 0, 1, 1, "STANDARD", ladder_grades, ladder_treads, {}, ""},
    {"ST", "castor", "each", 98500, 650, 10, 1, 1, "STANDARD", castor_grades, castor_sizes, castor_kinds, ", "},
    {"ST", "bolt-hole castor", "each", 92500, 620, 10, 1, 1, "STANDARD", castor_grades, castor_sizes, castor_kinds, ", "},
    {"PL", "elbow 90", "each", 14500, 45, 25, 5, 5, "STANDARD", fitting_grades, pipe_sizes, {}, ""},
    {"PL", "equal tee", "each", 22500, 62, 25, 5, 5, "STANDARD", fitting_grades, pipe_sizes, {}, ""},
    {"PL", "straight coupling", "each", 9500, 34, 25, 5, 5, "STANDARD", fitting_grades, pipe_sizes, {}, ""},
    {"PL", "stop end", "each", 8500, 24, 25, 5, 5, "STANDARD", fitting_grades, pipe_sizes, {}, ""},
    {"PL", "pipe clip", "each", 4500, 15, 50, 10, 10, "STANDARD", fitting_grades, pipe_sizes, {}, ""},
    {"PL", "ball valve", "each", 89500, 240, 10, 1, 1, "STANDARD", valve_grades, thread_sizes, {}, ""},
    {"PL", "check valve", "each", 109500, 260, 10, 1, 1, "STANDARD", valve_grades, thread_sizes, {}, ""},
    {"PL", "hose nipple", "each", 24500, 70, 20, 1, 1, "STANDARD", valve_grades, thread_sizes, {}, ""},
    {"PL", "water hose", "each", 289500, 3600, 2, 1, 1, "STANDARD", hose_grades, thread_sizes, hose_lengths, ", "},
    {"AD", "sealant cartridge", "each", 59500, 420, 12, 1, 1, "STANDARD", sealant_grades, sealant_colours, {}, ""},
    {"AD", "aerosol paint", "each", 69500, 480, 6, 1, 1, "STANDARD", paint_grades, paint_colours, {}, ""},
    {"AD", "metal paint", "each", 189500, 1200, 4, 1, 1, "STANDARD", paint_grades, paint_colours, volumes, ", "},
    {"AD", "double-sided tape", "roll", 54500, 160, 12, 1, 1, "STANDARD", tape_grades, widths, {}, ""},
    {"AD", "masking tape", "roll", 24500, 110, 24, 6, 6, "STANDARD", tape_grades, widths, {}, ""},
    {"BR", "coffee", "each", 119500, 1000, 6, 1, 1, "FOOD", coffee_grades, blends, packets, ", "},
    {"BR", "tea", "box", 89500, 420, 6, 1, 1, "FOOD", tea_grades, teas, sachets, ", "},
});

// --- brands: each keeps to its trade --------------------------------------------------------------
constexpr Brand hardware_brands[] = {
    {"Calder", 1000}, {"Norvik", 1120}, {"Harrow", 940}, {"Tarnside", 880}, {"Belmore", 1060},
    {"Kestrel", 1180}, {"Ostrava", 830}, {"Lindholm", 1240}, {"Penrose", 970}, {"Quarry", 790},
    {"Ridgeway", 1010}, {"Solent", 1090}, {"Thorsen", 1300}, {"Varley", 910}};
constexpr Brand wear_brands[] = {
    {"Holmgard", 1000}, {"Brackwater", 1120}, {"Fell & Moss", 940}, {"Arden", 880},
    {"Stavanger", 1060}, {"Redcliff", 1180}, {"Northmoor", 830}, {"Carrick", 1240},
    {"Dunmore", 970}, {"Elbrus", 790}, {"Garrick", 1010}, {"Hadrian", 1090},
    {"Tundra Works", 1300}, {"Wharfe", 910}};
constexpr Brand electrical_brands[] = {
    {"Ampere & Co", 1000}, {"Voltane", 1120}, {"Lumora", 940}, {"Brightline", 880},
    {"Elektra Nord", 1060}, {"Fenwick", 1180}, {"Galvan", 830}, {"Helio", 1240}, {"Ionix", 970},
    {"Kirchner", 790}, {"Luxford", 1010}, {"Meridian", 1090}, {"Ohmega", 1300}, {"Siebert", 910}};
constexpr Brand supplies_brands[] = {
    {"Cleanwell", 1000}, {"Purewater", 1120}, {"Sandale", 940}, {"Bright & Fair", 880},
    {"Corvey", 1060}, {"Daybreak", 1180}, {"Everclean", 830}, {"Foxley", 1240}, {"Greenlea", 970},
    {"Hallmere", 790}, {"Inkwell", 1010}, {"Kingsley", 1090}, {"Lyndon", 1300}, {"Marlow", 910}};
constexpr Brand kitchen_brands[] = {
    {"Harbour Roast", 1000}, {"Copperleaf", 1120}, {"Old Mill", 940}, {"Bellavia", 880},
    {"Monte Alto", 1060}, {"Sunhill", 1180}, {"Thistle & Rye", 830}, {"Casa Verde", 1240},
    {"Northgate", 970}, {"Blue Kettle", 790}, {"Amberley", 1010}, {"Cedar Lane", 1090},
    {"Fairfield", 1300}, {"Meadowsweet", 910}};

}  // namespace

std::span<const Article> articles() { return all_articles; }
std::span<const Brand> brands_of(std::string_view department) {
  if (department == "WW" || department == "PP") return wear_brands;
  if (department == "EL" || department == "LT") return electrical_brands;
  if (department == "JN" || department == "OF") return supplies_brands;
  if (department == "BR") return kitchen_brands;
  return hardware_brands;
}

}  // namespace tally::server::catalogue::demo
