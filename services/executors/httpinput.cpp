// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpinput.h"

#include "input.h"
#include "secretvalues.h"

#include <core/json.h>
#include <http/proberequest.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::HttpInput", text); }

void readHeaders(Input &input, const Step &step, const QString &member, http::Probe &probe)
{
    const QMap<QString, QString> given = input.map(member);
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString secret = secretName(it.value(), step.operation.secrets);
        if (!secret.isEmpty())
            probe.secretHeaders.insert(it.key(), step.operation.secrets.value(secret));
        else if (member == "secretHeaders"_L1)
            input.refuse(member, tr("takes secrets only; put what everybody may read into “headers”"));
        else
            probe.headers << net::HttpHeader{it.key().toUtf8(), it.value().toUtf8()};
    }
}

/// A text is sent as it stands, everything else as the JSON that it is.
void readBody(const Input &input, const Step &step, http::Probe &probe)
{
    const QJsonValue body = withSecretsPutIn(input.value(u"body"_s), step.operation.secrets);
    if (body.isUndefined() || body.isNull())
        return;
    probe.body = body.isString() ? body.toString().toUtf8() : toCompactJson(body);
    if (!body.isString() && !net::hasHeader(probe.headers, "Content-Type"))
        probe.headers << net::HttpHeader{"Content-Type", "application/json"};
}

QStringList membersOf(const Step &step)
{
    const QStringList both{
        u"url"_s, u"values"_s, u"method"_s, u"headers"_s, u"secretHeaders"_s, u"status"_s, u"assertion"_s};
    return isTrigger(step) ? both + QStringList{u"body"_s} : both;
}

} // namespace

bool isTrigger(const Step &step) { return step.operation.uses == "http:trigger"_L1; }

QStringList secretMembersOfHttp() { return {u"headers"_s, u"secretHeaders"_s, u"body"_s}; }

Result<http::Probe> httpProbe(const Step &step)
{
    Input input(step, membersOf(step));
    http::Probe probe;
    const QString pattern = input.requiredText(u"url"_s);
    const QMap<QString, QString> values = input.map(u"values"_s);
    const QString method = input.text(u"method"_s);
    probe.method = method.isEmpty() ? (isTrigger(step) ? "POST" : "GET") : method.toUtf8();
    readHeaders(input, step, u"headers"_s, probe);
    readHeaders(input, step, u"secretHeaders"_s, probe);
    readBody(input, step, probe);
    probe.expectedStatus = input.numbers(u"status"_s);
    probe.assertion = input.text(u"assertion"_s);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    if (!input.isComplete())
        return probe;
    const Result<http::Url> url = http::Url::of(pattern, values);
    if (!url)
        return url.error();
    probe.url = *url;
    const auto request = http::requestFor(probe, isTrigger(step) ? http::Purpose::Change : http::Purpose::Read);
    if (!request)
        return request.error();
    return probe;
}

} // namespace sm::executors
