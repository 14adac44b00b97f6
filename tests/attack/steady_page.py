"""For sqlmap: leaves of each answer what a database could have changed.

Every refusal names its request and shows the beginning of what was sent; the look at a whole value
is counted; each act has an id and a time. sqlmap would take all this for chance, or for a
difference that its condition made. So a refusal is its code, unless it speaks as a database does.
"""

import inspect
import re

# sqlmap 1.7.2 asks by a name that Python 3.11 has no more.
if not hasattr(inspect, "getargspec"):
    inspect.getargspec = inspect.getfullargspec

CHANGING = re.compile(r"\b[0-9a-f]{32}\b|\d{4}-\d{2}-\d{2}T[\d:.]+Z|"
                      r'(?<="today":)\d+|(?<="number":)\d+|(?<="version":)\d+')
REFUSAL = re.compile(r'\{"type":"/api/v1/problems/([a-z._]+)"')
OF_A_DATABASE = re.compile(r"syntax error|unrecognized token|no such (column|table|function)|"
                           r"SQLITE_ERROR|incomplete input|PQ\w+|SQLSTATE", re.IGNORECASE)


def postprocess(page, headers=None, code=None):
    page = page or ""
    refusal = REFUSAL.match(page)
    if refusal and not OF_A_DATABASE.search(page):
        return refusal[1], headers, code
    return CHANGING.sub("-", page), headers, code
