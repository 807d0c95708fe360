// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <operations/awsexecutor.h>
#include <operations/catalog.h>
#include <operations/journal.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <support/await.h>
#include <support/awsdoubleserver.h>
#include <support/instantsleeper.h>
#include <support/motoserver.h>

#include <QTemporaryDir>

namespace sm::test {

/// The way to the wire: counts the requests, and makes the first ones impatient, so that silence costs no time.
class Wire final : public net::Transport
{
public:
    explicit Wire(const QString &caBundle)
        : m_curl({.caBundle = caBundle})
    {
    }

    QCoro::Task<Result<net::HttpReply>> send(net::HttpRequest request, CancelToken token) override;

    /// The next \p requests to the JSON operation, or to any, are given up after so much silence.
    void limit(std::chrono::milliseconds patience, int requests, const QString &operation = {});
    /// Requests to AWS itself go to \p endpoint instead, with the Host and the signature of AWS's own.
    void detour(const QString &endpoint) { m_detour = endpoint.toUtf8(); }
    int sent() const { return m_sent; }

private:
    net::CurlTransport m_curl;
    QByteArray m_detour;
    std::chrono::milliseconds m_patience{0};
    QByteArray m_operation;
    int m_impatient = 0;
    int m_sent = 0;
};

/// moto, the double before it, and what the program needs only once.
class FaultBench
{
public:
    explicit FaultBench(const MotoServer::Setup &setup, AwsDouble::Tls tls = AwsDouble::Tls::Off);

    /// Empty when everything runs.
    QString failure() const;
    /// The side effects of \p operation that the service says it carried out.
    QJsonArray effects(const QString &operation);
    /// Makes what the set-ups in a file like tests/integration/undo/scenarios.json say; whether that went well.
    bool prepare(const QString &file) const;

    MotoServer moto;
    AwsDouble aws;
    aws::Models models;
    aws::Endpoints endpoints;
    SystemClock clock;
    operations::Catalog catalog;
    std::unique_ptr<operations::Journal> journal;

private:
    QTemporaryDir m_folder;
};

/// One Stationmaster that was just started: no retry quota spent, no circuit open, no connection kept.
class Console
{
public:
    struct Setup
    {
        QString endpoint; ///< empty: AWS's own
        QString caBundle;
        std::unique_ptr<aws::CredentialsProvider> credentials; ///< empty: moto's long-lived key
        MockClock *time = nullptr; ///< moved by waiting; empty: the system's, and waiting takes no time
    };

    Console(FaultBench &bench, Setup setup);
    Console(FaultBench &bench, const QString &endpoint)
        : Console(bench, Setup{endpoint, {}, {}, nullptr})
    {
    }

    Result<aws::Answer> read(const QString &service, const QString &operation, const QJsonObject &input);
    /// A plan of these steps, confirmed as its tier asks for.
    Result<operations::RunReport> run(const QList<Step> &steps, CancelToken token = {});
    /// A plan of one step, "aws:cognito-idp:AdminDisableUser"; its event.
    operations::StepEvent write(const QString &uses, const QJsonObject &input);

    static Step step(const QString &uses, const QJsonObject &input);

    Wire wire;
    InstantSleeper sleeper;
    std::unique_ptr<aws::CredentialsProvider> credentials;
    aws::AwsCaller caller;
    operations::Planner planner;
    operations::AwsExecutor executor;
    operations::Runner runner;
};

} // namespace sm::test
