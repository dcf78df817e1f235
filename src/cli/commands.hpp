// The commands of the program. Exit status: 0 determined, 2 bad input, 3 a range or not loaded,
// 4 importation prohibited, 1 internal error.
#pragma once

namespace CLI {
class App;
}

namespace trilat::cli {

int run(int argc, char** argv);

// Each adds its subcommand; when it is chosen, its exit status goes to `status`.
void add_duty(CLI::App& app, int& status);
void add_timeline(CLI::App& app, int& status);
void add_diff(CLI::App& app, int& status);
void add_facts(CLI::App& app, int& status);
void add_brief(CLI::App& app, int& status);
void add_simulate(CLI::App& app, int& status);
void add_negotiate(CLI::App& app, int& status);
void add_economy(CLI::App& app, int& status);
void add_rates(CLI::App& app, int& status);
void add_exposure(CLI::App& app, int& status);
void add_sweep(CLI::App& app, int& status);
void add_scenario(CLI::App& app, int& status);
void add_treaty(CLI::App& app, int& status);
void add_quota(CLI::App& app, int& status);
void add_origin(CLI::App& app, int& status);
void add_cases(CLI::App& app, int& status);
void add_search(CLI::App& app, int& status);
void add_serve(CLI::App& app, int& status);
void add_data(CLI::App& app, int& status);

}  // namespace trilat::cli
