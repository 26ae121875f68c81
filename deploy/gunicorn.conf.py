"""How the web server runs: gunicorn taskforce.wsgi --config deploy/gunicorn.conf.py. How to size it: docs/operations.md."""

import os
from pathlib import Path

from taskforce.logs import configuration

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")  # a socket that systemd hands over is taken instead
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # what is unsafe stops the server at once, not one worker after another
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # a heartbeat must not wait for a disk

# No page of ours needs a longer address, more headers or longer ones: larger requests end before they reach the house.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

timeout = 120  # printing a long report takes the longest
graceful_timeout = 30  # what is being answered is answered; the units and the containers wait a little longer
keepalive = 5
max_requests = 2000  # a worker is replaced now and then, not all at the same moment
max_requests_jitter = 200

# No access log: it would hold addresses. The application writes a line for each request without them (taskforce/logs.py).
logconfig_dict = configuration(as_json=os.environ.get("LOG_JSON") == "1")
