"""A moto server with the stacks of the golden templates, including what moto's CloudFormation skips.

Arguments: the port, the folder of the templates, and the tag policy. Prints the names of the
resources as JSON once everything exists, and then serves until it is ended.
"""

import io
import json
import logging
import os
import re
import socket
import struct
import sys
import threading
import time

import boto3
import moto.server
from botocore.parsers import BaseCBORParser
from moto.awslambda.models import LambdaVersion
from moto.core.common_models import CloudFormationModel
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket
from moto.sns.models import SNSBackend

PORT, TEMPLATES, POLICY = sys.argv[1:]
ENDPOINT = f"http://localhost:{PORT}"
ROLE = "arn:aws:iam::210987654321:role/EcsInventoryReader"


def client(service):
    return boto3.client(service, endpoint_url=ENDPOINT)


def created_by(cf_type, create):
    """A CloudFormation resource that an API call creates; the call gives the physical ID."""

    class Created(CloudFormationModel):
        # moto derives the service from the module.
        __module__ = "moto.cloudformation.models"

        def __init__(self, physical_id):
            self.physical_resource_id = physical_id

        @staticmethod
        def cloudformation_name_type():
            return "Name"

        @staticmethod
        def cloudformation_type():
            return cf_type

        @classmethod
        def has_cfn_attr(cls, attr):
            return False

        @classmethod
        def create_from_cloudformation_json(cls, name, json_, account_id, region, **kwargs):
            return cls(create(name, json_["Properties"]))

        def is_created(self):
            return True

    return Created


def alias(name, properties):
    return client("lambda").create_alias(**properties)["AliasArn"]


def event_invoke_config(name, properties):
    client("lambda").put_function_event_invoke_config(**properties)
    return name


def schedule(name, properties):
    properties.pop("Name", None)
    client("scheduler").create_schedule(Name=name[:64], **properties)
    return name[:64]


def database(name, properties):
    client("glue").create_database(DatabaseInput=properties["DatabaseInput"])
    return properties["DatabaseInput"]["Name"]


def table(name, properties):
    client("glue").create_table(
        DatabaseName=properties["DatabaseName"], TableInput=properties["TableInput"]
    )
    return properties["TableInput"]["Name"]


def work_group(name, properties):
    client("athena").create_work_group(
        Name=properties["Name"], Configuration=properties["WorkGroupConfiguration"]
    )
    return properties["Name"]


def named_query(name, properties):
    properties.pop("Tags", None)
    return client("athena").create_named_query(**properties)["NamedQueryId"]


def alarm(name, properties):
    properties.pop("Tags", None)
    client("cloudwatch").put_metric_alarm(AlarmName=name, **properties)
    return name


def bucket_policy(name, properties):
    client("s3").put_bucket_policy(
        Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"])
    )
    return name


MODELS = [
    created_by("AWS::Lambda::Alias", alias),
    created_by("AWS::Lambda::EventInvokeConfig", event_invoke_config),
    created_by("AWS::Scheduler::Schedule", schedule),
    created_by("AWS::Glue::Database", database),
    created_by("AWS::Glue::Table", table),
    created_by("AWS::Athena::WorkGroup", work_group),
    created_by("AWS::Athena::NamedQuery", named_query),
    created_by("AWS::CloudWatch::Alarm", alarm),
    created_by("AWS::S3::BucketPolicy", bucket_policy),
]

subscribe = SNSBackend.subscribe


def subscribe_as_aws(self, topic_arn, endpoint, protocol):
    """moto confirms every subscription; AWS waits for the receiver of a mail."""
    subscription = subscribe(self, topic_arn, endpoint, protocol)
    if protocol == "email":
        subscription.arn = "PendingConfirmation"
    return subscription


SNSBackend.subscribe = subscribe_as_aws
# moto does not support the attributes of a version, which the alias refers to.
LambdaVersion.get_cfn_attribute = lambda self, name: str(self.version)
# moto ignores the conditions of a bucket policy, so that a denial of HTTP would deny everything.
FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL


def template(name, settings):
    with open(os.path.join(TEMPLATES, name + ".json")) as file:
        document = json.load(file)
    # moto would invoke the function, which no one runs here.
    gone = [k for k, r in document["Resources"].items() if r["Type"].startswith("Custom::")]
    for key in gone:
        del document["Resources"][key]
    for resource in document["Resources"].values():
        depends = resource.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        resource["DependsOn"] = [one for one in depends if one not in gone]
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Environment"]["Variables"].update(settings)
    # The bootstrap's version, which the CDK checks at a deployment.
    document.pop("Rules", None)
    document.pop("Parameters", None)
    return document


