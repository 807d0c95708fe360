// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/httpexecutor.h>

#include "httpinput.h"

#include <operations/blotter.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::HttpExecutor", text); }

/// A session that the answer opens is for nobody else.
QList<Secret> secretsIn(const http::ProbeResult &result)
{
    QList<Secret> secrets;
    for (const net::HttpHeader &header : result.headers) {
        if (header.name.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
            secrets << Secret(QByteArrayView(header.value.split(';').first()));
    }
    return secrets;
}

QJsonObject headersOf(const http::ProbeResult &result)
{
    QJsonObject headers;
    for (const net::HttpHeader &header : result.headers) {
        const QString name = QString::fromUtf8(header.name).toLower();
        const QString before = headers.contains(name) ? headers.value(name).toString() + ", "_L1 : QString();
        headers.insert(name, before + QString::fromUtf8(header.value));
    }
    return headers;
}

QJsonObject outputOf(const Step &step, const http::ProbeResult &result)
{
    const operations::Blotter blotter(step.operation.secrets.values());
    const QJsonValue body = result.json.isUndefined() ? QJsonValue(QString::fromUtf8(result.body)) : result.json;
    return blotter.blot(QJsonObject{{u"status"_s, result.status}, {u"headers"_s, headersOf(result)}, {u"body"_s, body},
        {u"seconds"_s, std::chrono::duration<double>(result.duration).count()}});
}

Error isAWrite(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
        .withCode(u"NotARead"_s);
}

} // namespace

HttpExecutor::HttpExecutor(http::Client &client)
    : m_client(client)
{
}

QString HttpExecutor::kind() const { return u"http"_s; }

QCoro::Task<Result<Applied>> HttpExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    Result<http::Probe> probe = httpProbe(step);
    if (!probe)
        co_return probe.error();
    if (step.timeout.count() > 0)
        probe->limit = step.timeout;
    const bool triggers = isTrigger(step);
    if (triggers && step.tier == Tier::Read)
        co_return isAWrite(step);
    Result<http::ProbeResult> result;
    if (triggers)
        result = co_await m_client.trigger(permit, *probe, token);
    else
        result = co_await m_client.read(*probe, token);
    if (!result)
        co_return result.error();
    co_return Applied{outputOf(step, *result), {}, secretsIn(*result)};
}

} // namespace sm::executors
