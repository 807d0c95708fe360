// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer.h"

#include "customendpoint.h"

#include <aws/protocol.h>
#include <aws/retryclassifier.h>
#include <crypto/checksum.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QtConcurrentRun>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Caller", text); }

constexpr qsizetype shortBody = 256 * 1024;

Result<QJsonObject> parse(const PreparedCall &call, const net::HttpReply &reply)
{
    Result<QJsonObject> output = parseOutput(*call.service, *call.operation, reply, call.reader);
    if (!output && output.error().code().isEmpty())
        return output.error().withCode(u"NotReadable"_s);
    return output;
}

} // namespace

Result<void> checkBody(const PreparedCall &call, const net::HttpReply &reply)
{
    const QByteArray named = reply.header("x-amz-crc32");
    const bool packed = !reply.header("Content-Encoding").isEmpty();
    if (named.isEmpty() || packed || call.endpoint.signingName != "dynamodb"_L1)
        return ok();
    bool isNumber = false;
    const quint32 expected = named.toUInt(&isNumber);
    if (!isNumber || expected == crypto::crc32(reply.body))
        return ok();
    return Error(Error::Kind::BadReply, tr("The answer was damaged on the way. Try again."))
        .withCode(checksumMismatch.toString())
        .withChanged(Error::Changed::Unknown);
}

QCoro::Task<Result<QJsonObject>> parseAnswer(PreparedCall call, net::HttpReply reply)
{
    if (reply.body.size() <= shortBody)
        co_return parse(call, reply);
    QFuture<Result<QJsonObject>> parsing = QtConcurrent::run(parse, std::move(call), std::move(reply));
    co_return co_await parsing;
}

Error serviceRests(const PreparedCall &call, std::chrono::milliseconds left)
{
    const QString host = QString::fromUtf8(EndpointAddress::of(call.request.url).hostHeader());
    return Error(Error::Kind::Network, tr("%1 did not answer lately. The next try is in a few seconds.").arg(host))
        .withCode(u"Resting"_s)
        .withRetryAfter(left);
}

Error withAdvice(const Error &error, const PreparedCall &call)
{
    if (error.code() != "Lookup"_L1)
        return error;
    const QString host = QString::fromUtf8(EndpointAddress::of(call.request.url).hostHeader());
    const QString advice = call.endpoint.custom
        ? tr("The host %1 was not found. Check the endpoint URL and the network.").arg(host)
        : tr("The host %1 was not found. Check the network, and that the region %2 exists and offers %3.")
              .arg(host, call.endpoint.signingRegion.value, call.service->name());
    return Error(error.kind(), advice).withCode(error.code()).withChanged(error.changed());
}

} // namespace sm::aws
