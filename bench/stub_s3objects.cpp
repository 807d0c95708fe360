// SPDX-License-Identifier: GPL-3.0-or-later
#include "stub_s3objects.h"

#include <crypto/sha256.h>

#include <QCryptographicHash>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace bench {

namespace {

constexpr std::size_t pageSize = 1000;
constexpr std::size_t patternBytes = 1021; // no power of two, so that a piece in the wrong place is seen

std::string pattern()
{
    std::string made(patternBytes + 2 * 1024 * 1024, '\0');
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = static_cast<char>((i % patternBytes) * 7 % 251);
    return made;
}

void fill(std::uint64_t offset, char *buffer, std::size_t size)
{
    static const std::string content = pattern();
    std::memcpy(buffer, content.data() + offset % patternBytes, size);
}

std::string decoded(std::string_view text)
{
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            made.push_back(static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16)));
            i += 2;
        } else {
            made.push_back(text[i] == '+' ? ' ' : text[i]);
        }
    }
    return made;
}

/// The value of \p name in a query; empty: it has none.
std::string parameter(std::string_view query, const std::string &name)
{
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view one = query.substr(0, end);
        if (one.starts_with(name + "="))
            return decoded(one.substr(name.size() + 1));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return {};
}

StubReply refusal(int status, const std::string &code)
{
    return {
        status, "Content-Type: application/xml\r\n", "<Error><Code>" + code + "</Code><Message>No.</Message></Error>"};
}

StubReply xml(const std::string &body) { return {200, "Content-Type: application/xml\r\n", body}; }

} // namespace

StubObjects::StubObjects(std::size_t count, std::uint64_t bytes)
    : m_bytes(bytes)
{
    Bucket &source = m_buckets["source"];
    char name[32];
    for (std::size_t number = 0; number < count; ++number) {
        std::snprintf(name, sizeof name, "data/%03zu/%07zu", number / 1000, number);
        source[name] = {};
    }
    m_buckets["target"];
    m_buckets["peer"];
    measure();
}

void StubObjects::measure()
{
    sm::crypto::Sha256 sha256;
    QCryptographicHash md5(QCryptographicHash::Md5);
    std::string piece(1024 * 1024, '\0');
    for (std::uint64_t at = 0; at < m_bytes; at += piece.size()) {
        const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), m_bytes - at));
        fill(at, piece.data(), size);
        sha256.add(QByteArrayView(piece.data(), static_cast<qsizetype>(size)));
        if (m_bytes <= 1024 * 1024)
            md5.addData(QByteArrayView(piece.data(), static_cast<qsizetype>(size)));
    }
    m_sha256 = sha256.finish().toBase64().toStdString();
    m_etag = "\"" + md5.result().toHex().toStdString() + (m_bytes <= 1024 * 1024 ? "\"" : "-2\"");
}

StubReply StubObjects::answer(const StubRequest &request)
{
    const std::size_t question = std::min(request.target.find('?'), request.target.size());
    const std::string path = decoded(request.target.substr(1, question - 1));
    if (path == "-facts")
        return {200, {}, "{\"copies\": " + std::to_string(m_copies) + ", \"twice\": " + std::to_string(m_twice) + "}"};
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string bucket = path.substr(0, slash);
    const std::string key = slash < path.size() ? path.substr(slash + 1) : std::string();
    if (!m_buckets.contains(bucket))
        return refusal(404, "NoSuchBucket");
    if (key.empty())
        return list(bucket, request.target.substr(std::min(question + 1, request.target.size())));
    if (request.verb == "PUT")
        return copy(request, bucket, key);
    const auto found = m_buckets[bucket].find(key);
    if (found == m_buckets[bucket].end())
        return refusal(404, "NoSuchKey");
    if (request.verb != "DELETE")
        return read(request, found->second);
    m_buckets[bucket].erase(found);
    return {204};
}

StubReply StubObjects::list(const std::string &bucket, std::string_view query) const
{
    const std::string prefix = parameter(query, "prefix");
    const std::string after = std::max(parameter(query, "start-after"), parameter(query, "continuation-token"));
    const Bucket &in = m_buckets.at(bucket);
    std::string contents;
    std::string last;
    std::size_t count = 0;
    auto it = after.empty() ? in.lower_bound(prefix) : in.upper_bound(after);
    for (; it != in.end() && it->first.starts_with(prefix) && count < pageSize; ++it, ++count) {
        last = it->first;
        contents += "<Contents><Key>" + last + "</Key><LastModified>2026-11-01T12:00:00.000Z</LastModified><ETag>"
            + m_etag + "</ETag><Size>" + std::to_string(m_bytes)
            + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }
    const bool isCut = it != in.end() && it->first.starts_with(prefix);
    return xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult "
               "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>"
        + bucket + "</Name><Prefix>" + prefix + "</Prefix><KeyCount>" + std::to_string(count)
        + "</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>"
        + (isCut ? "true</IsTruncated><NextContinuationToken>" + last + "</NextContinuationToken>"
                 : "false</IsTruncated>")
        + contents + "</ListBucketResult>");
}

std::string StubObjects::headersOf(const Object &object) const
{
    return "ETag: " + m_etag + "\r\nLast-Modified: Sun, 01 Nov 2026 12:00:00 GMT\r\n"
        + "x-amz-server-side-encryption: AES256\r\n"
        + (object.hasChecksum ? "x-amz-checksum-sha256: " + m_sha256 + "\r\n" : "");
}

StubReply StubObjects::read(const StubRequest &request, const Object &object) const
{
    StubReply reply{200, headersOf(object), {}, m_bytes, {}};
    const std::string range(request.header("Range"));
    std::uint64_t begin = 0;
    if (range.starts_with("bytes=")) {
        char *dash = nullptr;
        begin = std::strtoull(range.c_str() + 6, &dash, 10);
        const std::uint64_t end = std::min<std::uint64_t>(std::strtoull(dash + 1, nullptr, 10), m_bytes - 1);
        reply.status = 206;
        reply.length = end - begin + 1;
    }
    reply.content
        = [begin](std::uint64_t offset, char *buffer, std::size_t size) { fill(begin + offset, buffer, size); };
    return reply;
}

StubReply StubObjects::copy(const StubRequest &request, const std::string &bucket, const std::string &key)
{
    std::string source = decoded(request.header("x-amz-copy-source"));
    source.erase(0, source.starts_with("/") ? 1 : 0);
    const std::size_t slash = std::min(source.find('/'), source.size());
    const auto from = m_buckets.find(source.substr(0, slash));
    const std::string sourceKey = source.substr(std::min(slash + 1, source.size()));
    if (from == m_buckets.end() || !from->second.contains(sourceKey))
        return refusal(404, "NoSuchKey");
    const bool isThere = m_buckets[bucket].contains(key);
    if (isThere && request.header("If-None-Match") == "*")
        return refusal(412, "PreconditionFailed");
    ++m_copies;
    m_twice += isThere ? 1 : 0;
    const bool wantsChecksum = request.header("x-amz-checksum-algorithm") == "SHA256";
    m_buckets[bucket][key] = {wantsChecksum};
    return xml(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CopyObjectResult "
        "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LastModified>2026-11-01T12:00:00.000Z</LastModified><ETag>"
        + m_etag + "</ETag>" + (wantsChecksum ? "<ChecksumSHA256>" + m_sha256 + "</ChecksumSHA256>" : "")
        + "</CopyObjectResult>");
}

} // namespace bench
