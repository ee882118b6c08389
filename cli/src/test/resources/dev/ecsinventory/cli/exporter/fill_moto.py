"""Fills a moto server with a fleet, and prints the response of describe_task_sets as JSON."""

import datetime
import json
import sys

import boto3

DESTINATIONS = sys.argv[1:]  # of a bucket and a table each
REGION = "us-east-1"


def index(name, partition, sort):
    return {
        "IndexName": name,
        "KeySchema": [
            {"AttributeName": partition, "KeyType": "HASH"},
            {"AttributeName": sort, "KeyType": "RANGE"},
        ],
        "Projection": {"ProjectionType": "ALL"},
    }


def make_destination(name):
    boto3.client("s3").create_bucket(Bucket=name)
    names = ["pk", "sk", "service_arn", "task_set_arn", "current_cluster_arn", "violating_account_id"]
    boto3.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in names],
        GlobalSecondaryIndexes=[
            index("by_service", "service_arn", "task_set_arn"),
            index("by_cluster", "current_cluster_arn", "task_set_arn"),
            index("by_violation", "violating_account_id", "task_set_arn"),
        ],
    )


def fill(ecs):
    ecs.register_task_definition(
        family="web",
        containerDefinitions=[{"name": "web", "image": "web", "memory": 64}],
        tags=[{"key": "CostCenter", "value": "CC-1"}],
    )
    for cluster, services in {"prod": 12, "dev": 2, "empty": 0}.items():
        ecs.create_cluster(clusterName=cluster, tags=[{"key": "Team", "value": cluster}])
        for number in range(services):
            service = f"service-{number}"
            ecs.create_service(
                cluster=cluster,
                serviceName=service,
                desiredCount=1,
                deploymentController={"type": "EXTERNAL"},
            )
            for _ in range(number % 3):
                ecs.create_task_set(
                    cluster=cluster,
                    service=service,
                    externalId=f"release-{number}",
                    taskDefinition="web:1",
                    launchType="FARGATE",
                    platformVersion="1.4.0",
                    networkConfiguration={
                        "awsvpcConfiguration": {
                            "subnets": ["subnet-b", "subnet-a"],
                            "securityGroups": ["sg-1"],
                            "assignPublicIp": "DISABLED",
                        }
                    },
                    loadBalancers=[
                        {
                            "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t/1",
                            "containerName": "web",
                            "containerPort": 8080,
                        }
                    ],
                    scale={"value": 50.0, "unit": "PERCENT"},
                    tags=[
                        {"key": "Team", "value": "größe \U0001f680 \"x\"\n"},
                        {"key": "env", "value": ""},
                        {"key": "Env", "value": "a:b/c.d"},
                    ][: number % 4],
                )


def answers(ecs):
    for cluster in ecs.list_clusters()["clusterArns"]:
        for page in ecs.get_paginator("list_services").paginate(cluster=cluster):
            for service in page["serviceArns"]:
                sets = ecs.describe_services(cluster=cluster, services=[service])["services"][0]
                ids = [task_set["taskSetArn"] for task_set in sets.get("taskSets", [])]
                if ids:
                    yield from ecs.describe_task_sets(
                        cluster=cluster, service=service, taskSets=ids, include=["TAGS"]
                    )["taskSets"]


def plain(value):
    if isinstance(value, datetime.datetime):
        return round(value.timestamp(), 3)
    raise TypeError(type(value))


for destination in DESTINATIONS:
    make_destination(destination)
client = boto3.client("ecs", region_name=REGION)
fill(client)
json.dump(list(answers(client)), sys.stdout, default=plain)
