// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pythonserver.h"

#include <QJsonArray>

namespace sm::test {

/// The loopback AWS that fails on request (tests/support/awsdouble/README.md): rules in, ledger out.
///
///     AwsDouble aws(moto.endpoint());
///     aws.addRule({{u"match"_s, QJsonObject {{u"operation"_s, u"ListUsers"_s}}},
///                  {u"times"_s, 2}, {u"answer"_s, QJsonObject {{u"throttle"_s, u""_s}}}});
///
/// Control calls block for as long as the double takes, normally well below a millisecond.
class AwsDouble
{
public:
    enum class Tls { Off, On };

    /// In front of \p moto; without it all calls have to be scripted.
    explicit AwsDouble(const QString &moto = {}, Tls tls = Tls::Off);

    static QString whyUnavailable();

    /// Empty when it runs and understood everything so far, otherwise what was wrong.
    [[nodiscard]] QString failure() const { return m_failure.isEmpty() ? m_server.failure() : m_failure; }
    [[nodiscard]] QString endpoint() const { return address(u"endpoint"); }
    /// "refused", "blackhole" or "unknown-host".
    [[nodiscard]] QString address(QStringView kind) const { return m_server.facts().value(kind).toString(); }
    /// "trusted", "self-signed", "wrong-host", "expired" or "tls-1.1".
    [[nodiscard]] QString tlsAddress(QStringView kind) const;
    /// PEM file of the authority that signed all but the self-signed one.
    [[nodiscard]] QString certificateAuthority() const { return address(u"certificateAuthority"); }

    void addRule(const QJsonObject &rule);
    void clearRules();
    /// Has it play services that moto has not: {"appconfig": {…}, "codedeploy": {…}}.
    void setStage(const QJsonObject &stage);
    void changeSettings(const QJsonObject &settings);
    void addKey(const QString &accessKeyId, const QString &secret, const QString &sessionToken = {});
    void expireKey(const QString &accessKeyId);

    /// The side effects so far, oldest first.
    [[nodiscard]] QJsonArray ledger();
    /// Every request so far, oldest first.
    [[nodiscard]] QJsonArray requests();
    void forgetLedger();
    void forgetRequests();

private:
    QJsonValue control(const QByteArray &method, const QByteArray &name, const QJsonObject &body = {});

    PythonServer m_server;
    QString m_failure;
};

} // namespace sm::test
