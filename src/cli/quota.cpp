#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

// What every subcommand prints: text, or JSON with --format json or --json.
struct Form {
  std::string format = "text";
  bool json = false;
};

void add_form(CLI::App& command, Form& form) {
  add_format_option(command, form.format, {"text", "json"});
  command.add_flag("--json", form.json, "the same as --format json");
}

template <class T>
int print(const Result<T>& result, const Form& form) {
  if (!result) return report(result.error());
  fmt::print("{}", form.json || form.format == "json" ? to_json(*result) : to_text(*result));
  return 0;
}

CLI::Option* add_ledger(CLI::App& command, std::string& ledger) {
  return command.add_option("--ledger", ledger, "file of the draws");
}

void add_draw(CLI::App& quota, int& status) {
  struct DrawOptions {
    QuotaDrawParams params;
    std::string data;
    Form form;
  };
  auto options = std::make_shared<DrawOptions>();
  QuotaDrawParams& params = options->params;
  CLI::App* command = quota.add_subcommand("draw", "draw on a quota for an entry; what does not fit is over it");
  add_ledger(*command, params.ledger)->required();
  command->add_option("--entry", params.entry, "reference of the entry or of its line; it draws once")->required();
  command->add_option("--to", params.to, "importing country (ISO code)")->required();
  command->add_option("--from", params.from, "country of origin (ISO code)")->required();
  command->add_option("--hs", params.hs, "tariff code, 10 digits")->required();
  command->add_option("--date", params.date, "entry date, year-month-day")->required();
  command->add_option("--quantity", params.quantity, "quantity with unit, '120 t'")->required();
  command->add_option("--class", params.goods, "class of goods, where the code may fall in several");
  command->add_flag("--whole", params.whole, "draw all or nothing");
  add_form(*command, options->form);
  add_data_option(*command, options->data);
  command->callback([options, &status] {
    const auto engine = Engine::open({options->data});
    status = engine ? print(engine->quota_draw(options->params), options->form) : report(engine.error());
  });
}

void add_status(CLI::App& quota, int& status) {
  struct StatusOptions {
    QuotaStatusParams params;
    std::string data;
    Form form;
  };
  auto options = std::make_shared<StatusOptions>();
  QuotaStatusParams& params = options->params;
  CLI::App* command = quota.add_subcommand("status", "what is left of the quotas of a day");
  add_ledger(*command, params.ledger);
  command->add_option("--to", params.to, "importing country (ISO code)")->required();
  command->add_option("--date", params.date, "a day of the period, year-month-day")->required();
  command->add_option("--from", params.from, "what is left for this country");
  command->add_option("--hs", params.hs, "the quotas that this tariff code draws on");
  command->add_option("--class", params.goods, "one class of goods");
  add_form(*command, options->form);
  add_data_option(*command, options->data);
  command->callback([options, &status] {
    const auto engine = Engine::open({options->data});
    status = engine ? print(engine->quota_status(options->params), options->form) : report(engine.error());
  });
}

void add_list(CLI::App& quota, int& status) {
  struct ListOptions {
    QuotaListParams params;
    Form form;
  };
  auto options = std::make_shared<ListOptions>();
  QuotaListParams& params = options->params;
  CLI::App* command = quota.add_subcommand("list", "the draws of a ledger");
  add_ledger(*command, params.ledger)->required();
  command->add_option("--to", params.to, "of this importing country");
  command->add_option("--from", params.from, "of this country of origin");
  command->add_option("--class", params.goods, "of this class of goods");
  command->add_option("--entry", params.entry, "of this entry");
  command->add_option("--date", params.date, "of the period with this day");
  command->add_flag("--cancelled", params.cancelled, "also those that were cancelled");
  add_form(*command, options->form);
  command->callback([options, &status] { status = print(quota_list(options->params), options->form); });
}

void add_cancel(CLI::App& quota, int& status) {
  struct CancelOptions {
    QuotaCancelParams params;
    Form form;
  };
  auto options = std::make_shared<CancelOptions>();
  CLI::App* command = quota.add_subcommand("cancel", "give back what an entry drew");
  add_ledger(*command, options->params.ledger)->required();
  command->add_option("--entry", options->params.entry, "reference of the draw")->required();
  add_form(*command, options->form);
  command->callback([options, &status] { status = print(quota_cancel(options->params), options->form); });
}

}  // namespace

void add_quota(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("quota", "draw on quotas, and see what is left of them");
  command->require_subcommand(1);
  add_draw(*command, status);
  add_status(*command, status);
  add_list(*command, status);
  add_cancel(*command, status);
}

}  // namespace trilat::cli
