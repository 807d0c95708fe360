# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors as AWS writes them in each protocol (and what it calls the same refusal there)."""
import json
import uuid
from xml.sax.saxutils import escape

from . import calls
from .wire import Reply

THROTTLE_CODES = ["Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
                  "TooManyRequestsException", "ProvisionedThroughputExceededException",
                  "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
                  "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete",
                  "EC2ThrottledException"]
USUAL_THROTTLE = {calls.JSON: ("ThrottlingException", 400), calls.REST_JSON: ("TooManyRequestsException", 429),
                  calls.QUERY: ("Throttling", 400), calls.EC2: ("RequestLimitExceeded", 503),
                  calls.REST_XML: ("SlowDown", 503)}

# Why a request is refused -> protocol -> (code, status).
REFUSALS = {
    "missing": {calls.JSON: ("MissingAuthenticationTokenException", 400),
                calls.REST_JSON: ("MissingAuthenticationTokenException", 403),
                calls.QUERY: ("MissingAuthenticationToken", 403), calls.EC2: ("AuthFailure", 401),
                calls.REST_XML: ("AccessDenied", 403)},
    "unknown-key": {calls.JSON: ("UnrecognizedClientException", 400),
                    calls.REST_JSON: ("UnrecognizedClientException", 403),
                    calls.QUERY: ("InvalidClientTokenId", 403), calls.EC2: ("AuthFailure", 401),
                    calls.REST_XML: ("InvalidAccessKeyId", 403)},
    "expired-token": {calls.JSON: ("ExpiredTokenException", 400), calls.REST_JSON: ("ExpiredTokenException", 403),
                      calls.QUERY: ("ExpiredToken", 403), calls.EC2: ("RequestExpired", 400),
                      calls.REST_XML: ("ExpiredToken", 400)},
    "signature": {calls.JSON: ("InvalidSignatureException", 400), calls.REST_JSON: ("InvalidSignatureException", 403),
                  calls.QUERY: ("SignatureDoesNotMatch", 403), calls.EC2: ("AuthFailure", 401),
                  calls.REST_XML: ("SignatureDoesNotMatch", 403)},
    "skewed": {calls.JSON: ("InvalidSignatureException", 400), calls.REST_JSON: ("InvalidSignatureException", 403),
               calls.QUERY: ("SignatureDoesNotMatch", 403), calls.EC2: ("RequestExpired", 400),
               calls.REST_XML: ("RequestTimeTooSkewed", 403)},
}


def error(protocol, code, message, status, headers=None):
    """The reply that carries an error in the protocol's own form."""
    request_id = str(uuid.uuid4())
    build = {calls.JSON: _json, calls.REST_JSON: _rest_json, calls.EC2: _ec2, calls.REST_XML: _s3}.get(protocol, _query)
    reply = build(code, message, status, request_id)
    reply.headers.update(headers or {})
    return reply


def refusal(protocol, why, message):
    """A refused identity; REFUSALS has the reasons. What is no AWS call is refused as the query protocol does."""
    code, status = REFUSALS[why].get(protocol, REFUSALS[why][calls.QUERY])
    return error(protocol, code, message, status)


def throttle(protocol, code=None):
    usual, status = USUAL_THROTTLE.get(protocol, ("Throttling", 400))
    return error(protocol, code or usual, "Rate exceeded", status)


def _json(code, message, status, request_id):
    return Reply(status, {"Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": request_id},
                 json.dumps({"__type": code, "message": message}).encode())


def _rest_json(code, message, status, request_id):
    headers = {"Content-Type": "application/json", "x-amzn-RequestId": request_id, "x-amzn-ErrorType": code + ":"}
    return Reply(status, headers, json.dumps({"message": message}).encode())


def _xml(status, request_id, text):
    headers = {"Content-Type": "text/xml", "x-amzn-RequestId": request_id}
    return Reply(status, headers, ('<?xml version="1.0" encoding="UTF-8"?>\n' + text).encode())


def _query(code, message, status, request_id):
    return _xml(status, request_id,
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
                "<RequestId>%s</RequestId></ErrorResponse>" % (escape(code), escape(message), request_id))


def _ec2(code, message, status, request_id):
    return _xml(status, request_id,
                "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
                "<RequestID>%s</RequestID></Response>" % (escape(code), escape(message), request_id))


def _s3(code, message, status, request_id):
    reply = _xml(status, request_id,
                 "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
                 % (escape(code), escape(message), request_id))
    reply.headers["x-amz-request-id"] = reply.headers.pop("x-amzn-RequestId")
    reply.headers["Content-Type"] = "application/xml"
    return reply
