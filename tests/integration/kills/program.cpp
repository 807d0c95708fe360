// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

class FixedCredentials final : public aws::CredentialsProvider
{
public:
    explicit FixedCredentials(const Program::Account &account)
    {
        m_key.accessKeyId = account.accessKeyId;
        m_key.secretAccessKey = Secret(account.secretAccessKey);
        m_key.source = u"the test"_s;
    }
    QCoro::Task<Result<aws::Credentials>> credentials(CancelToken) override { co_return aws::Credentials(m_key); }
    void refused(const aws::Credentials &) override { }

private:
    aws::Credentials m_key;
};

aws::CallerSettings settingsFor(const Program::Account &account)
{
    aws::CallerSettings settings;
    settings.region.value = account.region;
    settings.endpointUrl = [url = account.endpoint.toUtf8()](const QString &) { return url; };
    return settings;
}

} // namespace

QJsonObject Program::Account::toJson() const
{
    return {{u"endpoint"_s, endpoint}, {u"region"_s, region}, {u"accessKeyId"_s, accessKeyId},
        {u"secretAccessKey"_s, secretAccessKey}};
}

Program::Account Program::Account::from(const QJsonObject &json)
{
    return {json[u"endpoint"].toString(), json[u"region"].toString(), json[u"accessKeyId"].toString(),
        json[u"secretAccessKey"].toString()};
}

Program::Program(const Account &account)
    : catalog(operations::Catalog::load().value_or(operations::Catalog()))
    , credentials(std::make_unique<FixedCredentials>(account))
    , caller({models, endpoints, *credentials, transport, sleeper, clock, catalog}, settingsFor(account))
    , planner(catalog, models)
    , executor(caller, catalog, models)
{
}

Result<Plan> Program::planned(const QString &uses, const QJsonObject &input) const
{
    SystemInfo system;
    system.environment = Environment::Development;
    Step step;
    step.title = uses;
    step.operation = {uses, input, {}};
    return planner.plan(u"kill"_s, system, {step});
}

Result<Plan> Program::plan(const QString &uses, const QJsonObject &input)
{
    const Result<Plan> plan = planned(uses, input);
    if (!plan)
        return plan.error();
    operations::Executors executors({&executor});
    return answerOf(operations::observed(*plan, executors, {}));
}

Confirmation Program::confirmation(const Plan &plan) { return {operations::Guard::nameToType(plan), true, false}; }

Result<operations::RunReport> Program::run(
    operations::Journal &journal, operations::Executor &own, const Plan &plan, const operations::Progress &progress)
{
    operations::Runner runner(operations::Guard(false), &journal, {&own}, sleeper);
    return answerOf(runner.run(plan, confirmation(plan), {}, progress, {}));
}

} // namespace sm::test
