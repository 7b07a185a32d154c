from django.db import models
from django.utils import safestring
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt

# ruleid: django-user-in-settings
SECRET_KEY = "a1b2c3"
# ok: django-user-in-settings
SECRET_KEY = environ["SECRET_KEY"]
# ok: django-user-in-settings
SECRET = "a"


# ruleid: django-csrf-exempt
@csrf_exempt
def hook(request):
    pass


# ruleid: django-csrf-exempt
@require_POST
@csrf_exempt
def hook2(request):
    pass


# ok: django-csrf-exempt
@require_POST
def view(request):
    # ruleid: django-raw-query
    User.objects.raw("select * from x where y = %s" % request.GET["y"])
    # ruleid: django-raw-query
    User.objects.raw(query)
    # ok: django-raw-query
    User.objects.raw("select * from x where y = %s", [request.GET["y"]])


# ruleid: django-missing-str
class Person(models.Model):
    # ruleid: django-null-text
    name = models.CharField(max_length=10, null=True)
    # ok: django-null-text
    slug = models.SlugField(unique=True, blank=True, null=True)
    # ok: django-null-text
    age = models.IntegerField(null=True)
    # ok: django-null-text
    title = models.CharField(max_length=10)
    # ruleid: django-foreign-key
    team = models.ForeignKey(Team)
    # ruleid: django-foreign-key
    office = models.ForeignKey("Office", related_name="people")
    # ok: django-foreign-key
    firm = models.ForeignKey("Firm", on_delete=models.CASCADE)


# ok: django-missing-str
class Team(models.Model):
    name = 1

    def __str__(self):
        return self.name

    class Meta:
        ordering = ["name"]


# ok: django-missing-str
class Form(forms.Form):
    pass


def escape(text):
    # ruleid: django-mark-safe
    mark_safe(text)
    # ruleid: django-mark-safe
    safestring.SafeString("a")
    # ruleid: django-mark-safe
    safestring.mark_safe("<b>%s</b>" % text)
    # ok: django-mark-safe
    mark_safe("<b>")
    # ok: django-mark-safe
    other.mark_safe(text)


# ruleid: django-count
len(User.objects.all())
# ruleid: django-count
len(User.objects.using("other").all())
# ok: django-count
len(User.objects.filter(a=1))
# ok: django-count
len(users.all())
