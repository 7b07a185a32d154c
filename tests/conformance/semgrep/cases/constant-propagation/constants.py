ALGORITHM = "md5"
STRONG = "sha256"
CHANGED = "sha1"
CHANGED = "md5"
MODE = 511
SHELL = True
PASSWORD = "hunter2"
PORT = 8080

# ruleid: constant-string
new_hash("md5")
# ruleid: constant-string
new_hash(ALGORITHM)
# ok: constant-string
new_hash(STRONG)
# ok: constant-string
new_hash(name)
# ruleid: constant-string
new_hash("m" "d5")
# ruleid: constant-string
new_hash("m" + "d5")

# ruleid: constant-number
chmod(path, 0o777)
# ruleid: constant-number
chmod(path, 511)
# ruleid: constant-number
chmod(path, MODE)
# ok: constant-number
chmod(path, 0o755)

# ruleid: constant-boolean
spawn(command, shell=SHELL)
# ok: constant-boolean
spawn(command, shell=shell)

# ruleid: constant-any-string
authenticate("a")
# ruleid: constant-any-string
authenticate(PASSWORD)
# ok: constant-any-string
authenticate(read())

# ruleid: constant-off
listen(8080)
# ok: constant-off
listen(PORT)


def local():
    algorithm = "md5"
    # ruleid: constant-string
    new_hash(algorithm)
    password = ask()
    # ok: constant-any-string
    authenticate(password)
    # ruleid: constant-any-string
    authenticate(PASSWORD)


def parameter(ALGORITHM):
    # ok: constant-string
    new_hash(ALGORITHM)


def default(algorithm="md5"):
    # ok: constant-string
    new_hash(algorithm)


def branches(flag):
    if flag:
        algorithm = "md5"
    else:
        algorithm = "sha256"
    # ok: constant-string
    new_hash(algorithm)


def same_branch(flag):
    if flag:
        algorithm = "md5"
        # ruleid: constant-string
        new_hash(algorithm)


class Hasher:
    algorithm = "md5"

    def run(self):
        # ok: constant-string
        new_hash(self.other)


def later():
    # ok: constant-string
    new_hash(late)
    late = "sha1"
    return late
