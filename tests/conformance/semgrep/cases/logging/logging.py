import logging
import logging.config
from logging import getLogger

# ruleid: logging-formatted
logger.info("a %s" % b)
# ruleid: logging-formatted
log.error("a {}".format(b))
# ruleid: logging-formatted
logging.debug(f"a {b}")
# ok: logging-formatted
logger.info("a %s", b)
# ok: logging-formatted
logger.setup("a %s" % b)
# ok: logging-formatted
screen.info("a %s" % b)

# ruleid: logging-secret
logging.info("logged in %s", password)
# ruleid: logging-secret
logging.info("logged in %s %s", name, user.api_token)
# ok: logging-secret
logging.info("logged in %s", name)

try:
    work()
except OSError as error:
    # ruleid: logging-error-without-trace
    logging.error("no")
    # ok: logging-error-without-trace
    logging.error("no", exc_info=True)
    # ok: logging-error-without-trace
    logging.exception("no")
# ok: logging-error-without-trace
logging.error("no")

# ruleid: logging-root
getLogger()
# ok: logging-root
getLogger("a")

# ruleid: logging-name
a = getLogger(name)
# ok: logging-name
a = getLogger(__name__)
# ok: logging-name
a = getLogger("a")

# ruleid: logging-config-listen
logging.config.listen(9999)
# ok: logging-config-listen
logging.config.dictConfig({})
