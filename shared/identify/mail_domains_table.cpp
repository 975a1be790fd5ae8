// Mistyped names of mail services, in their order, each with the one that is meant. None of them
// is a service of its own.
#include <algorithm>
#include <array>

#include "shared/identify/mail_domains.hpp"

namespace tally::identify {

namespace {

struct NearMiss {
  std::string_view mistyped;
  std::string_view meant;
};

constexpr std::array near_misses = {
    NearMiss{"aol.cm", "aol.com"},
    NearMiss{"aol.co", "aol.com"},
    NearMiss{"comast.net", "comcast.net"},
    NearMiss{"comcas.net", "comcast.net"},
    NearMiss{"comcast.ne", "comcast.net"},
    NearMiss{"gamil.com", "gmail.com"},
    NearMiss{"ggmail.com", "gmail.com"},
    NearMiss{"gmaail.com", "gmail.com"},
    NearMiss{"gmai.com", "gmail.com"},
    NearMiss{"gmaiil.com", "gmail.com"},
    NearMiss{"gmaik.com", "gmail.com"},
    NearMiss{"gmail.cim", "gmail.com"},
    NearMiss{"gmail.cm", "gmail.com"},
    NearMiss{"gmail.co", "gmail.com"},
    NearMiss{"gmail.comm", "gmail.com"},
    NearMiss{"gmail.om", "gmail.com"},
    NearMiss{"gmail.vom", "gmail.com"},
    NearMiss{"gmail.xom", "gmail.com"},
    NearMiss{"gmailc.om", "gmail.com"},
    NearMiss{"gmaili.com", "gmail.com"},
    NearMiss{"gmaill.com", "gmail.com"},
    NearMiss{"gmakl.com", "gmail.com"},
    NearMiss{"gmal.com", "gmail.com"},
    NearMiss{"gmali.co", "gmail.com"},
    NearMiss{"gmali.com", "gmail.com"},
    NearMiss{"gmaol.com", "gmail.com"},
    NearMiss{"gmaul.com", "gmail.com"},
    NearMiss{"gmeil.com", "gmail.com"},
    NearMiss{"gmial.com", "gmail.com"},
    NearMiss{"gmil.com", "gmail.com"},
    NearMiss{"gmqil.com", "gmail.com"},
    NearMiss{"gmsil.com", "gmail.com"},
    NearMiss{"gmx.dee", "gmx.de"},
    NearMiss{"gmx.ed", "gmx.de"},
    NearMiss{"gnail.com", "gmail.com"},
    NearMiss{"goglemail.com", "googlemail.com"},
    NearMiss{"googelmail.com", "googlemail.com"},
    NearMiss{"googlemai.com", "googlemail.com"},
    NearMiss{"googlemial.com", "googlemail.com"},
    NearMiss{"googlmail.com", "googlemail.com"},
    NearMiss{"goolgemail.com", "googlemail.com"},
    NearMiss{"hitmail.com", "hotmail.com"},
    NearMiss{"homail.com", "hotmail.com"},
    NearMiss{"hormail.com", "hotmail.com"},
    NearMiss{"hotamil.com", "hotmail.com"},
    NearMiss{"hotmai.com", "hotmail.com"},
    NearMiss{"hotmail.cm", "hotmail.com"},
    NearMiss{"hotmail.co", "hotmail.com"},
    NearMiss{"hotmaill.com", "hotmail.com"},
    NearMiss{"hotmal.co", "hotmail.com"},
    NearMiss{"hotmal.com", "hotmail.com"},
    NearMiss{"hotmali.com", "hotmail.com"},
    NearMiss{"hotmaul.com", "hotmail.com"},
    NearMiss{"hotmeil.com", "hotmail.com"},
    NearMiss{"hotmial.com", "hotmail.com"},
    NearMiss{"hotmil.com", "hotmail.com"},
    NearMiss{"hotmsil.com", "hotmail.com"},
    NearMiss{"hotnail.com", "hotmail.com"},
    NearMiss{"hoymail.com", "hotmail.com"},
    NearMiss{"htomail.com", "hotmail.com"},
    NearMiss{"iclod.com", "icloud.com"},
    NearMiss{"icloud.cm", "icloud.com"},
    NearMiss{"icloud.co", "icloud.com"},
    NearMiss{"iclould.com", "icloud.com"},
    NearMiss{"iclound.com", "icloud.com"},
    NearMiss{"icluod.com", "icloud.com"},
    NearMiss{"icoud.com", "icloud.com"},
    NearMiss{"icould.com", "icloud.com"},
    NearMiss{"libeor.it", "libero.it"},
    NearMiss{"live.cm", "live.com"},
    NearMiss{"msn.cm", "msn.com"},
    NearMiss{"ooutlook.com", "outlook.com"},
    NearMiss{"orang.fr", "orange.fr"},
    NearMiss{"ornage.fr", "orange.fr"},
    NearMiss{"otulook.com", "outlook.com"},
    NearMiss{"oultook.com", "outlook.com"},
    NearMiss{"outllok.com", "outlook.com"},
    NearMiss{"outlok.com", "outlook.com"},
    NearMiss{"outlokk.com", "outlook.com"},
    NearMiss{"outloo.com", "outlook.com"},
    NearMiss{"outlook.cm", "outlook.com"},
    NearMiss{"outlook.co", "outlook.com"},
    NearMiss{"outlool.com", "outlook.com"},
    NearMiss{"outloook.com", "outlook.com"},
    NearMiss{"protonmai.com", "protonmail.com"},
    NearMiss{"protonmail.co", "protonmail.com"},
    NearMiss{"protonmial.com", "protonmail.com"},
    NearMiss{"t-oline.de", "t-online.de"},
    NearMiss{"t-onine.de", "t-online.de"},
    NearMiss{"t-onlie.de", "t-online.de"},
    NearMiss{"t-onlin.de", "t-online.de"},
    NearMiss{"t-onlinee.de", "t-online.de"},
    NearMiss{"t-onlne.de", "t-online.de"},
    NearMiss{"web.ed", "web.de"},
    NearMiss{"yahho.com", "yahoo.com"},
    NearMiss{"yaho.com", "yahoo.com"},
    NearMiss{"yahoo.cm", "yahoo.com"},
    NearMiss{"yahoo.om", "yahoo.com"},
    NearMiss{"yahooo.com", "yahoo.com"},
    NearMiss{"yajoo.com", "yahoo.com"},
    NearMiss{"yaoo.com", "yahoo.com"},
    NearMiss{"yhaoo.com", "yahoo.com"},
    NearMiss{"yhoo.com", "yahoo.com"},
};

/// Endings that are no top-level domain (IANA's root zone has none of them) and that fingers make
/// of .com.
constexpr std::array<std::string_view, 7> mistyped_com{"cim", "cmo", "comm", "con",
                                                       "ocm", "vom", "xom"};

}  // namespace

std::string nearest_mail_domain(std::string_view domain) {
  const auto row = std::ranges::lower_bound(near_misses, domain, {}, &NearMiss::mistyped);
  if (row != near_misses.end() && row->mistyped == domain) return std::string(row->meant);
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  const std::string_view ending = domain.substr(dot + 1);
  if (std::ranges::find(mistyped_com, ending) == mistyped_com.end()) return {};
  const std::string with_com = std::string(domain.substr(0, dot)) + ".com";
  const std::string nearest = nearest_mail_domain(with_com);
  return nearest.empty() ? with_com : nearest;
}

}  // namespace tally::identify
