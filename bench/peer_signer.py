# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of bench_signer: botocore signs the same requests. Prints one JSON line."""
import datetime
import json
import sys
import time
from unittest import mock

from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

DIFFERENT = 1_000  # requests; they are signed over and over
BODY = (b'{"UserPoolId":"eu-west-1_AbCdEfGhI","Limit":60,"PaginationToken":"CAISqAIIARKBAggDEvwBAHOOlP'
        b'lKs3VZ0Y5yfBqV2cXW1kLrT8mE4zJdN6uQ9hGwPvRxAoSi7tCbUnMyFgDeHj"}')
MOMENT = datetime.datetime.fromtimestamp(1_440_938_160, datetime.timezone.utc)


def list_users(number):
    return AWSRequest("POST", "https://cognito-idp.eu-west-1.amazonaws.com/", data=BODY, headers={
        "Host": "cognito-idp.eu-west-1.amazonaws.com",
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityProviderService.ListUsers",
        "User-Agent": "stationmaster/0.1",
        "amz-sdk-invocation-id": "00000000-0000-0000-0000-%012d" % number,
        "amz-sdk-request": "attempt=1",
    })


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    signer = auth.SigV4Auth(Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                            "cognito-idp", "eu-west-1")
    requests = [list_users(number) for number in range(DIFFERENT)]
    with mock.patch.object(auth, "get_current_datetime", lambda *_, **__: MOMENT):
        start = time.perf_counter()
        for number in range(count):
            request = requests[number % DIFFERENT]
            signer.add_auth(request)
        seconds = time.perf_counter() - start
    print(json.dumps({"count": count, "seconds": seconds, "last": request.headers["Authorization"]}))


if __name__ == "__main__":
    main()
