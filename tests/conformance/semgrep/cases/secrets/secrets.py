# ruleid: secret-in-assignment
passwd = "hunter2000"
# ruleid: secret-in-assignment
DB_PASSWD = "hunter2000"
# ruleid: secret-in-assignment
settings.api_key = "abcdef"
# ruleid: secret-in-assignment
settings["auth_token"] = "abcdef"
# ok: secret-in-assignment
passwd = "changeme"
# ok: secret-in-assignment
passwd = "short"
# ok: secret-in-assignment
passwd = read("hunter2000")
# ok: secret-in-assignment
name = "hunter2000"


# ruleid: secret-in-default
def login(user, passwd="a"):
    pass


# ok: secret-in-default
def login_empty(user, passwd=""):
    pass


# ok: secret-in-default
def login_none(user, passwd=None):
    pass


# ruleid: secret-in-comparison
if passwd == "a": pass
# ruleid: secret-in-comparison
if "a" == user.passphrase: pass
# ok: secret-in-comparison
if passwd == stored: pass
# ok: secret-in-comparison
if name == "a": pass

# ruleid: secret-in-url
url = "postgres://admin:hunter2@db.example"
# ok: secret-in-url
url = "postgres://db.example/admin"
# ok: secret-in-url
url = f"postgres://admin:{x}@db.example"

# ruleid: secret-token-format
t = "ghx_0123456789ab"
# ok: secret-token-format
t = "ghx_0"

# ruleid: secret-in-dict
headers = {"a": "b", "authorization": "Basic abc"}
headers = {
    # ruleid: secret-in-dict
    "passwd": "abc",
    "user": "x",
}
# ok: secret-in-dict
headers = {"authorization": token}
# ok: secret-in-dict
headers = {"accept": "x"}
