"""Reads all that a simulator serves through boto3 and compares it with the fleet's JSON.

Usage: walk.py ENDPOINT FLEET.json
"""
import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, fleet_file = sys.argv[1:]
with open(fleet_file, encoding="utf-8") as file:
    account = json.load(file)["accounts"][0]
region = account["regions"][0]


def client(name):
    return boto3.client(
        name,
        endpoint_url=endpoint,
        region_name=region["name"],
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}),
    )


def comparable(value, name=""):
    """Converts timestamps to whole milliseconds; other values are unchanged."""
    if isinstance(value, dict):
        return {key: comparable(inner, key) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return round(value.timestamp() * 1000)
    if isinstance(value, (int, float)) and name.endswith("At"):
        return round(value * 1000)
    return value


def known(value, shape):
    """Removes the fields that this machine's boto3 drops, because it is older than they are."""
    if shape.type_name == "structure" and not shape.is_document_type:
        return {key: known(value[key], shape.members[key]) for key in value if key in shape.members}
    if shape.type_name == "list":
        return [known(inner, shape.member) for inner in value]
    return value


def check(what, expected, actual, shape=None):
    expected = known(expected, ecs.meta.service_model.shape_for(shape)) if shape else expected
    if comparable(expected) != comparable(actual):
        sys.exit(f"{what} differs:\n{expected}\n{actual}")


def check_service(ecs, cluster, service, described):
    expected = {key: value for key, value in service.items() if key != "taskSets"}
    inline = described.pop("taskSets", [])
    described.pop("tags") if "tags" not in expected else None
    check(service["serviceArn"], expected, described, "Service")
    bare = [{key: value for key, value in one.items() if key != "tags"} for one in service["taskSets"]]
    check(service["serviceArn"] + " inline", bare, inline, "TaskSets")
    if not inline:
        return 0
    answer = ecs.describe_task_sets(
        cluster=cluster["clusterArn"],
        service=service["serviceArn"],
        taskSets=[one["taskSetArn"] for one in inline],
        include=["TAGS"],
    )
    check(service["serviceArn"] + " task sets", service["taskSets"], answer["taskSets"], "TaskSets")
    return len(inline)


ecs = client("ecs")
assert client("sts").get_caller_identity()["Account"] == account["id"]
arns = [
    arn
    for page in ecs.get_paginator("list_clusters").paginate(PaginationConfig={"PageSize": 2})
    for arn in page["clusterArns"]
]
check("clusters", [cluster["clusterArn"] for cluster in region["clusters"]], arns)
everything = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"]
found = {c["clusterArn"]: c for c in ecs.describe_clusters(clusters=arns, include=everything)["clusters"]}
task_sets = 0
for cluster in region["clusters"]:
    described = found[cluster["clusterArn"]]
    for absent in ("tags", "settings", "statistics"):
        cluster.setdefault(absent, [])
    check(cluster["clusterArn"], {k: v for k, v in cluster.items() if k != "services"}, described, "Cluster")
    pages = ecs.get_paginator("list_services").paginate(cluster=cluster["clusterArn"])
    services = [arn for page in pages for arn in page["serviceArns"]]
    check("services", [service["serviceArn"] for service in cluster["services"]], services)
    by_arn = {service["serviceArn"]: service for service in cluster["services"]}
    for start in range(0, len(services), 10):
        batch = services[start : start + 10]
        answer = ecs.describe_services(cluster=cluster["clusterName"], services=batch, include=["TAGS"])
        for described in answer["services"]:
            service = by_arn[described["serviceArn"]]
            task_sets += check_service(ecs, cluster, service, described)
try:
    ecs.describe_task_sets(cluster=arns[-1], service=services[0], taskSets=[])
    sys.exit("an empty taskSets was not refused")
except ClientError as error:
    assert str(error).endswith("DescribeTaskSets operation: TaskSets cannot be empty."), error
assert isinstance(ecs.exceptions.ClusterNotFoundException, type)
try:
    ecs.list_services(cluster="nowhere")
    sys.exit("an unknown cluster was not refused")
except ecs.exceptions.ClusterNotFoundException:
    pass
print(f"{task_sets} task sets are equal")
