import requests
import requests as http
from requests import get
from requests.auth import HTTPBasicAuth

# ruleid: requests-without-timeout
requests.get(url)
# ruleid: requests-without-timeout
http.post(url, data={"a": 1})
# ruleid: requests-without-timeout
get(url)
# ok: requests-without-timeout
requests.get(url, timeout=1)
# ok: requests-without-timeout
requests.get(url, **options)
# ok: requests-without-timeout
requests.Session()
# ok: requests-without-timeout
session.get(url)

# ruleid: requests-verify
requests.get(url, timeout=1, verify=False)
# ruleid: requests-verify
requests.post(url, verify = False, timeout=1)
# ok: requests-verify
requests.get(url, timeout=1, verify=True)


def sessions(url):
    session = requests.Session()
    session.headers["a"] = "b"
    # ruleid: requests-session-timeout
    session.get(url)
    # ok: requests-session-timeout
    session.get(url, timeout=2)
    # ok: requests-session-timeout
    other.get(url)
    with requests.Session() as inner:
        # ruleid: requests-session-timeout
        inner.get(url)


# ruleid: requests-http
requests.get("http://example.org", timeout=1)
# ruleid: requests-http
requests.get("http://%s/" % host, timeout=1)
# ok: requests-http
requests.get("http://localhost:8000", timeout=1)
# ok: requests-http
requests.get("https://example.org", timeout=1)


def unchecked():
    # ruleid: requests-unchecked
    r = requests.get(url, timeout=1)
    log(r)
    return r.json()


def checked():
    # ok: requests-unchecked
    r = requests.get(url, timeout=1)
    r.raise_for_status()
    return r.json()


def checked_by_hand():
    # ok: requests-unchecked
    r = requests.get(url, timeout=1)
    if r.status_code != 200:
        return None
    return r.json()


# ruleid: requests-basic-auth
requests.get(url, auth=("user", "secret"), timeout=1)
# ruleid: requests-basic-auth
HTTPBasicAuth("user", "secret")
# ok: requests-basic-auth
requests.get(url, auth=("user", password), timeout=1)
