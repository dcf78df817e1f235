// The desk without sockets: what is refused before its body, what is answered, and what an answer carries.
#include "serve/desk.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "support/temporary_folder.hpp"

namespace trilat::serve {
namespace {

DeskOptions options() {
  DeskOptions made;
  made.data = TRILAT_PACK;
  made.version = "test";
  made.max_body = 1000;
  return made;
}

Desk& desk() {
  static const auto open = std::move(Desk::open(options()).value());
  return *open;
}

Request request(const std::string& method, const std::string& path, const std::string& body = {}) {
  return {method, path, {}, {{"host", "localhost:1"}, {"content-type", "application/json"}}, body};
}

core::Cancellation soon() { return core::Cancellation(core::Cancellation::Clock::now() + std::chrono::seconds(60)); }

int refusal(const Request& asked, std::size_t bytes = 0) {
  const auto refused = desk().refused(asked, bytes);
  return refused ? refused->status : 0;
}

TEST(Desk, Only_its_own_names_are_answered) {
  for (const auto& [host, status] : std::vector<std::pair<std::string, int>>{{"localhost", 0},
                                                                             {"LOCALHOST:8733", 0},
                                                                             {"127.0.0.1:99", 0},
                                                                             {"[::1]:8733", 0},
                                                                             {"", 421},
                                                                             {"evil.example", 421},
                                                                             {"localhost.evil.example", 421},
                                                                             {"127.0.0.1.evil.example:80", 421}}) {
    Request asked = request("GET", "/healthz");
    asked.headers["host"] = host;
    EXPECT_EQ(refusal(asked), status) << host;
  }
}

TEST(Desk, A_page_of_another_site_is_told_by_its_origin) {
  Request asked = request("POST", "/v1/duty", "{}");
  asked.headers["origin"] = "http://localhost:1";
  EXPECT_EQ(refusal(asked), 0);
  for (const char* origin : {"http://localhost:2", "http://evil.example", "null", "localhost:1"}) {
    asked.headers["origin"] = origin;
    EXPECT_EQ(refusal(asked), 403) << origin;
  }
}

TEST(Desk, Bodies_are_judged_before_they_are_read) {
  EXPECT_EQ(refusal(request("POST", "/v1/duty"), 1000), 0);
  EXPECT_EQ(refusal(request("POST", "/v1/duty"), 1001), 413);
  Request asked = request("POST", "/v1/duty");
  asked.headers["transfer-encoding"] = "chunked";
  EXPECT_EQ(refusal(asked), 411);
  asked = request("POST", "/v1/duty");
  asked.headers["content-encoding"] = "gzip";
  EXPECT_EQ(refusal(asked), 415);
  asked = request("POST", "/v1/duty");
  asked.headers["content-type"] = "text/plain";
  EXPECT_EQ(refusal(asked), 415);
  EXPECT_EQ(refusal(request("GET", "/v1/duty")), 405);
  EXPECT_EQ(refusal(request("POST", "/v1/none")), 404);
  EXPECT_EQ(refusal(request("POST", "/")), 405);
}

TEST(Desk, Tokens_guard_the_service_and_nothing_else) {
  const testing::TemporaryFolder folder;
  const auto fresh = Tokens::make("alice").value();
  std::ofstream(folder.path() / "tokens") << "# who may ask\n" << fresh.line << "\n";
  DeskOptions guarded = options();
  guarded.tokens = (folder.path() / "tokens").string();
  const auto held = std::move(Desk::open(guarded).value());
  Request asked = request("GET", "/v1/data");
  EXPECT_EQ(held->refused(asked, 0)->status, 401);
  for (const std::string& wrong : {std::string("Bearer "), "Bearer " + std::string(64, 'a'), fresh.token}) {
    asked.headers["authorization"] = wrong;
    EXPECT_EQ(held->refused(asked, 0)->status, 401) << wrong;
  }
  asked.headers["authorization"] = "Bearer " + fresh.token;
  EXPECT_FALSE(held->refused(asked, 0));
  EXPECT_FALSE(held->refused(request("GET", "/healthz"), 0));
  EXPECT_EQ(held->refused(request("GET", "/metrics"), 0)->status, 401);
}

TEST(Desk, An_answer_is_that_of_the_facade) {
  const auto asked = request(
      "POST", "/v1/duty",
      R"({"to": "US", "from": "MX", "hs": "8708305090", "value": 10000, "date": "2025-08-08", "claim": "none"})");
  const Response answer = desk().respond(asked, soon());
  DutyParams params;
  params.to = "US";
  params.from = "MX";
  params.hs = "8708305090";
  params.value = "10000";
  params.date = "2025-08-08";
  params.claim = "none";
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, to_json(Engine::open({TRILAT_PACK}).value().duty(params).value()));
}

TEST(Desk, Scenarios_are_held_and_do_not_mix) {
  const auto ask = [](const std::string& law) {
    return desk()
        .respond(
            request(
                "POST", "/v1/duty",
                R"({"to": "US", "from": "CA", "hs": "9018390050", "value": "10000", "date": "2026-09-29", "claim": "none")" +
                    law + "}"),
            soon())
        .body;
  };
  const std::string recorded = ask(""), half = ask(R"(, "scenario": "half-on-medical-devices")");
  EXPECT_NE(recorded, half);
  // More texts than are held at once, from several threads, and each has its own answer.
  std::vector<std::jthread> threads;
  std::atomic<int> wrong = 0;
  for (int thread = 0; thread < 2; ++thread) {
    threads.emplace_back([&] {
      for (int k = 0; k < 12; ++k) {
        if (ask("") != recorded) ++wrong;
        if (ask(R"(, "scenario": "half-on-medical-devices")") != half) ++wrong;
        const std::string named = ask(fmt::format(R"(, "scenario": "2026-09-{:02}")", 10 + k));
        if (named.find("\"status\"") == std::string::npos) ++wrong;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(Desk, Every_answer_is_dressed) {
  const Response answer = desk().dressed(desk().respond(request("GET", "/healthz"), soon()));
  const auto has = [&](const std::string& name) {
    return std::any_of(answer.headers.begin(), answer.headers.end(),
                       [&](const auto& header) { return header.first == name; });
  };
  for (const char* name : {"Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Trilat-Data"})
    EXPECT_TRUE(has(name)) << name;
}

TEST(Desk, Work_that_is_called_off_is_counted_and_says_so) {
  core::Cancellation gone;
  gone.cancel();
  const Response answer = desk().respond(request("POST", "/v1/rates", R"({"on": "2025-08-08"})"), gone);
  EXPECT_EQ(answer.status, 499);
  EXPECT_GE(desk().metrics().cancelled, 1U);
}

TEST(Fields, What_is_sent_is_held_to_what_is_known) {
  const auto message = [](const std::string& body) {
    const Response answer = desk().respond(request("POST", "/v1/negotiate", body), soon());
    EXPECT_EQ(answer.status, 400) << body;
    return answer.body;
  };
  EXPECT_NE(message(R"({"starst": 1})").find("did you mean 'starts'"), std::string::npos);
  EXPECT_NE(message(R"({"starts": 1.5})").find("body:1:"), std::string::npos);
  EXPECT_NE(message(R"({"starts": 99999999999})").find("out of range"), std::string::npos);
  EXPECT_NE(message(R"({"economy": "../na2024"})").find("is not a name"), std::string::npos);
  EXPECT_NE(message(R"({"weights": [{"player": "USA", "colour": 1}]})").find("colour"), std::string::npos);
  EXPECT_NE(message(R"({"players": "USA", "players": "CAN"})").find("body:1:"), std::string::npos);
}

}  // namespace
}  // namespace trilat::serve
