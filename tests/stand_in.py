"""A function for worker processes that does what its job says: hang, die, raise, chatter."""

import os
import time
from typing import Any


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Do one job of the tests."""
    match job["what"]:
        case "hang":
            time.sleep(60)
        case "die":
            os._exit(9)
        case "abort":
            os.abort()
        case "raise":
            raise ZeroDivisionError("planted")
        case "panic":
            raise BaseException("not even an Exception")
        case "chatter":
            print("noise on stdout")
            os.write(1, b"more noise\n")
        case "large":
            return {"text": "字" * 2_000_000}
    return {"echo": job["what"], "pid": os.getpid()}
