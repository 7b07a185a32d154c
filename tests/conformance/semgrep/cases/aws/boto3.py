import boto3
from boto3.session import Session

# ruleid: boto3-hard-coded-key
boto3.client("s3", aws_access_key_id="a", aws_secret_access_key="b")
# ruleid: boto3-hard-coded-key
Session(aws_secret_access_key="b")
boto3.resource(
    "s3",
    # ruleid: boto3-hard-coded-key
    aws_secret_access_key="c",
    region_name="d",
)
# ok: boto3-hard-coded-key
boto3.client("s3", aws_secret_access_key=environ.get(name))
# ok: boto3-hard-coded-key
boto3.client("s3")


def upload():
    s3 = boto3.client("s3", region_name="a")
    # ruleid: boto3-public-bucket
    s3.put_object(Bucket="b", Key="k", ACL="public-read")
    # ruleid: boto3-public-bucket
    s3.create_bucket(ACL="public-read-write", Bucket="b")
    # ok: boto3-public-bucket
    s3.put_object(Bucket="b", Key="k", ACL="private")
    # ok: boto3-public-bucket
    other.put_object(Bucket="b", Key="k", ACL="public-read")


def handler(event, context):
    # ruleid: boto3-client-in-handler
    client = boto3.client("sns")
    return client


def not_handler(event):
    # ok: boto3-client-in-handler
    client = boto3.client("sns")
    return client


def listing(c):
    # ruleid: boto3-unpaginated
    c.list_objects_v2(Bucket="a")
    # ok: boto3-unpaginated
    c.list_objects_v2(Bucket="a", ContinuationToken=token)
    while more:
        # ok: boto3-unpaginated
        page = c.list_objects_v2(Bucket="a")


def query_handler(event, context):
    # ruleid: lambda-tainted-format
    cursor.execute("select " + event["name"])
    # ok: lambda-tainted-format
    cursor.execute("select 1", event["name"])
    # ruleid: lambda-tainted-format
    name = event["name"]
    log(name)
    cursor.execute(f"select {name}", [])


def scans(dynamo):
    table = dynamo.Table("a")
    # ruleid: dynamodb-scan
    table.scan()
    # ok: dynamodb-scan
    table.query()
    # ok: dynamodb-scan
    other.scan()
