"""Makes calls of botocore's own service models, right, wrong and at the boundary, and tells which answers are wrong.

    random_calls.py COUNT SEED < plan.json

plan.json: {"operations": {"iam": {"GetUser": ["UserName"]}}, "credentials": {"iam": {...}}, "values": ["ann"]}: the
members that a right call may use, who calls, and texts that name what is there. Endpoint and Region come from the
environment. Nothing here knows how the answering side judges.
"""

import json
import random
import re
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

TOKENS = {"Marker", "NextToken", "ContinuationToken"}
TOO_LONG_TO_SEND = 200_000
CLASSES = {r"\p{L}": "A-Za-z\u00c0-\u024f", r"\p{Z}": " ", r"\p{N}": "0-9"}


def matches(shape, text):
    pattern = shape.metadata.get("pattern")
    if pattern is None:
        return True
    for name, characters in CLASSES.items():
        pattern = pattern.replace(name, characters)
    return re.fullmatch(pattern.replace(r"[\p{ASCII}]", "[\x00-\x7f]").replace(r"\p{ASCII}", "[\x00-\x7f]"), text) is not None


def bounds(shape):
    least = shape.metadata.get("min", 0)
    return least, shape.metadata.get("max")


class Caller:
    def __init__(self, plan, chance):
        self.plan, self.chance, self.clients = plan, chance, {}

    def client(self, service):
        if service not in self.clients:
            config = Config(
                parameter_validation=False, retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}
            )
            self.clients[service] = boto3.client(service, config=config, **self.plan["credentials"][service])
        return self.clients[service]

    # Right values, at the boundary as often as not. None: no such value is known.

    def right(self, shape, depth=0):
        kind = shape.type_name
        if kind == "structure":
            return self.right_structure(shape, depth)
        if kind == "list":
            least, most = bounds(shape)
            count = self.chance.choice([least, max(least, 1), min(most or 3, 50)])
            items = [self.right(shape.member, depth + 1) for _ in range(count)]
            return None if None in items else items
        if kind == "map":
            return {"name": self.right(shape.value, depth + 1) or "a"}
        if kind in ("integer", "long"):
            least, most = bounds(shape)
            return self.chance.choice([least, most or least + 5, self.chance.randint(least, most or least + 5)])
        if kind == "boolean":
            return self.chance.random() < 0.5
        if kind == "timestamp":
            return self.chance.randint(1_700_000_000, 1_900_000_000)
        if kind == "blob":
            return b"bytes"
        return self.right_text(shape)

    def right_text(self, shape):
        if shape.enum:
            return self.chance.choice(shape.enum)
        least, most = bounds(shape)
        lengths = {least, most or least + 9, self.chance.randint(least, most or least + 40)} - {0}
        texts = [make(n) for n in lengths if n <= TOO_LONG_TO_SEND for make in MAKERS] + self.plan["values"] * 3
        fit = [t for t in texts if least <= len(t) <= (most or len(t)) and matches(shape, t)]
        return self.chance.choice(fit) if fit else None

    def right_structure(self, shape, depth):
        required = shape.required_members
        chosen = {}
        for name, member in shape.members.items():
            if name in required or (depth < 3 and self.chance.random() < 0.2 and name not in TOKENS):
                chosen[name] = self.right(member, depth + 1)
        return None if None in chosen.values() else chosen

    def right_input(self, shape, members):
        required = shape.required_members
        chosen = {}
        for name in members:
            if name in required or (name not in TOKENS and self.chance.random() < 0.4):
                value = self.right(shape.members[name], 1)
                if value is None and name in required:
                    return None
                if value is not None:
                    chosen[name] = value
        return chosen

    # Wrong values: exactly one thing that the model forbids, somewhere in a right input.

    def wrong(self, shape):
        kind, (least, most) = shape.type_name, bounds(shape)
        if kind in ("integer", "long"):
            given = [least - 1] if "min" in shape.metadata else []
            return given + ([most + 1, most + 1000] if most is not None else [])
        if kind == "list":
            item = self.right(shape.member, 1)
            longer = [[item] * (most + 1)] if most is not None and item is not None else []
            shorter = [[item] * (least - 1)] if least > 0 and item is not None else []
            inner = [[value] for value in self.wrong(shape.member)]
            return longer + shorter + inner
        if kind == "structure":
            base = self.right_structure(shape, 1)
            return [] if base is None else self.wrong_in(shape, list(shape.members), base)
        if kind != "string":
            return []
        if shape.enum:
            return ["no-such-value", shape.enum[0].lower() + "x"]
        texts = [make(n) for n in {least - 1, (most or -2) + 1} if 0 <= n <= TOO_LONG_TO_SEND for make in MAKERS]
        texts += ["bad name", "tab\there", "snow\u2603man", "{", "*", "-"]
        return [t for t in texts if len(t) < least or (most and len(t) > most) or not matches(shape, t)]

    def wrong_in(self, shape, members, base):
        found = []
        for name in shape.required_members:
            found.append({key: value for key, value in base.items() if key != name})
        for name in members:
            # Without a part of its path a request is another one: HEAD /bucket/ is HeadBucket.
            in_path = shape.members[name].serialization.get("location") == "uri"
            values = [value for value in self.wrong(shape.members[name]) if value != "" or not in_path]
            found += [{**base, name: value} for value in values]
            if name in TOKENS:
                found += [{**base, name: token} for token in ("garbage", "Nw==", "bm8gdG9rZW4=")]
        return found

    # Calls and answers.

    def answer(self, service, operation, given):
        """The status and error code; None if botocore itself could not send the call."""
        try:
            answer = getattr(self.client(service), xform_name(operation))(**given)
            return answer["ResponseMetadata"]["HTTPStatusCode"], None, ""
        except ClientError as error:
            told = error.response["Error"]
            return error.response["ResponseMetadata"]["HTTPStatusCode"], told.get("Code", ""), told.get("Message", "")
        except (BotoCoreError, TypeError, ValueError, AttributeError, KeyError):
            return None

    def one(self, service, operation, members):
        shape = self.client(service).meta.service_model.operation_model(operation).input_shape
        base = {} if shape is None else self.right_input(shape, members)
        if base is None:
            return None
        wrong = [] if shape is None or self.chance.random() < 0.4 else self.wrong_in(shape, members, base)
        given = self.chance.choice(wrong) if wrong else base
        told = self.answer(service, operation, given)
        return told and (("wrong" if wrong else "right"), given, told)


