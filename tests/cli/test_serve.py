"""The desk over HTTP: server and contract hold each other, and what is sent wrong leaves it serving."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

try:
    import jsonschema
    import yaml
except ImportError:  # python3-jsonschema and python3-yaml; ./check installs them
    jsonschema = yaml = None

PROGRAM = os.environ["TRILAT"]
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BRAKE_PART = {"to": "US", "from": "MX", "hs": "8708305090", "value": "10000", "date": "2025-08-08"}
SPAN = {key: value for key, value in BRAKE_PART.items() if key != "date"}
LEDGER = (EXAMPLES / "syringe-importer" / "ledger.csv").read_text()

# What is asked of each path, and the command that says the same; None where there is none.
ASKED = {
    "/v1/duty": [(BRAKE_PART, ["duty", "--to", "US", "--from", "MX", "--hs", "8708305090", "--value", "10000", "--date",
                               "2025-08-08"]),
                 (dict(BRAKE_PART, claim="none", options=["mpf"]),
                  ["duty", "--to", "US", "--from", "MX", "--hs", "8708305090", "--value", "10000", "--date", "2025-08-08",
                   "--claim", "none", "--with", "mpf"]),
                 (dict(BRAKE_PART, scenario="mirrored-trade-war", date="2025-08-08"),
                  ["duty", "--to", "US", "--from", "MX", "--hs", "8708305090", "--value", "10000", "--date", "2025-08-08",
                   "--scenario", "mirrored-trade-war"]),
                 ({"to": "CA", "from": "VN", "hs": "7208390000", "value": "1000", "quantities": ["1 t"],
                   "date": "2026-01-15", "quota_fill": "96%"}, None),
                 ({"to": "US", "from": "CA", "hs": "2709001000", "value": "1000", "date": "2025-08-08"}, None),
                 ({"to": "MX", "from": "CN", "hs": "72083901", "value": "1000", "date": "2026-01-15",
                   "options": ["iva", "dta"]}, None),
                 ({"to": "US", "from": "CU", "hs": "8708305090", "value": "1000", "date": "2026-01-15"}, None)],
    "/v1/duty-table": [({"hs": "870830", "value": "30000", "date": "2026-09-28"}, None)],
    "/v1/timeline": [(dict(SPAN, claim="usmca"),
                      ["timeline", "--to", "US", "--from", "MX", "--hs", "8708305090", "--value", "10000", "--claim",
                       "usmca"]),
                     ({"to": "US", "from": "CA", "hs": "2709001000", "value": "1000"}, None),
                     ({"to": "MX", "from": "CN", "hs": "72083901", "value": "1000"}, None)],
    "/v1/facts": [({"to": "US"}, ["facts", "--to", "US"]), (BRAKE_PART, None)],
    "/v1/diff": [({"to": "US", "dates": ["2025-03-01", "2025-03-15"], "hs": "8708"}, None)],
    "/v1/rates": [({"on": "2025-08-08", "partners": ["CA", "MX"]},
                   ["rates", "--on", "2025-08-08", "--partner", "CA,MX"])],
    "/v1/simulate": [({"economy": "cp1993", "elasticities": "CP99", "tariffs": [{"importer": "USA", "exporter": "*", "sector": "*", "value": 0.1}],
                       "revenue": "government", "labour": "roy", "kappa": 2, "labour_supply": 0.5, "decompose": True}, None),
                     ({"tariffs": [{"importer": "USA", "exporter": "CAN", "sector": "*", "value": 0.25}], "sensitivity": True},
                      None),
                     ({"scenario": "law-2025-08-08", "against": "law-2025-01-01"},
                      ["simulate", "--scenario", "law-2025-08-08", "--against", "law-2025-01-01"])],
    "/v1/negotiate": [({"starts": 1}, ["negotiate", "--starts", "1"]),
                      ({"starts": 1, "players": ["USA", "MEX"], "transfers": True, "origins": "rest",
                        "patience": [0.5], "contract_points": 1, "global_war": True}, None)],
    "/v1/treaty": [({"date": "2026-11-01", "sensitivity": False, "negotiation": {"starts": 1}}, None)],
    "/v1/exposure": [({"scenario": "law-2026-09-29", "against": "law-2025-08-08", "to": "US", "ledger_text": LEDGER},
                      None)],
    "/v1/origin": [({"product_text": (EXAMPLES / "part-maker-monterrey" / "product.toml").read_text(),
                     "improve": True, "certify": True}, None),
                   ({"hs": "8481.80", "date": "2025-07-01", "from": "MX", "to": "US", "value": "100",
                     "facts": {"use": "other"}, "bom_text": "name,hs,from,value\nbody,8481.90,CN,12\n"}, None),
                   ({"hs": "8708.30", "date": "2025-07-01", "from": "MX", "to": "US", "value": "100",
                     "bom_text": "name,hs,from,value\nbody,8481.90,CN,\n", "improve": True}, None)],
    "/v1/scenario": [({"scenario": "mirrored-trade-war"}, ["scenario", "explain", "mirrored-trade-war"]),
                     ({"scenario_text": (EXAMPLES / "analyst-counterfactual" / "spared.toml").read_text()}, None)],
}
READ = {"/v1/search": "?q=brake+parts+for+cars", "/v1/data": "", "/v1/scenarios": "",
        "/v1/scenarios/{name}": "mirrored-trade-war", "/v1/economies/{name}": "na2024", "/healthz": ""}


class Desk:
    """A server of its own on a port of its own."""

    def __init__(self, *options):
        self.process = subprocess.Popen([PROGRAM, "serve", "--port", "0", *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        assert found, line + self.process.stderr.read()
        self.port = int(found.group(1))

    def ask(self, method, path, body=None, headers=None, timeout=300):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            said = dict(headers or {})
            if body is not None:
                said.setdefault("Content-Type", "application/json")
                body = body if isinstance(body, (bytes, str)) else json.dumps(body)
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers
        finally:
            connection.close()

    def memory_mb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def raw(self, data, wait=5):
        """Sends bytes as they are; what comes back before the end or `wait` seconds."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as sock:
            sock.sendall(data)
            got = b""
            try:
                while chunk := sock.recv(65536):
                    got += chunk
            except (TimeoutError, ConnectionError):
                pass
            return got

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        return self.process.returncode


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.desk = Desk("--projects", cls.folder.name + "/projects.db", "--max-body", "8")

    @classmethod
    def tearDownClass(cls):
        cls.status = cls.desk.stop()
        cls.folder.cleanup()
        assert cls.status == 0, cls.status

    def still_serves(self):
        self.assertEqual(self.desk.ask("GET", "/healthz")[0], 200)


