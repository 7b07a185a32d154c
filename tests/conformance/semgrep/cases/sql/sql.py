import sqlite3

import sqlalchemy
from sqlalchemy import text

# ruleid: sql-formatted
db.execute("select %s from a" % column)
# ruleid: sql-formatted
db.execute("select " + column + " from a")
# ruleid: sql-formatted
db.execute("select {} from a".format(column))
# ruleid: sql-formatted
db.execute(f"select {column} from a", [1])
# ok: sql-formatted
db.execute("select a from b where c = %s", [column])
# ok: sql-formatted
db.execute(query)


def by_variable(name):
    query = f"select {name} from a"
    # ruleid: sql-formatted
    db.execute(query)
    other = "select a from %s" % name
    # ruleid: sql-formatted
    db.execute(other, [1])


def by_constant():
    query = "select a from b"
    # ok: sql-formatted
    db.execute(query)


# ruleid: sqlalchemy-text
text(query)
# ruleid: sqlalchemy-text
sqlalchemy.text("a" + b)
# ok: sqlalchemy-text
text("select 1")

for x in xs:
    # ruleid: sqlalchemy-commit-in-loop
    session.commit()
# ok: sqlalchemy-commit-in-loop
session.commit()

# ruleid: sqlalchemy-identity
query.filter(User.name is None)
# ruleid: sqlalchemy-identity
query.filter(User.a == 1, not User.b)
# ruleid: sqlalchemy-identity
query.filter(User.a == 1 and User.b == 2)
# ok: sqlalchemy-identity
query.filter(User.name == None)

# ruleid: sql-star
db.execute("select * from a")
# ruleid: sql-star
db.execute("SELECT * FROM a where b = ?", [1])
# ok: sql-star
db.execute("select a from b")


def leak():
    # ruleid: sql-connection-leak
    c = sqlite3.connect("a")
    return c.execute("select 1")


def no_leak():
    # ok: sql-connection-leak
    c = sqlite3.connect("a")
    c.execute("select 1")
    c.close()
