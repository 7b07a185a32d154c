# ruleid: try-bare
try:
    x()
except:
    pass

# ok: try-bare
try:
    x()
except Exception:
    log()

# ruleid: try-bare
try:
    x()
except ValueError:
    log()
except:
    raise

# ruleid: try-pass
try:
    x()
except OSError:
    pass

# todoruleid: try-pass
try:
    x()
except (OSError, ValueError):
    pass

# ok: try-pass
try:
    x()
except OSError:
    log()

# ruleid: try-named
try:
    x()
except OSError as e:
    raise e

# ruleid: try-named
try:
    x()
except OSError as e:
    log(e)
    raise e

# ok: try-named
try:
    x()
except OSError as e:
    raise

# ok: try-named
try:
    x()
except OSError as e:
    raise Other from e


def returns():
    # ruleid: try-finally
    try:
        x()
    finally:
        return 1


def returns_before():
    # ok: try-finally
    try:
        return 1
    finally:
        x()


def returns_after_handler():
    # ok: try-finally
    # ruleid: try-pass
    try:
        x()
    except OSError:
        pass
    return 1


try:
    # ruleid: try-inside-handler
    logger.error("in the body")
except OSError:
    # ruleid: try-inside-handler
    logger.error("a")

try:
    x()
except (OSError, ValueError):
    if y:
        # todoruleid: try-inside-handler
        logger.error("a")

try:
    x()
finally:
    # ok: try-inside-handler
    logger.error("a")

# ok: try-inside-handler
logger.error("a")

try:
    x()
except OSError:
    # ruleid: try-raise-from
    raise ValueError("a") from None

try:
    x()
except OSError as e:
    # ok: try-raise-from
    raise ValueError("a") from e

# ruleid: try-raise-call
raise Exception("a")
# ruleid: try-raise-call
raise Exception()
# ok: try-raise-call
raise ValueError("a")
# ok: try-raise-call
error = Exception("a")
# ok: try-raise-call
raise Exception
