"""Breaks a deployment in the named ways. Arguments: the file with the names of its resources, and the ways."""

import base64
import json
import os
import sys
import urllib.request

import boto3

with open(sys.argv[1]) as file:
    NAMES = json.load(file)
FUNCTION, BUCKET, TABLE = NAMES["Function"], NAMES["BucketName"], NAMES["TableName"]
DATABASE = NAMES["DatabaseName"]
WAYS = {}


def way(function):
    WAYS[function.__name__] = function
    return function


def client(service):
    return boto3.client(service)


def resources(kind, stack="EcsInventoryExporter"):
    listed = client("cloudformation").list_stack_resources(StackName=stack)
    return {
        one["LogicalResourceId"]: one["PhysicalResourceId"]
        for one in listed["StackResourceSummaries"]
        if one["ResourceType"] == kind
    }


def the(kind, part=""):
    return next(name for id_, name in sorted(resources(kind).items()) if part in id_)


def schedule():
    found = client("scheduler").get_schedule(Name=the("AWS::Scheduler::Schedule"))
    keys = ["Name", "FlexibleTimeWindow", "ScheduleExpression", "ScheduleExpressionTimezone"]
    return {**{key: found[key] for key in keys}, "State": found["State"], "Target": found["Target"]}


def update_function(**changes):
    """Lambda invokes the version of the alias, so the change is published."""
    client("lambda").update_function_configuration(FunctionName=FUNCTION, **changes)
    version = client("lambda").publish_version(FunctionName=FUNCTION)["Version"]
    client("lambda").update_alias(FunctionName=FUNCTION, Name="live", FunctionVersion=version)


def environment(**changes):
    variables = {**NAMES["Environment"], **changes}
    update_function(Environment={"Variables": variables})


@way
def accounts_discovered():
    variables = {**NAMES["Environment"], "INVENTORY_ACCOUNTS": "organization"}
    del variables["INVENTORY_ROLES"]
    update_function(Environment={"Variables": variables})


def table_input(name, change):
    glue = client("glue")
    table = glue.get_table(DatabaseName=DATABASE, Name=name)["Table"]
    keys = ["Name", "TableType", "Parameters", "PartitionKeys", "StorageDescriptor"]
    keys += ["ViewOriginalText", "ViewExpandedText"]
    changed = {key: table[key] for key in keys if key in table}
    change(changed)
    glue.update_table(DatabaseName=DATABASE, TableInput=changed)


@way
def schedule_disabled():
    client("scheduler").update_schedule(**{**schedule(), "State": "DISABLED"})


@way
def schedule_invokes_another_function():
    changed = schedule()
    changed["Target"]["Arn"] = "arn:aws:lambda:us-east-1:123456789012:function:other"
    del changed["Target"]["DeadLetterConfig"]
    client("scheduler").update_schedule(**changed)


@way
def concurrency_zero():
    client("lambda").put_function_concurrency(
        FunctionName=FUNCTION, ReservedConcurrentExecutions=0
    )


@way
def old_runtime_and_little_memory():
    update_function(Runtime="java21", MemorySize=256)


@way
def invalid_settings():
    environment(INVENTORY_FORMATS="json,xml", INVENTORY_TABEL="x")


@way
def other_bucket_in_settings():
    environment(INVENTORY_TABLE="another-table")


@way
def role_without_policies():
    iam, role = client("iam"), the("AWS::IAM::Role", "ScheduleRole")
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        iam.delete_role_policy(RoleName=role, PolicyName=policy)


@way
def role_trusts_another_service():
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "ec2.amazonaws.com"},
    }
    client("iam").update_assume_role_policy(
        RoleName=the("AWS::IAM::Role", "ExporterRole"),
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )


@way
def event_in_the_queue():
    client("sqs").send_message(QueueUrl=NAMES["FailedRunsUrl"], MessageBody="{}")


@way
def no_failure_destination():
    client("lambda").delete_function_event_invoke_config(FunctionName=FUNCTION, Qualifier="live")


@way
def public_access_allowed():
    client("s3").delete_public_access_block(Bucket=BUCKET)


@way
def lifecycle_shortened():
    s3 = client("s3")
    rules = s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"]
    for rule in rules:
        if rule["ID"] == "json":
            rule["Expiration"] = {"Days": 30}
    s3.put_bucket_lifecycle_configuration(
        Bucket=BUCKET, LifecycleConfiguration={"Rules": rules}
    )


@way
def bucket_policy_deleted():
    client("s3").delete_bucket_policy(Bucket=BUCKET)


@way
def versioning_suspended():
    client("s3").put_bucket_versioning(
        Bucket=BUCKET, VersioningConfiguration={"Status": "Suspended"}
    )


@way
def key_disabled():
    kms = client("kms")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    rule = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    client("s3").put_bucket_encryption(
        Bucket=BUCKET,
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": rule}]
        },
    )
    # moto finds the key by its ID only.
    kms.disable_key(KeyId=key.split("/")[-1])


@way
def no_expiry():
    client("dynamodb").update_time_to_live(
        TableName=TABLE,
        TimeToLiveSpecification={"Enabled": False, "AttributeName": "expires_at"},
    )


@way
def no_recovery():
    client("dynamodb").update_continuous_backups(
        TableName=TABLE,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": False},
    )


@way
def index_deleted():
    client("dynamodb").update_table(
        TableName=TABLE,
        GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by_violation"}}],
    )


