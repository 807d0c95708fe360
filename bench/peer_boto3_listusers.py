# SPDX-License-Identifier: GPL-3.0-or-later
"""What boto3 needs to walk all pages of ListUsers: the figure beside ours.

    peer_boto3_listusers.py ENDPOINT USER_POOL_ID

prints {"users": …, "pages": …, "wallSeconds": …, "cpuSeconds": …, "peakMegabytes": …}; user and system time of the
whole process, its imports too, as for the program it is compared with.
"""
import json
import resource
import sys
import time

import boto3


def main():
    endpoint, pool = sys.argv[1:]
    began = time.monotonic()
    cognito = boto3.client("cognito-idp", endpoint_url=endpoint, region_name="us-east-1",
                           aws_access_key_id="AKIABENCH", aws_secret_access_key="bench")
    users = pages = 0
    for page in cognito.get_paginator("list_users").paginate(UserPoolId=pool):
        users += len(page["Users"])
        pages += 1
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"users": users, "pages": pages, "wallSeconds": round(time.monotonic() - began, 3),
                      "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 3),
                      "peakMegabytes": round(usage.ru_maxrss / 1024, 1)}))


if __name__ == "__main__":
    main()
