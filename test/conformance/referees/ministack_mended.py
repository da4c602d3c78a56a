"""ministack, with what it does otherwise than AWS put right where policies meet it.

- aws:PrincipalArn of a role's session is the ARN of the role, and not that of the session.
- The ClientRequestToken of CreateSecret is the id of the first version.
"""

import json
import re
import sys

from ministack.core import iam_evaluator
from ministack.services import secretsmanager

resolve = iam_evaluator._resolve_condition_key


def of_the_role(key, ctx):
    value = resolve(key, ctx)
    if key.lower() != "aws:principalarn" or not isinstance(value, str):
        return value
    return re.sub(r"^arn:([^:]+):sts::(\d{12}):assumed-role/([^/]+)/.*$", r"arn:\1:iam::\2:role/\3", value)


iam_evaluator._resolve_condition_key = of_the_role

create = secretsmanager._create_secret


def under_its_token(data):
    status, headers, body = create(data)
    token = data.get("ClientRequestToken")
    answer = json.loads(body)
    if status != 200 or token is None or "VersionId" not in answer:
        return status, headers, body
    versions = secretsmanager._secrets[data["Name"]]["Versions"]
    versions[token] = versions.pop(answer["VersionId"])
    return status, headers, json.dumps({**answer, "VersionId": token}).encode()


secretsmanager._create_secret = under_its_token

if __name__ == "__main__":
    from ministack.app import main

    sys.exit(main())
