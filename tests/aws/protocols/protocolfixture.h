// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/protocol.h>
#include <core/json.h>

#include <QTest>

/// A service with one operation, made from the pieces of a model that a test is about.
class ProtocolFixture
{
public:
    /// \param operation what the model says about the operation, with its name "Act"; \param shapes as in the model
    ProtocolFixture(const QByteArray &protocol, const QByteArray &operation, const QByteArray &shapes,
        const QByteArray &metadata = "{}")
    {
        using namespace Qt::Literals::StringLiterals;
        QJsonObject about = object(metadata);
        about[u"protocol"] = QString::fromLatin1(protocol);
        about[u"jsonVersion"] = u"1.1"_s;
        about[u"targetPrefix"] = u"Test"_s;
        about[u"apiVersion"] = u"2020-01-01"_s;
        QJsonObject act = object(operation);
        act[u"name"] = u"Act"_s;
        const QJsonObject model{
            {u"metadata"_s, about}, {u"operations"_s, QJsonObject{{u"Act"_s, act}}}, {u"shapes"_s, object(shapes)}};
        const auto parsed = sm::aws::ServiceModel::parse(u"test"_s, model, {}, {});
        if (!parsed)
            qFatal("%s", qPrintable(parsed.error().message()));
        m_service = *parsed;
    }

    static QJsonObject object(const QByteArray &json)
    {
        const auto value = sm::parseJson(json);
        if (!value)
            qFatal("%s: %s", json.constData(), qPrintable(value.error().message()));
        return value->toObject();
    }

    static sm::net::HttpReply reply(int status, const QByteArray &body, const sm::net::HttpHeaders &headers = {})
    {
        sm::net::HttpReply result;
        result.status = status;
        result.headers = headers;
        result.body = body;
        return result;
    }

    const sm::aws::ServiceModel &service() const { return *m_service; }
    const sm::aws::Operation &operation() const { return *m_service->operation(QStringLiteral("Act")); }

    sm::Result<sm::aws::WireRequest> serialize(const QByteArray &input) const
    {
        return sm::aws::serialize(service(), operation(), object(input));
    }
    sm::Result<QJsonObject> parse(const sm::net::HttpReply &answer) const
    {
        return sm::aws::parseOutput(service(), operation(), answer);
    }
    sm::aws::ServiceError refuse(const sm::net::HttpReply &answer) const
    {
        return sm::aws::parseError(service(), operation(), answer);
    }

private:
    std::shared_ptr<const sm::aws::ServiceModel> m_service;
};