@way
def no_deletion_protection():
    client("dynamodb").update_table(TableName=TABLE, DeletionProtectionEnabled=False)


@way
def policy_requires_nothing():
    policy = {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}
    client("s3").put_object(Bucket=BUCKET, Key="policies/tags.json", Body=json.dumps(policy))


@way
def policy_invalid():
    client("s3").put_object(Bucket=BUCKET, Key="policies/tags.json", Body='{"tags": 3}')


@way
def policy_deleted():
    client("s3").delete_object(Bucket=BUCKET, Key="policies/tags.json")


@way
def in_alarm():
    client("cloudwatch").set_alarm_state(
        AlarmName=the("AWS::CloudWatch::Alarm", "SnapshotStale"),
        StateValue="ALARM",
        StateReason="test",
    )


@way
def alarm_without_actions():
    cloudwatch, name = client("cloudwatch"), the("AWS::CloudWatch::Alarm", "RunFailed")
    found = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
    keys = ["AlarmName", "AlarmDescription", "MetricName", "Namespace", "Statistic", "Period"]
    keys += ["EvaluationPeriods", "Threshold", "ComparisonOperator"]
    cloudwatch.put_metric_alarm(**{key: found[key] for key in keys}, ActionsEnabled=False)


@way
def alarm_deleted():
    client("cloudwatch").delete_alarms(AlarmNames=[the("AWS::CloudWatch::Alarm", "RunLost")])


@way
def unconfirmed_mail():
    client("sns").subscribe(
        TopicArn=NAMES["AlarmTopicArn"], Protocol="email", Endpoint="team@example.org"
    )


@way
def nobody_notified():
    client("sns").delete_topic(TopicArn=NAMES["AlarmTopicArn"])


@way
def table_deleted():
    client("glue").delete_table(DatabaseName=DATABASE, Name="read_failures_json")


@way
def columns_missing():
    def change(table):
        table["StorageDescriptor"]["Columns"] = table["StorageDescriptor"]["Columns"][:-2]

    table_input("task_sets", change)


@way
def table_elsewhere():
    def change(table):
        table["StorageDescriptor"]["Location"] = "s3://elsewhere/inventory/"

    table_input("services", change)


@way
def first_day_in_the_future():
    def change(table):
        table["Parameters"]["projection.dt.range"] = "2099-01-01,NOW"

    table_input("clusters", change)


@way
def view_deleted():
    client("glue").delete_table(DatabaseName=DATABASE, Name="task_set_tags")


@way
def view_changed():
    def change(view):
        definition = json.loads(base64.b64decode(view["ViewOriginalText"][16:-3]))
        definition["originalSql"] = "SELECT 1"
        text = base64.b64encode(json.dumps(definition).encode()).decode()
        view["ViewOriginalText"] = f"/* Presto View: {text} */"

    table_input("latest_task_sets", change)


@way
def work_group_elsewhere():
    # moto does not support UpdateWorkGroup.
    athena, name = client("athena"), NAMES["WorkGroupName"]
    athena.delete_work_group(WorkGroup=name)
    athena.create_work_group(
        Name=name,
        Configuration={"ResultConfiguration": {"OutputLocation": "s3://elsewhere/results/"}},
    )


@way
def function_deleted():
    client("lambda").delete_function(FunctionName=FUNCTION)


@way
def schedule_deleted():
    client("scheduler").delete_schedule(Name=the("AWS::Scheduler::Schedule"))


@way
def queue_deleted():
    client("sqs").delete_queue(QueueUrl=NAMES["FailedRunsUrl"])


@way
def bucket_deleted():
    s3 = client("s3")
    versions = s3.list_object_versions(Bucket=BUCKET)
    for one in versions.get("Versions", []) + versions.get("DeleteMarkers", []):
        s3.delete_object(Bucket=BUCKET, Key=one["Key"], VersionId=one["VersionId"])
    s3.delete_bucket(Bucket=BUCKET)


@way
def dynamodb_table_deleted():
    client("dynamodb").update_table(TableName=TABLE, DeletionProtectionEnabled=False)
    client("dynamodb").delete_table(TableName=TABLE)


@way
def role_deleted():
    iam, role = client("iam"), the("AWS::IAM::Role", "ScheduleRole")
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        iam.delete_role_policy(RoleName=role, PolicyName=policy)
    iam.delete_role(RoleName=role)


@way
def almost_everything_denied():
    """Prints credentials that may read the stacks, the function, the bucket and the table only."""
    iam = client("iam")
    iam.create_user(UserName="auditor")
    services = ["cloudformation", "lambda", "s3", "dynamodb", "scheduler"]
    statement = {
        "Effect": "Allow",
        "Action": [service + ":*" for service in services],
        "Resource": "*",
    }
    iam.put_user_policy(
        UserName="auditor",
        PolicyName="some",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )
    key = iam.create_access_key(UserName="auditor")["AccessKey"]
    request = urllib.request.Request(
        os.environ["AWS_ENDPOINT_URL"] + "/moto-api/reset-auth",
        data=b"0",
        headers={"Content-Type": "text/plain"},
    )
    urllib.request.urlopen(request).close()
    print(
        json.dumps(
            {
                "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
                "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
            }
        )
    )


for name in sys.argv[2:]:
    try:
        WAYS[name]()
    except Exception as failure:
        sys.exit(f"{name}: {failure!r}")
