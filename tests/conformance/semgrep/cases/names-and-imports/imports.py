# ok: import-statement
import os
import os as operating_system
import ssl
import ssl as tls
import xml.etree.ElementTree
import xml.etree.ElementTree as ET

# ruleid: import-statement
import telnetlib
# ruleid: import-statement
import telnetlib as telnet
# ruleid: import-statement
import sys, telnetlib
# ruleid: import-statement
from telnetlib import Telnet
# ok: import-statement
import telnetlib3
# ruleid: import-any-alias
import numpy as np
# ok: import-any-alias
import numpy
from celery import task
from celery.task import periodic, periodic as every
# ruleid: import-from-statement
from ftplib import FTP
# ruleid: import-from-statement
from ftplib import FTP_TLS, FTP as Client
# ok: import-from-statement
from ftplib2 import FTP
# ok: import-from-statement
import ftplib
from os import system
from os import system as run_it
from ssl import PROTOCOL_SSLv3
from xml.etree import ElementTree
from xml.etree.ElementTree import parse
import celery

# ruleid: import-resolved-call
os.system("ls")
# ruleid: import-resolved-call
operating_system.system("ls")
# ruleid: import-resolved-call
system("ls")
# ruleid: import-resolved-call
run_it("ls")
# ok: import-resolved-call
os.systems("ls")
# ok: import-resolved-call
obj.os.system("ls")
# ok: import-resolved-call
os.system

# ruleid: import-resolved-attribute
ssl.wrap(ssl.PROTOCOL_SSLv3)
# ruleid: import-resolved-attribute
tls.PROTOCOL_SSLv3
# ruleid: import-resolved-attribute
context = [PROTOCOL_SSLv3]
# ok: import-resolved-attribute
ssl.PROTOCOL_TLS
# ok: import-resolved-attribute
PROTOCOL_SSLv2

# ruleid: import-resolved-submodule
xml.etree.ElementTree.parse(f)
# ruleid: import-resolved-submodule
ET.parse(f)
# ruleid: import-resolved-submodule
ElementTree.parse(f)
# ruleid: import-resolved-submodule
parse(f)
# ok: import-resolved-submodule
ET.fromstring(f)
# ok: import-resolved-submodule
defused.parse(f)

# ruleid: import-resolved-from
celery.task.periodic(1)
# ruleid: import-resolved-from
task.periodic(1)
# ruleid: import-resolved-from
periodic(1)
# ruleid: import-resolved-from
every(1)
# ok: import-resolved-from
celery.periodic(1)
