import csv
import json
import marshal
import pickle
import tarfile
# ruleid: xml-standard
import xml.sax
# ruleid: xml-standard
from xml.dom import minidom
# ok: xml-standard
import defusedxml
from _pickle import loads
import dill as d

# ok: yaml-unsafe-load
yaml.load(f)
import yaml

# ruleid: yaml-unsafe-load
yaml.load(f)
# ruleid: yaml-unsafe-load
yaml.unsafe_load(f)
# ruleid: yaml-unsafe-load
yaml.load(f, Loader=yaml.Loader)
# ok: yaml-unsafe-load
yaml.load(f, Loader=yaml.SafeLoader)
# ok: yaml-unsafe-load
yaml.load("a: 1")
# ok: yaml-unsafe-load
yaml.safe_load(f)

# ruleid: pickle-load
pickle.load(f)
# ruleid: pickle-load
loads(data)
# ruleid: pickle-load
d.loads(data)
# ok: pickle-load
pickle.dumps(x)
# ok: pickle-load
json.loads(x)

# ruleid: json-twice
y = json.loads(json.dumps(x))
# ok: json-twice
y = json.loads(x)


def rows(f):
    w = csv.writer(f)
    # ruleid: csv-formula
    w.writerow([1])
    # ok: csv-formula
    v.writerow([1])


# ruleid: marshal-anything
marshal.loads(x)
# ruleid: marshal-anything
marshal.load(f)
# ok: marshal-anything
marshal.dumps(x)


def extracts(path):
    t = tarfile.open(path)
    # ruleid: tar-extract
    t.extractall()
    # ok: tar-extract
    t.extractall(filter="data")
    with tarfile.open(path) as u:
        # ruleid: tar-extract
        u.extractall("x")
    # ok: tar-extract
    z.extractall()
