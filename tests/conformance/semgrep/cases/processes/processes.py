import os
import subprocess
import tempfile
from subprocess import Popen, run

# ruleid: subprocess-shell
subprocess.call(command, shell=True)
# ruleid: subprocess-shell
Popen("ls " + path, shell=True)
# ok: subprocess-shell
subprocess.call("ls", shell=True)
# ok: subprocess-shell
subprocess.call(["ls", path], shell=True)
# ok: subprocess-shell
subprocess.call(command)
# ok: subprocess-shell
subprocess.call(command, shell=False)

# ruleid: subprocess-check
subprocess.run(["ls"])
# ruleid: subprocess-check
run(["ls"], capture_output=True)
# ok: subprocess-check
run(["ls"], check=True)
# ok: subprocess-check
result = subprocess.run(["ls"])


def runs():
    # ok: subprocess-check
    return run(["ls"])


for name in names:
    # ruleid: subprocess-in-loop
    subprocess.call(["ls", name])
for i in range(3):
    # ok: subprocess-in-loop
    subprocess.call(["ls", name])
# ok: subprocess-in-loop
subprocess.call(["ls"])

# ruleid: os-system-formatted
os.system("rm " + path)
# ruleid: os-system-formatted
os.system("rm %s" % path)
# ruleid: os-system-formatted
os.system("rm {}".format(path))
# ruleid: os-system-formatted
os.system(f"rm {path}")
# ok: os-system-formatted
os.system("rm x")
# ok: os-system-formatted
os.system(path)

# ruleid: tempfile-mktemp
name = tempfile.mktemp()
# ok: tempfile-mktemp
name = tempfile.mkstemp()

# ruleid: tempfile-hard-coded
with open("/tmp/x", "w", encoding="utf-8") as f:
    pass
# ok: tempfile-hard-coded
with open("tmp/x", encoding="utf-8") as f:
    pass


def unflushed():
    f = tempfile.NamedTemporaryFile("w")
    f.write("a")
    # ruleid: tempfile-not-flushed
    print(f.name)


def flushed():
    f = tempfile.NamedTemporaryFile("w")
    f.write("a")
    f.flush()
    # ok: tempfile-not-flushed
    print(f.name)


def leaks(path):
    # ruleid: file-not-closed
    f = open(path)
    return f.read()


def closes(path):
    # ok: file-not-closed
    f = open(path)
    text = f.read()
    f.close()
    return text


def hands_out(path):
    # ok: file-not-closed
    f = open(path)
    return f


def with_later(path):
    # ok: file-not-closed
    f = open(path)
    with f:
        return f.read()


# ruleid: chmod-wide
os.chmod(path, 0o777)
# ok: chmod-wide
os.chmod(path, 0o644)
# ok: chmod-wide
os.chmod(path, mode)

# ruleid: open-encoding
with open(path, "w") as f:
    pass
# ok: open-encoding
with open(path, "rb") as f:
    pass
# ok: open-encoding
with open(path, "w", encoding="utf-8") as f:
    pass
