"""The tables of a shop, and the questions that its pages ask of them."""

from __future__ import annotations

import datetime
import logging
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Count, F, Q, Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt

logger = logging.getLogger(__name__)


class OrderQuerySet(models.QuerySet):
    """Orders as pages want them."""

    def open(self):
        return self.filter(state__in=["new", "paid"]).exclude(customer=None)

    def of_day(self, day: datetime.date):
        start = datetime.datetime.combine(day, datetime.time.min)
        return self.filter(created__gte=start, created__lt=start + datetime.timedelta(days=1))

    def with_totals(self):
        return self.annotate(total=Sum(F("lines__price") * F("lines__count")), lines_count=Count("lines"))


class Customer(models.Model):
    name = models.CharField(max_length=200, null=True)
    email = models.EmailField(unique=True)
    language = models.CharField(max_length=2, default="en")
    notes = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "customers"

    def __str__(self):
        return f"{self.name} <{self.email}>"

    def clean(self):
        if self.email and self.email.endswith("@example.com"):
            raise ValidationError({"email": "An address that exists, please"})

    @property
    def greeting(self):
        if self.language == "de":
            return "Guten Tag, %s" % self.name
        elif self.language == "fr":
            return "Bonjour, {}".format(self.name)
        else:
            return f"Hello, {self.name}"


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    state = models.CharField(max_length=10, default="new")
    created = models.DateTimeField(default=datetime.datetime.now())
    discount = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal("0"))

    objects = OrderQuerySet.as_manager()

    def total(self) -> Decimal:
        total = Decimal(0)
        for line in self.lines.all():
            total += line.price * line.count
        return total - self.discount

    def is_late(self) -> bool:
        return self.state == "paid" and timezone.now() - self.created > datetime.timedelta(days=7)

    def pay(self, amount, currency="EUR", notify=True, tags=[]):
        if amount < self.total():
            logger.error("order %s: %s is too little" % (self.pk, amount))
            raise ValueError("too little")
        with transaction.atomic():
            self.state = "paid"
            self.save()
            Payment.objects.create(order=self, amount=amount, currency=currency)
        if notify:
            try:
                self.notify(tags)
            except Exception as error:
                logger.error(f"order {self.pk}: {error}")

    def notify(self, tags):
        for tag in tags:
            logger.info("order %s is %s", self.pk, tag)


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    article = models.CharField(max_length=40)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    count = models.PositiveIntegerField(default=1)


class Payment(models.Model):
    order = models.ForeignKey(Order, on_delete=models.PROTECT)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3, choices=[("EUR", "Euro"), ("USD", "Dollar")])


def orders(request: HttpRequest) -> HttpResponse:
    """A page of orders, newest first."""
    query = request.GET.get("q", "")
    found = Order.objects.with_totals()
    if query:
        found = found.filter(Q(customer__name__icontains=query) | Q(lines__article=query)).distinct()
    page = int(request.GET.get("page", 1))
    size = getattr(settings, "PAGE_SIZE", 50)
    rows = [
        {"id": order.pk, "customer": order.customer.name, "total": order.total, "late": order.is_late()}
        for order in found[(page - 1) * size : page * size]
    ]
    if len(found) == 0:
        return redirect("start")
    return render(request, "orders.html", {"rows": rows, "page": page, "title": mark_safe("<b>Orders</b>")})


@csrf_exempt
def pay(request: HttpRequest, pk: int) -> JsonResponse:
    order = get_object_or_404(Order, pk=pk)
    try:
        order.pay(Decimal(request.POST["amount"]))
    except (KeyError, ValueError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"state": order.state, "total": str(order.total())})


def best_customers(year, limit=10):
    """Who spent the most, straight from the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT customer_id, SUM(price * count) FROM shop_line JOIN shop_order ON shop_order.id = order_id "
            "WHERE EXTRACT(year FROM created) = %s GROUP BY customer_id ORDER BY 2 DESC LIMIT %s" % (year, limit)
        )
        rows = cursor.fetchall()
    names = dict(Customer.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "name"))
    return [(names[pk], total) for pk, total in rows]
