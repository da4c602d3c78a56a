"""Calls one operation with boto3 and tells the outcome as JSON.

    boto3_client.py secretsmanager get_secret_value '{"SecretId": "name"}'
    boto3_client.py iam list_users '{}' Users      # all pages; the items under this key

Endpoint, Region and credentials come from the environment.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def plain(value):
    return value.read().decode() if hasattr(value, "read") else str(value)


def call(service, operation, parameters, paged_key):
    client = boto3.client(service, config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}))
    if paged_key is None:
        return getattr(client, operation)(**parameters)
    pages = list(client.get_paginator(operation).paginate(**parameters))
    return {"pages": len(pages), "items": [item for page in pages for item in page[paged_key]]}


def main(service, operation, parameters, paged_key=None):
    try:
        outcome = call(service, operation, json.loads(parameters), paged_key)
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        outcome = {"error": error.response["Error"]["Code"], "message": str(error), "status": status}
    print(json.dumps(outcome, default=plain))


main(*sys.argv[1:])
