"""Tests of the shop, old style and new."""

import json
import os
import tempfile
import time
import unittest
from datetime import datetime
from unittest import mock
from unittest.mock import MagicMock, patch

import pytest

from shop import models, service, tasks
from shop.models import Order


@pytest.fixture
def order():
    order = Order(state="new")
    order.lines = [MagicMock(price=10, count=2), MagicMock(price=5, count=1)]
    yield order
    order.delete()


@pytest.fixture(scope="session")
def client():
    from fastapi.testclient import TestClient

    return TestClient(service.app)


@pytest.mark.parametrize("amount, state", [(25, "paid"), (30, "paid"), (5, "new")])
def test_pay(order, amount, state):
    try:
        order.pay(amount)
    except ValueError:
        pass
    assert order.state == state


@pytest.mark.parametrize(
    ("version", "part", "expected"),
    [
        ("v1.2.3", "major", "v2.0.0"),
        ("v1.2.3", "minor", "v1.3.0"),
        ("v1.2.3", "patch", "v1.2.4"),
        ("1.2.3-rc1", "patch", "v1.2.4"),
    ],
)
def test_next_version(version, part, expected):
    from shop.deploy import next_version

    assert next_version(version, part) == expected


def test_basket(client):
    response = client.post("/baskets", json=[{"article": "tea", "price": 2.5}, {"article": "cup", "price": 4, "count": 2}])
    assert response.status_code == 200, response.text
    basket = response.json()
    assert basket["items"][0]["article"] == "tea" and basket["items"][1]["count"] == 2
    assert len(basket["items"]) == 2
    assert datetime.fromisoformat(basket["created"]) < datetime.now()


def test_no_basket(client):
    with pytest.raises(Exception):
        client.get("/baskets/none")


@pytest.mark.skip
def test_slow(client):
    started = time.time()
    client.get("/slow", params={"seconds": 0.2})
    assert time.time() - started > 0.2


class WarehouseTest(unittest.TestCase):
    def setUp(self):
        patcher = patch("shop.tasks.pika")
        self.pika = patcher.start()
        self.addCleanup(patcher.stop)
        self.warehouse = tasks.Warehouse()
        self.directory = tempfile.mkdtemp()

    def tearDown(self):
        os.rmdir(self.directory)

    def test_declares_its_queue(self):
        channel = self.pika.BlockingConnection.return_value.channel.return_value
        channel.queue_declare.assert_called_once_with(queue="orders", durable=True)
        self.assertEquals(self.warehouse.queue, "orders")

    def test_unknown_kind(self):
        channel, method = mock.Mock(), mock.Mock(delivery_tag=7)
        with patch.object(tasks.pickle, "loads", return_value={"kind": "?"}):
            self.warehouse.receive(channel, method, None, b"")
        channel.basic_nack.assert_called_with(delivery_tag=7)
        self.assertTrue(channel.basic_ack.call_count == 0)

    def test_handler(self):
        @self.warehouse.on("order")
        def handler(number):
            return number + 1

        channel, method = mock.Mock(), mock.Mock(delivery_tag=8)
        body = tasks.pickle.dumps({"kind": "order", "number": 1})
        self.warehouse.receive(channel, method, None, body)
        self.assertEqual(self.warehouse._cache[8], 2)
        self.assertIsNone(self.warehouse._cache.get(9))
        self.assertRaises(Exception, self.warehouse.receive, channel, method, None, json.dumps({}))


class CustomerTest(unittest.TestCase):
    def test_greeting(self):
        for language, greeting in [("de", "Guten Tag, Ada"), ("fr", "Bonjour, Ada"), ("en", "Hello, Ada")]:
            customer = models.Customer(name="Ada", language=language)
            self.assertEqual(customer.greeting, greeting)

    @unittest.skip("no database here")
    def test_best(self):
        rows = models.best_customers(2024)
        assert rows == []


def test_report_counts(monkeypatch):
    monkeypatch.setattr(tasks, "fetch", lambda url: [{"count": 3, "owner": "a", "text": "b"}] * 2)
    assert tasks.report() == 6
    assert tasks.report("weekly") is 6
