#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/commands.hpp"
#include "cli/support.hpp"
#include "serve/server.hpp"
#include "serve/tokens.hpp"

namespace trilat::cli {
namespace {

struct ServeOptions {
  serve::ServerOptions server;
  std::string log, new_token;
  std::size_t max_body_mb = 32;
  int time_limit = 60;
};

int print_token(const std::string& name) {
  const auto fresh = serve::Tokens::make(name);
  if (!fresh) return report(fresh.error());
  fmt::print("{}\n# the line of the tokens file:\n{}\n", fresh->token, fresh->line);
  return 0;
}

// One line a request, from any thread: on standard error for "-".
Status open_log(const std::string& path, serve::ServerOptions& server) {
  if (path.empty()) return {};
  std::shared_ptr<std::FILE> file(stderr, [](std::FILE*) {});
  if (path != "-") {
    file = std::shared_ptr<std::FILE>(std::fopen(path.c_str(), "ae"), [](std::FILE* open) {
      if (open != nullptr) std::fclose(open);
    });
  }
  if (!file) return bad_input(fmt::format("'{}' cannot be written to", path), "name another file for --access-log");
  server.log = [file, lock = std::make_shared<std::mutex>()](const std::string& line) {
    const std::lock_guard held(*lock);
    fmt::print(file.get(), "{}\n", line);
    std::fflush(file.get());
  };
  return {};
}

int run_serve(ServeOptions& options) {
  if (!options.new_token.empty()) return print_token(options.new_token);
  if (const auto opened = open_log(options.log, options.server); !opened) return report(opened.error());
  options.server.desk.version = TRILAT_VERSION;
  options.server.desk.max_body = options.max_body_mb << 20U;
  options.server.desk.time_limit = std::chrono::seconds(options.time_limit);
  // Signals go to the thread that waits for them; it is started before any other.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  const auto server = serve::Server::open(options.server);
  if (!server) return report(server.error());
  fmt::print("Trilat answers on {}  (end it with Ctrl-C)\n", (*server)->url());
  std::fflush(stdout);
  std::jthread waiter([&] {
    int signal = 0;
    sigwait(&ends, &signal);
    (*server)->stop();
  });
  const auto done = (*server)->run();
  ::kill(::getpid(), SIGTERM);  // where it ended by itself, the waiter still waits; otherwise nobody takes it
  return done ? 0 : report(done.error());
}

}  // namespace

void add_serve(CLI::App& app, int& status) {
  auto options = std::make_shared<ServeOptions>();
  serve::ServerOptions& server = options->server;
  CLI::App* command = app.add_subcommand("serve", "the desk: web application and HTTP service on this machine");
  command->add_option("--host", server.host, "address; others than loopback need --tokens")->capture_default_str();
  command->add_option("--port", server.port, "port; 0: any that is free")->capture_default_str();
  command->add_option("--host-name", server.desk.hosts, "a name by which requests may call this machine");
  command->add_option("--tokens", server.desk.tokens, "file of bearer tokens, one of which every request needs");
  command->add_option("--new-token", options->new_token, "print a new token of this name, and end");
  command->add_option("--projects", server.desk.projects, "SQLite file in which projects are saved; made if missing");
  command->add_option("--access-log", options->log, "file to write a line a request to; - for standard error");
  command->add_option("--max-body", options->max_body_mb, "largest body, megabytes")->capture_default_str();
  command->add_option("--time-limit", options->time_limit, "longest answer, seconds")->capture_default_str();
  command->add_option("--connections", server.connections, "connections at once")->capture_default_str();
  command->add_option("--heavy", server.desk.heavy, "long answers computed at once")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  add_data_option(*command, server.desk.data);
  command->callback([options, &status] { status = run_serve(*options); });
}

}  // namespace trilat::cli
