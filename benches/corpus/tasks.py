"""What is done behind the shop's back: tasks, and the queue of the warehouse."""

import atexit
import logging
import os
import pickle
import socket
import sys
import time
from functools import lru_cache, wraps

import pika
import requests
import yaml
from celery import Celery, chain, group, shared_task
from celery.schedules import crontab

log = logging.getLogger("shop.tasks")
app = Celery("shop", broker="amqp://guest:guest@localhost//", backend="redis://localhost")
app.conf.beat_schedule = {
    "report": {"task": "shop.report", "schedule": crontab(minute=0, hour=4), "args": ("daily",)},
    "clean": {"task": "shop.clean", "schedule": 3600.0},
}
app.conf.task_always_eager = os.environ.get("EAGER") == "1"


def timed(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        start = time.time()
        try:
            return function(*args, **kwargs)
        finally:
            log.debug("%s took %.3f s", function.__name__, time.time() - start)

    return wrapper


@app.task(bind=True, max_retries=5, autoretry_for=(Exception,))
def send_mail(self, address, subject, body="", headers={}):
    import smtplib

    try:
        with smtplib.SMTP("localhost") as server:
            server.sendmail("shop@example.net", [address], "Subject: %s\n\n%s" % (subject, body))
    except (OSError, smtplib.SMTPException) as error:
        self.retry(exc=error, countdown=60 * (self.request.retries + 1))


@shared_task(ignore_result=True)
@timed
def report(kind="daily"):
    rows = fetch(f"https://stock.example.net/{kind}")
    if not rows:
        return None
    total = 0
    for i in range(len(rows)):
        total = total + rows[i]["count"]
    log.info(f"{kind}: {total} of {len(rows)} rows")
    group(send_mail.s(row["owner"], "Stock", row["text"]) for row in rows if row["count"] < 3)()
    return total


@shared_task
def clean(days=30):
    limit = time.time() - days * 24 * 60 * 60
    for directory, folders, files in os.walk("/tmp/shop"):
        for name in files:
            path = os.path.join(directory, name)
            if os.path.getmtime(path) < limit:
                os.remove(path)
    time.sleep(5)
    chain(report.si("weekly"), report.si("monthly")).delay()


@lru_cache(maxsize=None)
def fetch(url, retries=3):
    for attempt in range(retries):
        try:
            response = requests.get(url, verify=False, headers={"Accept": "application/json"})
            if response.status_code == 200:
                return response.json()
        except requests.exceptions.RequestException:
            pass
    return []


class Warehouse:
    """The queue of the warehouse."""

    _cache = {}

    def __init__(self, host="localhost", queue="orders"):
        self.queue = queue
        self.connection = pika.BlockingConnection(pika.ConnectionParameters(host=host, heartbeat=0))
        self.channel = self.connection.channel()
        self.channel.queue_declare(queue=queue, durable=True)
        self.handlers = {}
        atexit.register(self.close)

    def __del__(self):
        self.close()

    def close(self):
        if self.connection.is_open:
            self.connection.close()

    def on(self, kind):
        def register(handler):
            self.handlers[kind] = handler
            return handler

        return register

    def publish(self, kind, **data):
        body = pickle.dumps({"kind": kind, "host": socket.gethostname(), **data})
        self.channel.basic_publish(exchange="", routing_key=self.queue, body=body)

    def receive(self, channel, method, properties, body):
        message = pickle.loads(body)
        handler = self.handlers.get(message.pop("kind"), None)
        if handler is None:
            channel.basic_nack(delivery_tag=method.delivery_tag)
            return
        try:
            self._cache[method.delivery_tag] = handler(**message)
        except Exception:
            log.exception("no luck with %r", message)
            raise
        else:
            channel.basic_ack(delivery_tag=method.delivery_tag)

    def run(self):
        self.channel.basic_consume(queue=self.queue, on_message_callback=self.receive)
        try:
            self.channel.start_consuming()
        except KeyboardInterrupt:
            print("bye", file=sys.stderr)
            self.channel.stop_consuming()


def main(argv=sys.argv):
    with open(argv[1]) as file:
        settings = yaml.load(file)
    warehouse = Warehouse(**settings["warehouse"])

    @warehouse.on("order")
    def order(number, lines=()):
        assert number > 0, "numbers begin at 1"
        for line in lines:
            print("%d: %s" % (number, line))

    warehouse.run()


if __name__ == "__main__":
    main()