MAKERS = [
    lambda n: "a" * n,
    lambda n: "1" * n,
    lambda n: "/" + "a" * max(n - 2, 0) + "/",
    lambda n: "/" + "a" * (n - 1),
    lambda n: "us-east-" + "1" * max(n - 8, 1),
    lambda n: ("arn:aws:iam::200000000002:role/" + "a" * n)[:n],
]


def refused_as_wrong(code, message):
    """Whether a refusal is for what the model forbids, or no answer of a service at all."""
    return (
        "validation error" in message
        or code in ("SerializationException", "MalformedInput", "InvalidInputException", "NotImplemented", "InternalFailure")
        or code == "501"
    )


def main(count, seed):
    plan = json.load(sys.stdin)
    caller = Caller(plan, random.Random(seed))
    known = [(s, o, members) for s, played in plan["operations"].items() for o, members in played.items()]
    made, wrongly_accepted, wrongly_refused = {"right": 0, "wrong": 0, "unplayed": 0}, [], []
    answered = set()
    for turn in range(count * 3):
        if sum(made.values()) >= count and turn >= len(known):
            break
        # Each operation has its turn.
        service, operation, members = known[turn % len(known)]
        outcome = caller.one(service, operation, members)
        if outcome is None:
            continue
        kind, given, (status, code, message) = outcome
        # Deep inside a member that is played there may be one that is not, which is said by name.
        if kind == "right" and code == "NotImplemented" and re.search(r"parameter \w+\.\w", message):
            kind = "unplayed"
        made[kind] += 1
        answered.add(f"{service}:{operation}")
        line = f"{service} {operation} {str(given)[:300]}: {status} {code} {message[:200]}"
        if kind == "wrong" and (status < 300 or code in ("InternalFailure", "501")):
            wrongly_accepted.append(line)
        if kind == "right" and code is not None and refused_as_wrong(code, message):
            wrongly_refused.append(line)
    print(json.dumps({"made": made, "answered": len(answered), "accepted": wrongly_accepted, "refused": wrongly_refused}))


main(int(sys.argv[1]), int(sys.argv[2]))
