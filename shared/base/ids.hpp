// Ids: the trade's own names as types, so that what holds a Sku needs no check.
// In goes text; out comes a value in its normal form, or nullopt.
// SKU, customer and other codes are upper-cased and trimmed: "ab-103" and "AB-103" are one product.
// It will not look anything up: an id can be well formed and unknown.
//   Sku::parse(" ab-103 ")->text() == "AB-103"
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally {

namespace detail {
/// Trimmed, inner white space squeezed, ASCII upper case; nullopt where it is empty, longer than
/// `bytes_max`, holds a control character or is not UTF-8.
std::optional<std::string> normal_code(std::string_view text, std::size_t bytes_max);
}  // namespace detail

/// A code of the company's own (SKU, customer number, price list …) told apart by its tag.
template <typename Tag>
class Code {
 public:
  static constexpr std::size_t bytes_max = 64;
  Code() = default;
  static std::optional<Code> parse(std::string_view text) {
    auto normal = detail::normal_code(text, bytes_max);
    if (!normal) return std::nullopt;
    Code code;
    code.text_ = *std::move(normal);
    return code;
  }
  const std::string& text() const { return text_; }
  friend auto operator<=>(const Code&, const Code&) = default;

 private:
  std::string text_;
};

using Sku = Code<struct SkuTag>;
using CustomerCode = Code<struct CustomerTag>;
using ShipToCode = Code<struct ShipToTag>;
using PriceListCode = Code<struct PriceListTag>;
using TaxClass = Code<struct TaxClassTag>;
using WarehouseCode = Code<struct WarehouseTag>;
using CustomerGroup = Code<struct CustomerGroupTag>;
using PromotionCode = Code<struct PromotionTag>;
using CouponCode = Code<struct CouponTag>;
using RateCardCode = Code<struct RateCardTag>;

/// A UUID (RFC 9562) as 16 bytes; text is 8-4-4-4-12 hexadecimal digits in lower case.
class OrderId {
 public:
  OrderId() = default;
  static std::optional<OrderId> parse(std::string_view text);
  /// Sets the version (4) and variant bits of 16 random bytes that the caller brings.
  static OrderId from_random(const std::array<std::uint8_t, 16>& bytes);
  std::string text() const;
  friend auto operator<=>(const OrderId&, const OrderId&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

/// The check digit of all GS1 keys (GTIN, GLN, SSCC …) for the digits before it: weights 3 and 1
/// from the right, modulo 10 (GS1 General Specifications, section 7.9). Digits only.
char gs1_check_digit(std::string_view digits);

/// A GTIN-8, -12, -13 or -14 with a right check digit, held as 14 digits.
class Gtin {
 public:
  Gtin() = default;
  static std::optional<Gtin> parse(std::string_view text);
  /// Completes 7, 11, 12 or 13 digits with the check digit; nullopt for anything else.
  static std::optional<Gtin> complete(std::string_view digits_without_check);
  /// 14 digits with leading zeros: the form for comparing.
  const std::string& text() const { return digits_; }
  friend auto operator<=>(const Gtin&, const Gtin&) = default;

 private:
  std::string digits_;
};

}  // namespace tally
