import asyncio
import smtplib
import socket
import threading

import docker
import redis
from airflow.operators.bash import BashOperator
from airflow.operators.bash_operator import BashOperator as OldOperator
from twilio.rest import Client

# ruleid: airflow-formatted-command
task = BashOperator(task_id="a", bash_command="ls " + path)
# ruleid: airflow-formatted-command
OldOperator(bash_command="ls %s" % path, task_id="a")
# ok: airflow-formatted-command
task = BashOperator(task_id="a", bash_command="ls")
# ok: airflow-formatted-command
BashOperator(task_id="a", bash_command="ls " + path)


def call(name):
    client = Client(a, b)
    # ruleid: twilio-formatted-xml
    client.calls.create(to="1", twiml="<Say>%s</Say>" % name)
    # ruleid: twilio-formatted-xml
    call = client.calls.create(twiml=f"<Say>{name}</Say>", to="1")
    # ok: twilio-formatted-xml
    client.calls.create(to="1", twiml="<Say>a</Say>")
    # ok: twilio-formatted-xml
    client.calls.create(to="1", url="x")


def start(image, command):
    # ruleid: docker-arbitrary-image
    docker.from_env().containers.run(image, command)
    # ruleid: docker-arbitrary-image
    client.containers.create(image)
    # ok: docker-arbitrary-image
    client.containers.run("alpine", image)


# ruleid: redis-without-password
redis.Redis()
# ruleid: redis-without-password
redis.Redis(host="a", db=0)
# ok: redis-without-password
redis.Redis(host="a", password=p)
# ok: redis-without-password
redis.Redis(host="a", ssl=True)


@app.task
# ruleid: celery-task-name
def first():
    pass


@app.task(bind=True)
# ruleid: celery-task-name
def second(self):
    pass


@app.task(name="third", bind=True)
# ok: celery-task-name
def third(self):
    pass


def mail():
    # ruleid: smtp-without-tls
    s = smtplib.SMTP("a")
    s.login("b", c)


def mail_well():
    # ok: smtp-without-tls
    s = smtplib.SMTP("a")
    s.starttls()
    s.login("b", c)


def listen():
    # ruleid: socket-all-interfaces
    s = socket.socket()
    s.settimeout(1)
    s.bind(("0.0.0.0", 80))


def listen_anywhere():
    # ruleid: socket-all-interfaces
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.bind(("", port))


def listen_here():
    # ok: socket-all-interfaces
    s = socket.socket()
    s.bind(("127.0.0.1", 80))


async def tasks():
    # ruleid: asyncio-lost-task
    asyncio.create_task(work())
    # ok: asyncio-lost-task
    kept = asyncio.create_task(work())
    # ok: asyncio-lost-task
    await asyncio.create_task(work())
    # ok: asyncio-lost-task
    all_tasks.append(asyncio.create_task(work()))
    # ruleid: asyncio-lost-task
    ignore(asyncio.create_task(work()))


def threads():
    # ruleid: thread-daemon
    t = threading.Thread(target=work)
    t.start()


def joined_threads():
    # ok: thread-daemon
    t = threading.Thread(target=work)
    t.start()
    t.join()
