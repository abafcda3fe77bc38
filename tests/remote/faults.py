"""Stands between a client and a server that speaks S3: counts what is fetched, and does what servers and networks do on bad days."""
import http.client
import http.server
import socket
import threading
import time


class Faults:
    """What happens to the next requests of objects."""

    def __init__(self):
        self.lock = threading.Lock()
        self.set("well")

    def set(self, mode, times=0, call=None):
        with self.lock:
            self.mode, self.times, self.call = mode, times, call
            self.fetched, self.ranges, self.requests = 0, 0, []

    def strikes(self, mode):
        """Whether this fault happens now: so many times in all."""
        with self.lock:
            if self.mode != mode or self.times == 0:
                return False
            self.times -= 1
            return True

    def note(self, method, path, length):
        with self.lock:
            self.requests.append((method, path))
            self.fetched += length
            self.ranges += 1


def proxy(upstream, faults):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def forward(self):
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length) if length else None
            is_read = self.command == "GET" and "list-type" not in self.path
            is_part = self.command == "PUT"
            if (is_read and faults.strikes("500")) or (is_part and faults.strikes("no parts")):
                self.say(503, b"<Error><Code>SlowDown</Code></Error>")
                return
            if faults.strikes("denied"):
                self.say(403, b"<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
                return
            if is_read and faults.strikes("slow"):
                time.sleep(2)
            if is_read and faults.strikes("change"):
                faults.call()
            server = http.client.HTTPConnection(*upstream, timeout=30)
            server.request(self.command, self.path, body=body, headers=dict(self.headers))
            answer = server.getresponse()
            data = answer.read()
            faults.note(self.command, self.path, len(data) if is_read else 0)
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                    self.send_header(name, value)
            shown = answer.getheader("content-length") if self.command == "HEAD" else str(len(data))
            self.send_header("content-length", shown or "0")
            self.end_headers()
            if is_read and len(data) > 1 and faults.strikes("cut"):
                self.wfile.write(data[: len(data) // 2])
                self.wfile.flush()
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            if self.command != "HEAD":
                self.wfile.write(data)

        def say(self, status, body):
            self.send_response_only(status)
            self.send_header("content-length", str(len(body)))
            self.send_header("content-type", "application/xml")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = forward

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]
