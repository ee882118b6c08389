"""Export every ECS task set with its tags to S3: the script that a user would write instead.

usage: export.py ECS_ENDPOINT S3_ENDPOINT BUCKET WORKERS
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

ecs_endpoint, s3_endpoint, bucket = sys.argv[1:4]
workers = int(sys.argv[4])

session = boto3.Session(
    aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret", region_name="us-east-1"
)
ecs = session.client(
    "ecs", endpoint_url=ecs_endpoint, config=Config(max_pool_connections=max(10, workers))
)
s3 = session.client("s3", endpoint_url=s3_endpoint, config=Config(s3={"addressing_style": "path"}))


def pages(operation, key, **arguments):
    paginator = ecs.get_paginator(operation)
    for page in paginator.paginate(PaginationConfig={"PageSize": 100}, **arguments):
        yield from page[key]


def describe(batch):
    cluster, arns = batch
    answer = ecs.describe_services(cluster=cluster, services=arns, include=["TAGS"])
    return [(cluster, service) for service in answer["services"]]


def task_sets(described):
    cluster, service = described
    arns = [task_set["taskSetArn"] for task_set in service.get("taskSets", [])]
    if not arns:
        return []
    answer = ecs.describe_task_sets(
        cluster=cluster, service=service["serviceArn"], taskSets=arns, include=["TAGS"]
    )
    return answer["taskSets"]


def batches(cluster):
    arns = list(pages("list_services", "serviceArns", cluster=cluster))
    return [(cluster, arns[start : start + 10]) for start in range(0, len(arns), 10)]


def run(each):
    clusters = list(pages("list_clusters", "clusterArns"))
    listed = [batch for found in each(batches, clusters) for batch in found]
    services = [service for found in each(describe, listed) for service in found]
    rows = [row for found in each(task_sets, services) for row in found]
    body = "".join(json.dumps(row, default=str) + "\n" for row in rows)
    s3.put_object(Bucket=bucket, Key="script/task_sets.jsonl", Body=body.encode())
    return len(rows)


started = time.monotonic()
if workers == 1:
    count = run(map)
else:
    with ThreadPoolExecutor(workers) as pool:
        count = run(pool.map)
seconds = time.monotonic() - started

with open("/proc/self/status") as status:
    resident = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
print(json.dumps({"seconds": seconds, "taskSets": count, "mostResidentMegabytes": resident / 1024}))
