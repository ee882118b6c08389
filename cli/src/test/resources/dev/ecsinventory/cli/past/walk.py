"""Prints every response of an ECS endpoint, one per line, with lists without order sorted."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

UNORDERED = {"clusters", "services", "taskSets", "failures", "tags", "settings"}

ecs = boto3.client(
    "ecs", endpoint_url=sys.argv[1], config=Config(retries={"total_max_attempts": 1})
)


def plain(name, value):
    if isinstance(value, dict):
        return {
            key: plain(key, member)
            for key, member in sorted(value.items())
            if key not in ("ResponseMetadata", "nextToken") and not (key == "events" and member)
        }
    if isinstance(value, list):
        elements = [plain("", element) for element in value]
        if name in UNORDERED or all(isinstance(element, str) for element in elements):
            elements.sort(key=lambda element: json.dumps(element, default=str))
        return elements
    return value


def call(operation, **parameters):
    try:
        response = getattr(ecs, operation)(**parameters)
        shown = plain("", response)
    except ClientError as error:
        response = {}
        shown = error.response["Error"]
    print(operation, json.dumps(parameters), json.dumps(shown, default=str))
    return response


def pages(operation, member, **parameters):
    arns = []
    try:
        pages = ecs.get_paginator(operation).paginate(
            **parameters, PaginationConfig={"PageSize": 3}
        )
        for page in pages:
            arns += page[member]
    except ClientError as error:
        print(operation, error)
    print(operation, json.dumps(parameters), sorted(arns))
    return sorted(arns)


PARTS = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"]
for cluster in pages("list_clusters", "clusterArns"):
    if call("describe_clusters", clusters=[cluster], include=PARTS).get("failures"):
        continue
    for service in pages("list_services", "serviceArns", cluster=cluster):
        described = call(
            "describe_services", cluster=cluster, services=[service], include=["TAGS"]
        )
        for one in described.get("services", []):
            task_sets = sorted(inline["taskSetArn"] for inline in one.get("taskSets", []))
            if task_sets:
                call(
                    "describe_task_sets",
                    cluster=cluster,
                    service=one["serviceName"],
                    taskSets=task_sets,
                    include=["TAGS"],
                )
