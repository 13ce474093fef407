"""The way from Python to a simulated Stata: a child process that speaks JSON lines.

``pystata`` and ``sfi`` stand on this. Nothing outside the standard library is used.
"""

import codecs
import json
import os
import queue
import signal
import subprocess
import sys
import threading

_MARK = "fake-stata.json"


class StataAnswer(Exception):
    """What Stata says no to, with its return code."""

    def __init__(self, message, return_code):
        super().__init__(message)
        self.return_code = return_code


class Bridge:
    """A simulated Stata, in a process of its own."""

    def __init__(self, edition):
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        with open(os.path.join(here, _MARK), encoding="utf-8") as file:
            about = json.load(file)
        self.directory = here
        self.edition = edition
        self.version = about["version"]
        self._process = subprocess.Popen(
            [about["node"], about["entry"], here, edition, str(self.version), "--bridge"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._lock = threading.Lock()
        self._running = threading.RLock()
        self._last_id = 0
        self._is_break_pressed = False
        self._replies = {}
        threading.Thread(target=self._listen, name="stata", daemon=True).start()

    def start(self, splash, write):
        """Blocks until Stata is up. Raises SystemError when it doesn't start."""
        text = []

        def hear(piece):
            text.append(piece)
            write(piece)

        ended = self._work({"do": "start", "splash": splash}, hear, hear)
        if "crash" in ended:
            raise SystemError("".join(text) or "Stata did not start")

    def run(self, code, echo, quietly, write):
        """Blocks until code has run, writing what Stata says as it says it.

        Returns the return code, and what Stata said from its error on.
        """
        failure = []
        request = {
            "do": "run",
            "code": code,
            "echo": echo,
            "quietly": quietly,
            "directory": os.getcwd(),
        }
        ended = self._work(request, write, failure.append)
        self._is_break_pressed = False
        if "crash" in ended:
            _die(ended["crash"])
        if ended["directory"] != os.path.realpath(request["directory"]):
            os.chdir(ended["directory"])
        return ended["ended"], "".join(failure)

    def press_break(self):
        """Presses Stata's Break key, from any thread."""
        self._is_break_pressed = True
        self._send({"id": 0, "do": "break"})

    def take_break(self):
        """Whether Break was pressed since the last run's end, and nobody has asked yet."""
        is_pressed, self._is_break_pressed = self._is_break_pressed, False
        return is_pressed

    def ask(self, question, *arguments):
        """Asks for something that the session knows; also while it is busy."""
        reply = self._reply_to({"do": "ask", "question": question, "arguments": arguments}).get()
        if "error" in reply:
            raise StataAnswer(reply["error"], reply["returnCode"])
        return reply["value"]

    def _work(self, request, write, write_failure):
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        with self._running:
            replies = self._reply_to(request)
            while True:
                try:
                    reply = replies.get()
                except KeyboardInterrupt:
                    # Who interrupts Python while it waits for Stata means Stata.
                    self.press_break()
                    continue
                if "said" not in reply:
                    return reply
                text = decoder.decode(reply["said"].encode("latin-1"))
                (write_failure if "failing" in reply else write)(text)

    def _reply_to(self, request):
        replies = queue.Queue()
        with self._lock:
            self._last_id += 1
            request = {"id": self._last_id, **request}
            self._replies[self._last_id] = replies
        self._send(request)
        return replies

    def _send(self, request):
        line = json.dumps(request).encode() + b"\n"
        with self._lock:
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def _listen(self):
        for line in self._process.stdout:
            reply = json.loads(line)
            number = reply.get("id", 0)
            replies = self._replies.get(number)
            if replies is None:
                continue
            if "said" not in reply:
                del self._replies[number]
            replies.put(reply)
        gone = {"error": "Stata is gone", "returnCode": -1, "ended": -1, "directory": "",
                "crash": {"kind": "status", "status": self._process.wait() or 1}}
        for replies in list(self._replies.values()):
            replies.put(gone)


def _die(crash):
    """What a Stata in this process would have done to it."""
    sys.stdout.flush()
    if crash["kind"] == "signal":
        number = getattr(signal, crash["signal"])
        if number != signal.SIGKILL and threading.current_thread() is threading.main_thread():
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        os._exit(128 + number)
    os._exit(crash["status"])


_bridge = None


def start(edition, splash, write):
    """Starts the Stata that this process has. A process has one."""
    global _bridge
    if _bridge is None:
        bridge = Bridge(edition)
        bridge.start(splash, write)
        _bridge = bridge
    return _bridge


def bridge():
    """The Stata that this process has. Raises SystemError when none was started."""
    if _bridge is None:
        raise SystemError("Stata has not been initialized: call pystata.config.init() first")
    return _bridge
