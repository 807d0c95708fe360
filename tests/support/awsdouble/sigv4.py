# SPDX-License-Identifier: GPL-3.0-or-later
"""Signature Version 4, from the server's side: computed again from the request line exactly as it was sent."""
import hashlib
import hmac
import posixpath
import re
import urllib.parse

ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = re.compile("(UNSIGNED-PAYLOAD|STREAMING-[A-Z0-9-]+)$")
HEADER = re.compile(r"AWS4-HMAC-SHA256\s+Credential=(?P<credential>[^,\s]+)\s*,\s*"
                    r"SignedHeaders=(?P<headers>[^,\s]+)\s*,\s*Signature=(?P<signature>[0-9a-f]{64})$")


class Signature:
    """What the client claims: key, scope, date, signed headers, signature, from the header or the query."""

    def __init__(self, credential, headers, signature, date, presigned):
        self.access_key, self.scope = credential.split("/", 1)
        self.headers, self.signature, self.date, self.presigned = headers.split(";"), signature, date, presigned

    @property
    def service(self):
        return self.scope.split("/")[2]

    @classmethod
    def of(cls, request):
        """The claim of a request, or None where there is none that can be read."""
        found = HEADER.match(request.header("Authorization"))
        if found:
            return cls(found["credential"], found["headers"], found["signature"], request.header("X-Amz-Date"), False)
        query = dict(urllib.parse.parse_qsl(request.query))
        if query.get("X-Amz-Algorithm") != ALGORITHM or "X-Amz-Signature" not in query:
            return None
        return cls(query["X-Amz-Credential"], query["X-Amz-SignedHeaders"], query["X-Amz-Signature"],
                   query["X-Amz-Date"], True)


def holds(claim, request, secret):
    """True when the signature is the one that the owner of the secret would have made, over the body as received."""
    stated = request.header("X-Amz-Content-SHA256")
    if stated and not UNSIGNED.match(stated) and stated != _sha256(request.body):
        return False
    expected = sign(claim, request, secret)
    return hmac.compare_digest(expected, claim.signature)


def sign(claim, request, secret):
    text = "\n".join([ALGORITHM, claim.date, claim.scope, _sha256(canonical_request(claim, request).encode())])
    key = ("AWS4" + secret).encode()
    for part in claim.scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def canonical_request(claim, request):
    headers = "".join("%s:%s\n" % (name, _canonical_value(request, name)) for name in claim.headers)
    return "\n".join([request.method, _canonical_path(claim, request), _canonical_query(request), headers,
                      ";".join(claim.headers), _payload(claim, request)])


def _canonical_path(claim, request):
    path = request.path or "/"
    if claim.service == "s3":  # signed as sent: encoded once, never normalised
        return path
    normal = posixpath.normpath(path).replace("//", "/")
    if path.endswith("/") and normal != "/":
        normal += "/"
    return urllib.parse.quote(normal, safe="/-_.~")


def _canonical_query(request):
    pairs = []
    for item in filter(None, request.query.split("&")):
        name, _, value = item.partition("=")
        if name != "X-Amz-Signature":
            pairs.append((_encode(name), _encode(value)))
    return "&".join("%s=%s" % pair for pair in sorted(pairs))


def _canonical_value(request, name):
    values = [value for key, value in request.headers if key.lower() == name]
    return ",".join(re.sub(" +", " ", value.strip()) for value in values)


def _payload(claim, request):
    if claim.presigned:
        return "UNSIGNED-PAYLOAD" if claim.service == "s3" else _sha256(request.body)
    return request.header("X-Amz-Content-SHA256") or _sha256(request.body)


def _encode(raw):
    return urllib.parse.quote(urllib.parse.unquote_to_bytes(raw), safe="-_.~")


def _sha256(data):
    return hashlib.sha256(data).hexdigest()
