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
#include <operations/undo.h>
#include <support/await.h>
#include <support/instantsleeper.h>

namespace sm::test {

/// What one Stationmaster is made of, whether it is about to be killed or comes after one that was.
class Program
{
public:
    /// Where its AWS is.
    struct Account
    {
        QString endpoint;
        QString region;
        QString accessKeyId;
        QString secretAccessKey;

        QJsonObject toJson() const;
        static Account from(const QJsonObject &json);
    };

    explicit Program(const Account &account);

    Result<Plan> planned(const QString &uses, const QJsonObject &input) const;
    /// As the real program makes one: with a look at what it changes.
    Result<Plan> plan(const QString &uses, const QJsonObject &input);
    /// What its tier asks for.
    static Confirmation confirmation(const Plan &plan);
    /// Runs, with \p executor in the place of the own one.
    Result<operations::RunReport> run(operations::Journal &journal, operations::Executor &executor, const Plan &plan,
        const operations::Progress &progress = {});

    template <typename T>
    static Result<T> answerOf(QCoro::Task<Result<T>> task)
    {
        return await(std::move(task), std::chrono::seconds(60))
            .value_or(Error(Error::Kind::Timeout, QStringLiteral("no answer")));
    }

    operations::Catalog catalog;
    aws::Models models;
    aws::Endpoints endpoints;
    SystemClock clock;
    net::CurlTransport transport;
    InstantSleeper sleeper;
    std::unique_ptr<aws::CredentialsProvider> credentials;
    aws::AwsCaller caller;
    operations::Planner planner;
    operations::AwsExecutor executor;
};

} // namespace sm::test
