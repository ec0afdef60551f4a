#!/usr/bin/env python3
"""A worker written from docs/protocol.md alone.

    python3 worker.py MANAGER-URL JOIN-TOKEN-FILE FOLDER [NAME]

It offers one command, py-echo: logs a text, takes some seconds, writes the text to a file. It needs Python 3.9 and the program
openssl, and nothing else. FOLDER keeps its key: who comes back with the same folder is the same worker.
"""
import base64, hashlib, json, os, pathlib, platform, shutil, signal, socket, subprocess, sys, threading, time, uuid
from urllib import error, request

VERSION = "1.0.0"
CAPABILITIES = [{"namespace": "org.tablao.command", "attributes": {"command": "py-echo", "version": VERSION}}]


class Refused(Exception):
    """The answer is no, and would be no again."""


class Manager:
    def __init__(self, url, join_token, folder, name):
        self.url, self.join_token, self.key, self.name = url, join_token, folder / "worker.key", name
        self.challenge, self.boot, self.node, self.token = folder / "challenge", str(uuid.uuid4()), "", ""
        self.lock = threading.Lock()
        if not self.key.exists():
            openssl("genpkey", "-algorithm", "ed25519", "-out", self.key)

    def identify(self):
        host = {"hostName": socket.gethostname(), "os": platform.system() + " " + platform.release(), "memoryBytes": 0,
                "architecture": platform.machine(), "cores": os.cpu_count(), "tablaoVersion": "", "javaVersion": ""}
        body = {"role": "worker", "name": self.name, "bootNonce": self.boot, "host": host, "joinToken": self.join_token,
                "publicKey": base64.b64encode(openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER")).decode(),
                "nonce": "", "signature": "", "url": "", "callbackToken": "", "storeId": ""}
        status, answer = self.send("POST", "/node/v1/worker/identify", body)
        if status == 401 and "nonce" in answer:
            lines = ["tablao-identify-1", answer["nonce"], "worker", self.name, self.boot, "", "", ""]
            self.challenge.write_text("\n".join(lines))
            signature = openssl("pkeyutl", "-sign", "-rawin", "-inkey", self.key, "-in", self.challenge)
            body.update(nonce=answer["nonce"], signature=base64.b64encode(signature).decode())
            status, answer = self.send("POST", "/node/v1/worker/identify", body)
        if status == 200:
            self.node, self.token = answer["nodeId"], answer["sessionToken"]
            self.heartbeat, self.margin = answer["heartbeatSeconds"], answer["marginSeconds"]
        else:
            print("not let in:", answer.get("detail", status), flush=True)

    def send(self, method, path, body, seconds=30):
        """One try. Status 0: no answer."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + self.token, "Tablao-Node": self.node}
        call = request.Request(self.url + path.replace("{node}", self.node), data, headers, method=method)
        try:
            with request.urlopen(call, timeout=seconds) as answer:
                return answer.status, json.loads(answer.read() or "null")
        except error.HTTPError as refusal:
            told = "json" in refusal.headers.get("Content-Type", "")
            return refusal.code, json.loads(refusal.read()) if told else {}
        except (OSError, ValueError) as problem:
            return 0, {"detail": str(problem)}

    def call(self, method, path, body, seconds=30):
        """Repeats a call until it is answered by a yes or by a no. It may be sent twice; the protocol allows that."""
        pause = 0.2
        while True:
            shown = self.token
            status, answer = self.send(method, path, body, seconds) if shown else (401, {})
            if 200 <= status < 300:
                return answer
            if answer.get("refusal", "unavailable") not in ("unauthenticated", "unavailable"):
                raise Refused(answer["detail"])
            with self.lock:  # one of two threads identifies, the other has its session too
                if status == 401 and self.token == shown:
                    self.token = ""
                    self.identify()
            if not self.token or status != 401:
                time.sleep(pause)
                pause = min(5, pause * 2)


class Attempt:
    def __init__(self, manager, lease, asked):
        self.manager, self.lease, self.path = manager, lease, "/node/v1/lease/" + lease["leaseId"]
        self.until, self.stopped = asked + lease["leaseSeconds"] - manager.margin, ""
        self.files, self.logged, self.over = [], 0, threading.Event()

    def call(self, step, body):
        return self.manager.call("POST", self.path + step, {"claim": self.lease["claim"], **body})

    def heartbeats(self):
        while not self.over.wait(self.manager.heartbeat):
            sent = time.monotonic()
            try:
                answer = self.call("/heartbeat", {"progress": 0, "activity": "", "memoryBytes": 0, "started": True})
            except Refused:
                self.stopped = "lost"
                return
            self.until = sent + answer["leaseSeconds"] - self.manager.margin
            self.stopped = answer["outcome"] if answer["stop"] else self.stopped

    def py_echo(self, text="", seconds=0, output=""):
        piece = (text + "\n").encode()
        self.logged = self.manager.call("PUT", f"{self.path}/log?offset={self.logged}", piece)["next"]
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.stopped:
            time.sleep(min(0.1, end - time.monotonic()))
            if time.monotonic() > self.until:
                self.stopped = "lost"
        if output and not self.stopped:
            target = pathlib.Path(output)
            pending = target.parent / ".tablao" / self.lease["leaseId"] / target.name
            pending.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            pending.write_bytes(piece)
            self.files.append({"frame": False, "layer": "", "number": 0, "pendingPath": str(pending), "targetPath": output,
                               "sizeBytes": len(piece), "sha256": hashlib.sha256(piece).hexdigest(),
                               "width": 0, "height": 0, "statistics": {}})

    def run(self):
        begun, outcome, reason = time.monotonic(), "completed", ""
        threading.Thread(target=self.heartbeats, daemon=True).start()
        try:
            for command in self.lease["commands"]:
                self.py_echo(**command["parameters"])
        except TypeError as wrong:
            outcome, reason = "refused-parameters", str(wrong)
        except OSError as failed:
            outcome, reason = "crashed", str(failed)
        except Refused:
            self.stopped = "lost"
        try:
            if self.stopped != "lost":
                self.report(self.stopped or outcome, reason, time.monotonic() - begun)
        except Refused as stale:
            print(self.lease["leaseId"], stale, flush=True)
        finally:
            self.over.set()
            for folder in {pathlib.Path(file["pendingPath"]).parent for file in self.files}:
                shutil.rmtree(folder)
                if not os.listdir(folder.parent):
                    folder.parent.rmdir()

    def report(self, outcome, reason, seconds):
        answer = self.call("/report", {"outcome": outcome, "reason": reason, "hint": "", "runSeconds": seconds,
                                       "files": self.files if outcome == "completed" else [], "versions": {"py-echo": VERSION}})
        if answer["publish"]:
            problem = ""
            try:
                for file in self.files:
                    os.replace(file["pendingPath"], file["targetPath"])
                os.sync()  # the folders' entries among all else
            except OSError as failed:
                problem = str(failed)
            self.call("/published", {"problem": problem})


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True).stdout


def main(url, join_token, folder, name=socket.gethostname()):
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
    pathlib.Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    manager = Manager(url, pathlib.Path(join_token).read_text().strip(), pathlib.Path(folder), name)
    offer = {"capabilities": CAPABILITIES, "slots": 1, "freeSlots": 1, "held": [], "ahead": 0,
             "resources": {"memoryBytes": 0, "gpus": [], "amounts": {}}}
    try:
        while True:
            asked = time.monotonic()
            for lease in manager.call("POST", "/node/v1/worker/{node}/available?wait=30", offer, 60) or []:
                print(lease["leaseId"], lease["taskName"], flush=True)
                Attempt(manager, lease, asked).run()
    except Refused as superseded:
        sys.exit(superseded)
    finally:
        manager.send("POST", "/node/v1/worker/{node}/leave", b"")


main(*sys.argv[1:])