@unittest.skipIf(yaml is None, "python3-jsonschema and python3-yaml are not installed")
class Contract(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = yaml.safe_load((ROOT / "api" / "openapi.yaml").read_text())

    def holds(self, answer, reference):
        schema = {"$ref": reference, "components": self.contract["components"]}
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors(answer))
        self.assertEqual([], [f"{list(error.path)}: {error.message[:200]}" for error in errors[:5]])

    def schema_of(self, path, method, status="200"):
        answer = self.contract["paths"][path][method]["responses"][status]
        return answer["content"]["application/json"]["schema"]["$ref"]

    def test_every_documented_path_answers_as_it_says(self):
        for path, methods in self.contract["paths"].items():
            if path in ("/metrics", "/v1/projects", "/v1/projects/{name}"):
                continue
            if "get" in methods:
                with self.subTest(path):
                    status, body, headers = self.desk.ask("GET", path.replace("{name}", "") + READ[path])
                    self.assertEqual((status, headers["Content-Type"]), (200, "application/json"), body)
                    self.holds(json.loads(body), self.schema_of(path, "get"))
                continue
            for asked, command in ASKED[path]:
                with self.subTest(path, asked=str(asked)[:80]):
                    request = methods["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
                    self.holds(asked, request)
                    status, body, _ = self.desk.ask("POST", path, asked)
                    self.assertEqual(status, 200, body)
                    self.holds(json.loads(body), self.schema_of(path, "post"))
                    if command:
                        said = subprocess.run([PROGRAM, *command, "--format", "json"], capture_output=True, text=True,
                                              timeout=300)
                        self.assertEqual(body, said.stdout)

    def test_every_served_path_is_documented(self):
        source = (ROOT / "src" / "serve" / "services.cpp").read_text()
        served = re.findall(r'\{"(GET|POST)", "([^"]+)"', source)
        self.assertGreater(len(served), 15)
        for method, path in served:
            self.assertIn(method.lower(), self.contract["paths"][path.replace("{}", "{name}")])

    def test_every_request_takes_what_is_documented_and_nothing_else(self):
        schemas = self.contract["components"]["schemas"]
        for path, methods in self.contract["paths"].items():
            if "post" not in methods:
                continue
            name = methods["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
            status, body, _ = self.desk.ask("POST", path, {"no such member": 1})
            with self.subTest(path):
                self.assertEqual(status, 400)
                error = json.loads(body)
                self.holds(error, "#/components/schemas/ErrorAnswer")
                self.assertIn("no such member", error["error"]["message"])
                # The server names all that it reads; they are the documented members.
                listed = re.search(r"members are (.+)", error["error"]["remedy"]).group(1).split(", ")
                self.assertEqual(sorted(listed), sorted(schemas[name]["properties"]))

    def test_an_undocumented_field_of_an_answer_would_be_seen(self):
        answer = json.loads(self.desk.ask("POST", "/v1/duty", BRAKE_PART)[1])
        answer["low"]["charges"][0]["colour"] = "red"
        with self.assertRaises(AssertionError):
            self.holds(answer, self.schema_of("/v1/duty", "post"))

    def test_projects_are_kept(self):
        project = {"page": "shipment", "hs": "8708305090"}
        self.assertEqual(self.desk.ask("GET", "/v1/projects/brakes")[0], 404)
        self.assertEqual(self.desk.ask("PUT", "/v1/projects/brakes", project)[0], 204)
        self.assertEqual(json.loads(self.desk.ask("GET", "/v1/projects/brakes")[1]), project)
        names = json.loads(self.desk.ask("GET", "/v1/projects")[1])
        self.holds(names, self.schema_of("/v1/projects", "get"))
        self.assertEqual([entry["name"] for entry in names], ["brakes"])
        self.assertEqual(self.desk.ask("PUT", "/v1/projects/a%2Fb", project)[0], 400)
        for text in ("{]", "[1]"):
            self.assertEqual(self.desk.ask("PUT", "/v1/projects/brakes", text)[0], 400)
        self.assertEqual(self.desk.ask("PATCH", "/v1/projects/brakes", project)[0], 405)
        self.assertEqual(json.loads(self.desk.ask("GET", "/v1/projects/brakes")[1]), project)
        self.assertEqual(self.desk.ask("DELETE", "/v1/projects/brakes")[0], 204)
        self.assertEqual(self.desk.ask("DELETE", "/v1/projects/brakes")[0], 404)


class Errors(Served):
    def test_each_kind_has_its_status_and_code(self):
        for path, body, status, code in (
                ("/v1/duty", dict(BRAKE_PART, date="2025-02-30"), 400, "bad_input"),
                ("/v1/duty", dict(BRAKE_PART, date="1999-01-01"), 422, "out_of_range"),
                ("/v1/duty", dict(BRAKE_PART, hs="8708305099"), 404, "not_found"),
                ("/v1/duty", dict(BRAKE_PART, scenario="no-such"), 404, "not_found"),
                ("/v1/duty", dict(BRAKE_PART, scenario="../../etc/passwd"), 400, "bad_input"),
                ("/v1/simulate", {"economy": "/etc"}, 400, "bad_input"),
                ("/v1/simulate", {"shock": "/etc/passwd"}, 400, "bad_input"),
                ("/v1/duty", dict(BRAKE_PART, scenario_text="x = ["), 400, "bad_input"),
                ("/v1/duty", "[]", 400, "bad_input"), ("/v1/duty", "{", 400, "bad_input"),
                ("/v1/exposure", {"scenario": "2026-09-29", "ledger_text": "a,b\n1,2\n", "to": "US"}, 400, "bad_input"),
                ("/v1/nothing", {}, 404, "not_found"), ("/v1/search", {}, 405, "method_not_allowed")):
            with self.subTest(path=path, body=str(body)[:60]):
                got, text, _ = self.desk.ask("POST", path, body)
                error = json.loads(text)["error"]
                self.assertEqual((got, error["code"]), (status, code), text)
                self.assertNotIn("/proc/", text)

    def test_what_was_sent_is_named_in_its_errors(self):
        text = self.desk.ask("POST", "/v1/origin", {"product_text": "[product]\nname = 3\n"})[1]
        self.assertIn("product.toml:", json.loads(text)["error"]["where"])
        text = self.desk.ask("POST", "/v1/duty", dict(BRAKE_PART, scenario_text="title = 'x'\nnonsense = 1\n"))[1]
        self.assertIn("scenario", json.loads(text)["error"]["where"])

    def test_strangers_are_turned_away(self):
        ask = self.desk.ask
        self.assertEqual(ask("GET", "/healthz", headers={"Host": "evil.example"})[0], 421)
        self.assertEqual(ask("GET", "/healthz", headers={"Origin": "http://evil.example"})[0], 403)
        own = {"Host": f"localhost:{self.desk.port}", "Origin": f"http://localhost:{self.desk.port}"}
        self.assertEqual(ask("GET", "/healthz", headers=own)[0], 200)
        self.assertEqual(ask("POST", "/v1/duty", json.dumps(BRAKE_PART), {"Content-Type": "text/plain"})[0], 415)

    def test_every_answer_carries_the_headers_that_protect(self):
        for path in ("/", "/healthz", "/v1/data", "/v1/nothing"):
            headers = self.desk.ask("GET", path)[2]
            with self.subTest(path):
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(headers["Cross-Origin-Resource-Policy"], "same-origin")
                self.assertEqual(len(headers["Trilat-Data"]), 32)

    def test_what_has_not_changed_is_not_sent_again(self):
        _, body, headers = self.desk.ask("GET", "/v1/data")
        status, again, _ = self.desk.ask("GET", "/v1/data", headers={"If-None-Match": headers["ETag"]})
        self.assertEqual((status, again), (304, ""))
        self.assertIn(json.loads(body)["hash"], headers["ETag"])

    def test_metrics_count_what_was_answered(self):
        self.desk.ask("POST", "/v1/duty", BRAKE_PART)
        text = self.desk.ask("GET", "/metrics")[1]
        self.assertRegex(text, r'trilat_answers_total\{path="/v1/duty",status="200"\} [1-9]')
        self.assertRegex(text, r'trilat_answer_seconds_bucket\{path="/v1/duty",le="\+Inf"\} [1-9]')


class Abuse(Served):
    def test_sixty_four_at_once_get_the_one_answer(self):
        expected = self.desk.ask("POST", "/v1/duty", BRAKE_PART)[1]
        wrong = []

        def many():
            for _ in range(20):
                if self.desk.ask("POST", "/v1/duty", BRAKE_PART)[1] != expected:
                    wrong.append(1)

        threads = [threading.Thread(target=many) for _ in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_too_much_is_refused_before_it_is_read(self):
        for size in (9 << 20, 100 << 20):
            head = (f"POST /v1/duty HTTP/1.1\r\nHost: localhost:{self.desk.port}\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {size}\r\n\r\n")
            self.assertIn(b" 413 ", self.desk.raw(head.encode()).split(b"\r\n")[0])
        chunked = (f"POST /v1/duty HTTP/1.1\r\nHost: localhost:{self.desk.port}\r\nContent-Type: application/json\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        self.assertIn(b" 411 ", self.desk.raw(chunked.encode()).split(b"\r\n")[0])
        packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        self.assertEqual(self.desk.ask("POST", "/v1/duty", b"\x1f\x8b", packed)[0], 415)
        self.still_serves()

    def test_a_body_whose_end_is_not_known_is_refused_and_the_connection_ends(self):
        host = f"Host: localhost:{self.desk.port}\r\n"
        for head, status in (
                (f"POST /v1/duty HTTP/1.1\r\n{host}Content-Type: application/json\r\n\r\n", b" 411 "),
                (f"GET /healthz HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b" 411 "),
                (f"POST /v1/duty HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 2\r\n"
                 "Content-Length: 40\r\n\r\n{}", b" 400 "),
                (f"GET /healthz HTTP/1.1\r\nHost: evil.example\r\n{host}\r\n", b" 400 ")):
            with self.subTest(head[:60]):
                got = self.desk.raw(head.encode())
                self.assertIn(status, got.split(b"\r\n")[0])
                self.assertEqual(got.count(b"HTTP/1.1"), 1, got)
        whole = self.desk.raw(f"GET /healthz HTTP/1.1\r\n{host}Range: bytes=0-3\r\nConnection: close\r\n\r\n".encode())
        self.assertIn(b'"status": "ok"', whole)
        self.still_serves()

    def test_no_file_or_folder_of_this_machine_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "economy.toml").write_text("secret_key = 1\n")
            text = f'title = "t"\ndate = "2025-08-08"\n[economy]\neconomy = "{folder}"\n'
            for path in ("/v1/simulate", "/v1/negotiate", "/v1/scenario"):
                status, answer, _ = self.desk.ask("POST", path, {"scenario_text": text})
                with self.subTest(path):
                    self.assertGreaterEqual(status, 400)
                    self.assertNotIn("secret_key", answer)
                    self.assertNotIn("economy.toml", answer)
        many = "".join(f'[[amend]]\nimporter="US"\naction="repeal"\nheadings=["9903.{n:04}"]\n' for n in range(1200))
        status, answer, _ = self.desk.ask("POST", "/v1/duty", dict(BRAKE_PART, scenario_text='title="t"\ndate="2025-08-08"\n' + many))
        self.assertEqual(status, 400)
        self.assertIn("1000 amendments", answer)
        self.assertEqual(self.desk.ask("POST", "/v1/scenario", {"scenario": "2025-01-01@secret"})[0], 404)
        status, answer, _ = self.desk.ask("GET", "/v1/scenarios/no-such")
        self.assertEqual(status, 404)
        self.assertNotIn(".pack", answer)

    def test_deep_and_broken_bodies_are_errors(self):
        for body in ("[" * 1_000_000, '{"a":' * 1_000_000, "{" + "\x00" * 1000, '{"hs": "\ud800"}', "{}" * 10, "nan"):
            status, text, _ = self.desk.ask("POST", "/v1/duty", body.encode("utf-8", "surrogatepass"))
            self.assertEqual(status, 400, text[:200])
        self.still_serves()

    def test_what_is_no_http_is_an_error_or_an_end(self):
        for data in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                     b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n\r\n", b"POST /v1/duty HTTP/1.1\r\nHost: localhost\r\n"
                     b"Content-Type: application/json\r\nContent-Length: -5\r\n\r\n{}", b"\r\n" * 100):
            got = self.desk.raw(data, wait=1)
            self.assertTrue(got == b"" or got.startswith(b"HTTP/1.1 4"), got[:100])
        self.still_serves()

    def test_clients_that_stall_or_leave_take_nothing_with_them(self):
        stalled = [socket.create_connection(("127.0.0.1", self.desk.port)) for _ in range(100)]
        for sock in stalled:
            sock.sendall(b"POST /v1/duty HTTP/1.1\r\nHost: localhost\r\n")
        began = time.monotonic()
        self.assertEqual(self.desk.ask("POST", "/v1/duty", BRAKE_PART)[0], 200)
        self.assertLess(time.monotonic() - began, 5)
        for sock in stalled:
            sock.close()
        body = json.dumps({"sensitivity": True}).encode()
        head = (f"POST /v1/negotiate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode()
        with socket.create_connection(("127.0.0.1", self.desk.port)) as sock:
            sock.sendall(head + body)
            time.sleep(0.5)
            self.assertIn("trilat_running 1", self.desk.ask("GET", "/metrics")[1])
        began = time.monotonic()
        while "trilat_running 0" not in self.desk.ask("GET", "/metrics")[1]:
            self.assertLess(time.monotonic() - began, 5, "the work goes on though nobody waits")
            time.sleep(0.1)
        self.assertIn("trilat_cancelled_total 1", self.desk.ask("GET", "/metrics")[1])

    def test_memory_stays_where_it_is(self):
        ask = lambda: [self.desk.ask("POST", "/v1/exposure", {"scenario": "2026-09-29", "against": "2025-08-08",
                                                             "to": "US", "ledger_text": LEDGER})
                       for _ in range(20)]
        ask()
        before = self.desk.memory_mb()
        ask()
        self.assertLess(self.desk.memory_mb(), before + 40)


class Limits(unittest.TestCase):
    def test_an_answer_that_takes_too_long_is_stopped(self):
        desk = Desk("--time-limit", "1")
        try:
            status, text, _ = desk.ask("POST", "/v1/negotiate", {"sensitivity": True, "starts": 3})
            self.assertEqual((status, json.loads(text)["error"]["code"]), (503, "too_long"))
        finally:
            self.assertEqual(desk.stop(), 0)

    def test_beyond_loopback_it_asks_for_tokens(self):
        done = subprocess.run([PROGRAM, "serve", "--host", "0.0.0.0", "--port", "0"], capture_output=True, text=True,
                              timeout=30)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--tokens", done.stderr)

    def test_tokens_let_in_who_has_one(self):
        made = subprocess.run([PROGRAM, "serve", "--new-token", "alice"], capture_output=True, text=True, timeout=30)
        token, _, line = made.stdout.splitlines()
        self.assertNotIn(token, line)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "tokens").write_text(f"# desk\n{line}\n")
            log = Path(folder) / "log"
            desk = Desk("--tokens", folder + "/tokens", "--access-log", str(log))
            try:
                self.assertEqual(desk.ask("GET", "/v1/data")[0], 401)
                self.assertEqual(desk.ask("GET", "/v1/data", headers={"Authorization": "Bearer " + "0" * 64})[0], 401)
                self.assertEqual(desk.ask("GET", "/v1/data", headers={"Authorization": "Bearer " + token})[0], 200)
                self.assertEqual(desk.ask("GET", "/metrics")[0], 401)
                self.assertEqual(desk.ask("GET", "/healthz")[0], 200)
            finally:
                self.assertEqual(desk.stop(), 0)
            lines = log.read_text().splitlines()
            self.assertEqual(len(lines), 5)
            self.assertRegex(lines[2], r'^\d{4}-.*Z 127\.0\.0\.1 "GET /v1/data" 200 \d+$')
            self.assertNotIn(token, log.read_text())
            (Path(folder) / "tokens").write_text("alice 12\n")
            done = subprocess.run([PROGRAM, "serve", "--port", "0", "--tokens", folder + "/tokens"],
                                  capture_output=True, text=True, timeout=30)
            self.assertEqual(done.returncode, 2)
            self.assertIn("tokens:1", done.stderr)

    def test_a_port_that_is_taken_is_an_error(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = subprocess.run([PROGRAM, "serve", "--port", str(taken.getsockname()[1])], capture_output=True,
                                  text=True, timeout=30)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--port", done.stderr)

    def test_what_has_been_asked_is_answered_before_it_ends(self):
        desk = Desk()
        answers = []
        asked = threading.Thread(target=lambda: answers.append(desk.ask("POST", "/v1/negotiate", {"starts": 1})[0]))
        asked.start()
        time.sleep(0.4)
        self.assertEqual(desk.stop(), 0)
        asked.join()
        self.assertEqual(answers, [200])


if __name__ == "__main__":
    unittest.main()
