// A good and what it is made of, as the producer states it. Amounts are in one currency and for the same
// quantity of the good. What is not stated stays unknown; nothing is taken as zero.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "origin/rational.hpp"
#include "origin/rule.hpp"

namespace trilat::origin {

enum class InputOrigin { kUnknown, kOriginating, kNonOriginating };

enum class InputRole {
  kMaterial,
  kRetailPackaging,  // no change asked, value counts (s.8(14)-(16))
  kShippingPacking,  // disregarded (s.8(17))
  kIndirect,         // always originating (s.8(13))
  kAccessory,        // no change asked, value counts (s.8(23)-(27))
  kRecovered,        // originating in a remanufactured good (s.4)
};

// A supplier's statement for accumulation, section 9. Amounts are for the material as bought.
struct Statement {
  std::optional<Rational> net_cost, vnm;  // 9(2)(a) both; 9(3) vnm alone
  std::optional<Rational> regional;       // 9(2)(b): amount of the net cost that is regional
  std::vector<HsCode> materials;          // 9(7)(a)(ii): the supplier's non-originating materials
};

// Proof that an input originates.
struct Declaration {
  std::string supplier, document;
  std::optional<Date> since, until;
};

struct Input {
  std::string name;
  HsCode code;                // of the rules
  std::vector<HsCode> codes;  // several where the bridge to the rules splits; else `code` alone
  InputOrigin origin = InputOrigin::kUnknown;
  std::string why;  // how its origin is known
  InputRole role = InputRole::kMaterial;
  std::optional<Country> country;
  std::optional<Rational> value;
  std::optional<Rational> deductions;  // section 8(2): freight, duties, brokerage, waste in the value
  std::optional<Rational> weight;
  std::string kind;  // of good, where the code does not tell: "sewing thread", "printed circuit assemblies"
  bool elastomeric = false;
  bool component = true;  // apparel: in the component that determines classification
  bool part = false;      // part of the good, classified with it (s.3(4)(a))
  bool self_produced = false;
  bool designated = false;                       // as intermediate material
  bool as_material = false;                      // elected as a material for the change of classification (s.3)
  std::vector<Input> inputs;                     // of a self-produced material
  std::optional<Rational> total_cost, excluded;  // of its production
  std::optional<Statement> statement;
  std::optional<Declaration> declaration;
  std::optional<Rational> move_cost;  // what it costs more, for this quantity, from a source in the territory
  std::optional<Rational> price;      // of an originating substitute; moves the total cost by the difference
  int line = 0;
};

// Costs of the good. The materials come from the inputs unless `total` is stated.
struct Costs {
  std::optional<Rational> total;
  std::vector<std::pair<std::string, Rational>> others;    // product and period costs that are not materials
  std::vector<std::pair<std::string, Rational>> excluded;  // sales promotion, royalties, shipping and packing, interest
  bool stated() const { return total.has_value() || !others.empty(); }
};

// What a passenger vehicle, light truck or heavy truck must show beside its regional value content.
struct CorePart {
  std::string name;
  Rational net_cost, vnm;  // VNM as section 14 lets it be counted
};

struct Labour {
  std::optional<Rational> wages;                 // HWLC: high-wage labour costs
  std::optional<Rational> materials;             // HWM, or APV on the basis of annual purchases
  std::optional<Rational> base;                  // NC, or TAPV
  bool by_purchases = false;                     // s.18(6)(b) instead of (a)
  std::optional<Rational> technology, assembly;  // points before their caps: HWTC, HWAC
  std::optional<Rational> points;                // high-wage material and labour, where they are stated as a share
};

struct Purchases {
  std::optional<Rational> steel, steel_originating, aluminium, aluminium_originating;
};

struct Vehicle {
  std::vector<CorePart> core_parts;
  bool super_core = false;  // all core parts as one, s.14
  Labour labour;
  Purchases purchases;
};

enum class Method { kEither, kTransactionValue, kNetCost };

struct Product {
  std::string name;
  HsCode code;                // of the rules
  std::vector<HsCode> codes;  // more than one where the bridge splits between different rules
  std::string printed_code;   // as it was given
  int system = 2022;          // Harmonized System of the codes as given
  Date date;
  std::string trade;                 // "US-MX"
  std::optional<Rational> value;     // transaction value of the producer's sale
  std::optional<Rational> shipping;  // international shipping in it
  std::optional<Rational> weight, component_weight;
  Method method = Method::kEither;
  Costs costs;
  std::map<std::string, std::string> facts;
  std::vector<Input> inputs;
  std::optional<Vehicle> vehicle;
  std::optional<Rule> rule;           // in the place of the rules loaded
  std::map<std::string, Date> since;  // overrides of doubtful dates: "8708.94/3/2023-07-01" -> date
};

}  // namespace trilat::origin
