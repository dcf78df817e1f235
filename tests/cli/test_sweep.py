"""Sweeps as a user meets them: killed and taken up again, over MPI processes, quiet where there is no terminal."""

import os
import random
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
MPI = Path(PROGRAM).with_name("trilat-sweep-mpi")
SWEEP = ["--economy", "na2024", "--shock", "collapse-to-mfn", "--seed", "5", "--outcome", "real_income:*,exports:MEX",
         "--format", "csv"]


def table(*arguments):
    return subprocess.run([PROGRAM, "sweep", *SWEEP, *arguments], capture_output=True, text=True, timeout=300, check=True)


HEAD, RECORD = 32, 16 + 8 * 15  # bytes of a checkpoint: its head, and a draw of fifteen outcomes


def records(checkpoint):
    return max(0, checkpoint.stat().st_size - HEAD) // RECORD if checkpoint.exists() else 0


class Killed(unittest.TestCase):
    def kill_after(self, command, checkpoint, more):
        """Kills a run once it has kept `more` draws than it found; False where it was done before that."""
        found = records(checkpoint)
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while run.poll() is None and records(checkpoint) < found + more:
            time.sleep(0.001)
        run.kill()
        return run.wait() != 0

    def test_a_sweep_killed_at_random_ten_times_ends_with_the_same_table(self):
        """No finished draw is lost or made again: the checkpoint only grows and ends with one record a draw."""
        draws, chance = 4000, random.Random(2025)
        whole = table("--draws", str(draws)).stdout
        with tempfile.TemporaryDirectory() as folder:
            checkpoint = Path(folder) / "sweep.checkpoint"
            command = [PROGRAM, "sweep", *SWEEP, "--draws", str(draws), "--checkpoint", str(checkpoint)]
            killed = tries = 0
            while killed < 10:
                tries += 1
                self.assertLess(tries, 200, "it was never killed ten times before its end")
                held = records(checkpoint)
                if self.kill_after(command, checkpoint, chance.randint(0, 300)):
                    killed += 1
                    self.assertGreaterEqual(records(checkpoint), held, "finished draws were lost")
                else:
                    checkpoint.unlink()  # it was faster than the kill: from the start
                    killed = 0
            self.assertLess(records(checkpoint), draws)
            done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
            self.assertEqual(done.stdout, whole)
            self.assertEqual(checkpoint.stat().st_size, HEAD + draws * RECORD, "a draw was made twice")

    def test_a_whole_checkpoint_leaves_nothing_to_compute(self):
        with tempfile.TemporaryDirectory() as folder:
            keep = ["--draws", "40", "--checkpoint", str(Path(folder) / "sweep.checkpoint")]
            whole = table(*keep).stdout
            size = Path(keep[-1]).stat().st_size
            self.assertEqual(table(*keep).stdout, whole)
            self.assertEqual(Path(keep[-1]).stat().st_size, size)


class Terminal(unittest.TestCase):
    def test_progress_is_silent_where_there_is_no_terminal(self):
        self.assertEqual(table("--draws", "300").stderr, "")

    def test_progress_shows_the_time_left_on_a_terminal(self):
        import pty
        master, slave = pty.openpty()
        run = subprocess.Popen([PROGRAM, "sweep", *SWEEP, "--draws", "4000"], stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        said = b""
        try:
            while chunk := os.read(master, 4096):
                said += chunk
        except OSError:
            pass  # the terminal closes with the program
        run.wait(timeout=300)
        os.close(master)
        self.assertIn(b"of 4000 draws", said)
        self.assertIn(b"s left", said)

    def test_the_table_goes_to_a_file_that_is_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "table.csv"
            self.assertEqual(table("--draws", "20", "--out", str(out)).stdout, "")
            self.assertEqual(out.read_text(), table("--draws", "20").stdout)


@unittest.skipUnless(MPI.exists() and shutil.which("mpirun"), "trilat-sweep-mpi was not built, or there is no mpirun")
class OverProcesses(unittest.TestCase):
    def over(self, ranks, *arguments):
        launch = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-np", str(ranks)]
        return subprocess.run([*launch, str(MPI), *SWEEP, *arguments], capture_output=True, text=True, timeout=300)

    def test_two_processes_give_the_quantiles_of_one_to_the_last_digit(self):
        one, two = self.over(1, "--draws", "700"), self.over(2, "--draws", "700")
        self.assertEqual((one.returncode, two.returncode), (0, 0), one.stderr + two.stderr)
        self.assertEqual(two.stdout, one.stdout)
        self.assertEqual(two.stdout, table("--draws", "700").stdout)

    def test_a_checkpoint_of_one_program_is_taken_up_by_the_other(self):
        with tempfile.TemporaryDirectory() as folder:
            keep = ["--checkpoint", str(Path(folder) / "sweep.checkpoint")]
            table("--draws", "90", *keep)
            done = self.over(2, "--draws", "200", *keep)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout, table("--draws", "200").stdout)

    def test_bad_input_is_said_once_and_ends_every_process(self):
        done = self.over(2, "--spread", "wide")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.count("give 0.2"), 1)


if __name__ == "__main__":
    unittest.main()