def code(document):
    for resource in document["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            return resource["Properties"]["Code"]["S3Key"]
    raise AssertionError("no function")


def deploy(name, document):
    cloudformation = client("cloudformation")
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(document))
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    assert stack["StackStatus"] == "CREATE_COMPLETE", stack
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def complete_storage(bucket, table):
    """What moto's CloudFormation leaves out of buckets and tables."""
    s3, dynamodb = client("s3"), client("dynamodb")
    resources = template("EcsInventoryStorage", {})["Resources"].values()
    properties = next(
        one["Properties"]
        for one in resources
        if one["Type"] == "AWS::S3::Bucket" and "VersioningConfiguration" in one["Properties"]
    )
    s3.put_bucket_versioning(
        Bucket=bucket, VersioningConfiguration=properties["VersioningConfiguration"]
    )
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration=properties["PublicAccessBlockConfiguration"],
    )
    s3.put_bucket_lifecycle_configuration(
        Bucket=bucket,
        LifecycleConfiguration={
            "Rules": [
                {
                    "ID": rule["Id"],
                    "Status": rule["Status"],
                    "Filter": {"Prefix": rule["Prefix"]},
                    "Expiration": {"Days": rule["ExpirationInDays"]},
                }
                for rule in properties["LifecycleConfiguration"]["Rules"]
                if "Prefix" in rule
            ]
        },
    )
    dynamodb.update_time_to_live(
        TableName=table,
        TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"},
    )
    dynamodb.update_continuous_backups(
        TableName=table,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )


def deploy_all():
    storage = deploy("EcsInventoryStorage", template("EcsInventoryStorage", {}))
    bucket = storage["BucketName"]
    complete_storage(bucket, storage["TableName"])
    client("s3").put_object(Bucket=bucket, Key="policies/tags.json", Body=open(POLICY, "rb").read())
    document = template(
        "EcsInventoryExporter",
        {
            "INVENTORY_REGIONS": "us-east-1,eu-central-1",
            "INVENTORY_ROLES": ROLE,
            "INVENTORY_EXTERNAL_ID": "secret",
            "TAG_POLICY": f"s3://{bucket}/policies/tags.json",
        },
    )
    assets = "cdk-hnb659fds-assets-123456789012-us-east-1"
    client("s3").create_bucket(Bucket=assets)
    # A ZIP archive without files.
    client("s3").put_object(Bucket=assets, Key=code(document), Body=b"PK\x05\x06" + b"\0" * 18)
    exporter = deploy("EcsInventoryExporter", document)
    client("sns").subscribe(
        TopicArn=exporter["AlarmTopicArn"],
        Protocol="https",
        Endpoint="https://alarms.example.org/ecs-inventory",
    )
    function = exporter["FunctionAliasArn"].split(":")[6]
    environment = client("lambda").get_function_configuration(
        FunctionName=function, Qualifier="live"
    )["Environment"]["Variables"]
    print(json.dumps({**storage, **exporter, "Function": function, "Environment": environment}))
    sys.stdout.flush()


def deploy_or_end():
    try:
        deploy_all()
    except BaseException as failure:
        print(f"the stacks cannot be deployed: {failure!r}", file=sys.stderr)
        sys.stderr.flush()
        os._exit(1)


class CborToJson:
    """moto understands CloudWatch's JSON only, and the SDK for Java sends CBOR only."""

    PATH = re.compile(r"^/service/(\w+)/operation/(\w+)$")

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        call = self.PATH.match(environ["PATH_INFO"])
        if not call:
            return self.app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        parser = BaseCBORParser()
        request = parser.parse_data_item(parser.get_peekable_stream_from_bytes(body)) if body else {}
        text = json.dumps(request).encode()
        environ = {
            **environ,
            "PATH_INFO": "/",
            "CONTENT_TYPE": "application/x-amz-json-1.0",
            "HTTP_CONTENT_TYPE": "application/x-amz-json-1.0",
            "CONTENT_LENGTH": str(len(text)),
            "HTTP_X_AMZ_TARGET": ".".join(call.groups()),
            "wsgi.input": io.BytesIO(text),
        }
        status = []
        response = b"".join(self.app(environ, lambda line, headers, *rest: status.append(line)))
        start_response(
            status[0], [("Content-Type", "application/cbor"), ("Smithy-Protocol", "rpc-v2-cbor")]
        )
        return [cbor(json.loads(response or b"{}"))]


def cbor(value):
    """RFC 8949, without tags."""
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    return head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value.items())


def head(major, length):
    return bytes([major << 5 | 27]) + struct.pack(">Q", length)


def await_server():
    while True:
        try:
            socket.create_connection(("localhost", int(PORT)), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    deploy_or_end()


# Errors of the server, but not each request.
logging.basicConfig(level=logging.ERROR)
logging.getLogger("werkzeug").setLevel(logging.ERROR)
run = moto.server.run_simple
moto.server.run_simple = lambda host, port, app, **options: run(
    host, port, CborToJson(app), **options
)
threading.Thread(target=await_server, daemon=True).start()
moto.server.main(["-H", "localhost", "-p", PORT])
