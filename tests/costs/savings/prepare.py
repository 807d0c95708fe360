#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes an account with something to save: a function of eight versions, log groups, buckets, a NAT gateway.

    prepare.py ENDPOINT REGION     keys come from the environment; prints the ids as JSON
"""
import io
import json
import sys
import zipfile

import boto3


def archive(number):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("main.py", "def handler(event, context):\n    return %d\n" % number)
    return buffer.getvalue()


def main():
    endpoint, region = sys.argv[1:]

    def client(service):
        return boto3.client(service, endpoint_url=endpoint, region_name=region)

    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                                     "Principal": {"Service": "lambda.amazonaws.com"}}]}
    role = client("iam").create_role(RoleName="function", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    functions = client("lambda")
    functions.create_function(FunctionName="lambda_router", Runtime="python3.12", Role=role, Handler="main.handler",
                              Code={"ZipFile": archive(0)}, Publish=True)
    for number in range(1, 8):
        functions.update_function_code(FunctionName="lambda_router", ZipFile=archive(number), Publish=True)
    functions.create_alias(FunctionName="lambda_router", Name="live", FunctionVersion="2")

    logs = client("logs")
    for name in ("/aws/lambda/endless", "/aws/lambda/limited"):
        logs.create_log_group(logGroupName=name)
    logs.put_retention_policy(logGroupName="/aws/lambda/limited", retentionInDays=30)

    s3 = client("s3")
    for bucket in ("ons-data-platform-raw-prod", "ruled"):
        s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket=bucket, Key="report.csv", Body=b"x" * 100000)
    rule = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 90}}
    s3.put_bucket_lifecycle_configuration(Bucket="ruled", LifecycleConfiguration={"Rules": [rule]})

    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=gateway)
    print(json.dumps({"vpc": vpc, "table": table}))


if __name__ == "__main__":
    main()
