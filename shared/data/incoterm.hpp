// Incoterm: the eleven three-letter terms of Incoterms 2020 (ICC publication 723).
// They say who arranges and pays the way; what follows from each is the freight room's.
// In goes a text in capitals; out comes whether it is one.
// Places behind a term ("DAP Rotterdam") are not part of it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tally {

inline constexpr std::array<std::string_view, 11> incoterms{
    "EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"};

constexpr bool is_incoterm(std::string_view capitals) {
  return std::ranges::find(incoterms, capitals) != incoterms.end();
}

}  // namespace tally
