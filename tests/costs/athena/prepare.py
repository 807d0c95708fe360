#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a report in S3, its table in Glue and a workgroup.

    prepare.py ENDPOINT REGION     keys come from the environment

Glue knows January and February 2024; S3 has March, too.
"""
import json
import sys
import urllib.request

import boto3

BUCKET = "your-cur-bucket"
COLUMNS = [("line_item_product_code", "string"), ("line_item_usage_account_id", "string"),
           ("line_item_usage_type", "string"), ("line_item_line_item_type", "string"),
           ("line_item_currency_code", "string"), ("line_item_usage_start_date", "timestamp"),
           ("line_item_unblended_cost", "double")]


def storage(location):
    return {"Location": location, "Columns": [{"Name": name, "Type": kind} for name, kind in COLUMNS]}


def location(month):
    return "s3://%s/cur-data/costs/year=2024/month=%d/" % (BUCKET, month)


def result(endpoint, rows):
    names = rows[0]
    columns = [{"Name": name, "Type": "varchar"} for name in names]
    cells = [{"Data": [{"VarCharValue": cell} for cell in row]} for row in rows]
    body = json.dumps({"region": "us-east-1", "results": [{"rows": cells, "column_info": columns}]}).encode()
    urllib.request.urlopen(endpoint + "/moto-api/static/athena/query-results", data=body).read()


def main():
    endpoint, region = sys.argv[1:]

    def client(service):
        return boto3.client(service, endpoint_url=endpoint, region_name=region)

    s3 = client("s3")
    for bucket in (BUCKET, "your-athena-results-bucket"):
        s3.create_bucket(Bucket=bucket)
    for month in (1, 2, 3):
        for part in range(2):
            key = "cur-data/costs/year=2024/month=%d/part-%d.parquet" % (month, part)
            s3.put_object(Bucket=BUCKET, Key=key, Body=b"x" * 1000 * month)
    glue = client("glue")
    glue.create_database(DatabaseInput={"Name": "cur_database"})
    glue.create_table(DatabaseName="cur_database", TableInput={
        "Name": "cur_table", "TableType": "EXTERNAL_TABLE",
        "PartitionKeys": [{"Name": "year", "Type": "string"}, {"Name": "month", "Type": "string"}],
        "StorageDescriptor": storage("s3://%s/cur-data/costs" % BUCKET)})
    for month in (1, 2):
        glue.create_partition(DatabaseName="cur_database", TableName="cur_table", PartitionInput={
            "Values": ["2024", str(month)], "StorageDescriptor": storage(location(month))})
    athena = client("athena")
    athena.create_work_group(Name="costs-dashboard", Configuration={
        "ResultConfiguration": {"OutputLocation": "s3://your-athena-results-bucket/"},
        "EnforceWorkGroupConfiguration": True, "BytesScannedCutoffPerQuery": 1 << 40})
    result(endpoint.replace("localhost", "127.0.0.1"),
           [["day", "service", "account", "currency", "unblended"],
            ["2024-01-01", "AmazonEC2", "123412340534", "USD", "12.345678901234567"],
            ["2024-01-02", "AmazonS3", "123412340534", "USD", "0.000000000000001"]])


if __name__ == "__main__":
    main()
