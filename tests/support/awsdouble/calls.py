# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request means: service, operation, protocol, who asks."""
import dataclasses
import functools
import json
import pathlib
import re
import urllib.parse

JSON, QUERY, EC2, REST_JSON, REST_XML, PLAIN = "json", "query", "ec2", "rest-json", "rest-xml", "plain"
MODELS = pathlib.Path(__file__).resolve().parents[3] / "resources" / "aws" / "models"
READS = re.compile("(Get|List|Describe|Head|Batch(Get|Check)|Query$|Scan$|Select|Lookup|Filter|Search|Simulate|"
                   "AdminGet|AdminList|Test|Validate|Detect|Preview|Estimate|AssumeRole|RegisterClient|"
                   "StartDeviceAuthorization|CreateToken|GET |HEAD )")
SCOPE = re.compile(r"Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request")


@dataclasses.dataclass(frozen=True)
class Call:
    service: str  # the signing name, "" without signature
    region: str
    operation: str  # of the model; for REST without a model "METHOD /path"
    protocol: str
    access_key: str

    @property
    def is_write(self):
        return self.protocol != PLAIN and not READS.match(self.operation)


def identify(request):
    """The call that a request makes. A request that is no AWS call has the protocol "plain"."""
    scope = SCOPE.search(request.header("Authorization")) or SCOPE.search(_presigned_scope(request))
    key, _, region, service = scope.groups() if scope else ("", "", "", "")
    target = request.header("X-Amz-Target")
    if target:
        return Call(service, region, target.rsplit(".", 1)[-1], JSON, key)
    action = _action(request)
    if action:
        service = service or "sts"  # AssumeRoleWithWebIdentity and its like are not signed
        return Call(service, region, action, EC2 if service == "ec2" else QUERY, key)
    if not scope:
        return Call("", "", "%s %s" % (request.method, request.path), PLAIN, "")
    protocol = REST_XML if service in ("s3", "route53", "cloudfront") else REST_JSON
    return Call(service, region, _rest_operation(service, request), protocol, key)


def _presigned_scope(request):
    credential = dict(urllib.parse.parse_qsl(request.query)).get("X-Amz-Credential", "")
    return "Credential=%s" % credential


def _action(request):
    if request.method == "POST" and "form-urlencoded" in request.header("Content-Type"):
        return dict(urllib.parse.parse_qsl(request.text)).get("Action", "")
    return ""


def _rest_operation(service, request):
    """Of the routes that fit, the one with the most fixed text; AWS chooses in the same way."""
    fitting = [route for route in routes(service) if route.fits(request)]
    if not fitting:
        return "%s %s" % (request.method, request.path)
    return max(fitting, key=lambda route: route.weight).operation


class Route:
    """One operation of a model: method, request URI, and the query parameters and headers it can not be without.

    These tell CopyObject from PutObject, and AbortMultipartUpload from DeleteObject.
    """

    def __init__(self, operation, method, uri, needed_query=(), needed_headers=()):
        path, _, query = uri.partition("?")
        pattern = re.sub(r"\\{(\w+)\\\+\\}", "(.+)", re.escape(path))
        pattern = re.sub(r"\\{(\w+)\\}", "([^/]+)", pattern)
        self.operation, self.method = operation, method
        self._pattern = re.compile(pattern + "/?$")
        self._query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        self._needed_query, self._needed_headers = needed_query, needed_headers
        conditions = len(self._query) + len(needed_query) + len(needed_headers)
        self.weight = len(re.sub(r"{[^}]*}", "", path)) + 100 * conditions + path.count("{")

    @classmethod
    def of_model(cls, model, name):
        operation = model["operations"][name]
        shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
        members = [shape["members"][member] for member in shape.get("required", [])]
        needed = {place: [member["locationName"] for member in members if member.get("location") == place]
                  for place in ("querystring", "header")}
        return cls(name, operation["http"]["method"], operation["http"]["requestUri"], needed["querystring"],
                   needed["header"])

    def fits(self, request):
        if request.method != self.method or not self._pattern.match(request.path):
            return False
        given = dict(urllib.parse.parse_qsl(request.query, keep_blank_values=True))
        return (all(name in given and value in ("", given[name]) for name, value in self._query.items())
                and all(name in given for name in self._needed_query)
                and all(request.header(name) for name in self._needed_headers))


@functools.lru_cache(maxsize=None)
def routes(service):
    """The REST routes of all models that sign as the service; none where the models are not at hand."""
    found = []
    for path in sorted(MODELS.glob("*.json")):
        model = json.loads(path.read_bytes())["service"]
        metadata = model["metadata"]
        if service in (metadata.get("signingName"), metadata.get("endpointPrefix")):
            found += [Route.of_model(model, name) for name in model["operations"]
                      if "http" in model["operations"][name]]
    return found
