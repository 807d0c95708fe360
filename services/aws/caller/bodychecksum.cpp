// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodychecksum.h"

#include <crypto/checksum.h>
#include <crypto/digest.h>

#include <QtEndian>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// Empty for an algorithm that is not known here: the service then says what it misses.
QByteArray checksum(const QString &algorithm, const QByteArray &body)
{
    if (algorithm == "CRC32"_L1)
        return bigEndian(crypto::crc32(body));
    if (algorithm == "CRC32C"_L1)
        return bigEndian(crypto::crc32c(body));
    if (algorithm == "CRC64NVME"_L1)
        return bigEndian(crypto::crc64nvme(body));
    if (algorithm == "SHA1"_L1)
        return crypto::sha1(body);
    if (algorithm == "SHA256"_L1)
        return crypto::sha256(body);
    return {};
}

bool hasChecksum(const net::HttpHeaders &headers)
{
    return std::any_of(headers.begin(), headers.end(), [](const net::HttpHeader &header) {
        const QByteArray name = header.name.toLower();
        return name == "content-md5" || name.startsWith("x-amz-checksum-");
    });
}

} // namespace

void addBodyChecksum(net::HttpRequest &request, const Operation &operation, const QJsonObject &input)
{
    if (hasChecksum(request.headers))
        return;
    const QString algorithm = input.value(operation.requestAlgorithmMember).toString();
    if (const QByteArray sum = checksum(algorithm, request.body); !sum.isEmpty())
        request.headers.append({"x-amz-checksum-" + algorithm.toLower().toUtf8(), sum.toBase64()});
    else if (operation.httpChecksumRequired)
        request.headers.append({"Content-MD5", crypto::md5(request.body).toBase64()});
}

} // namespace sm::aws
