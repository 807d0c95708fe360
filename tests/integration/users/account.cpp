// SPDX-License-Identifier: GPL-3.0-or-later
#include "account.h"

#include <support/await.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

constexpr std::chrono::seconds Limit(60);

template <typename T>
Result<T> answerOf(QCoro::Task<Result<T>> task)
{
    return await(std::move(task), Limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

aws::AwsConfig configFor(const MotoServer &moto, const QString &endpoint)
{
    aws::AwsEnvironment environment;
    environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    environment.variables.insert(u"AWS_REGION"_s, moto.region());
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, endpoint);
    return {environment, {}};
}

} // namespace

/// Signing in changes a user in no way that this test looks at.
class Account::EverythingReads final : public aws::OperationKind
{
public:
    bool isWrite(const QString &, const QString &) const override { return false; }
};

Account::Account(const MotoServer &moto, const QString &endpoint)
    : m_catalog(operations::Catalog::load().value_or(operations::Catalog()))
    , m_sources({m_models, m_endpoints, m_transport, m_sleeper, m_clock, {}}, configFor(moto, endpoint))
    , m_credentials(m_sources.provider({}))
    , m_caller({m_models, m_endpoints, *m_credentials, m_transport, m_sleeper, m_clock, m_catalog},
          m_sources.config().settings().value_or(aws::ProfileSettings()).caller)
    , m_everythingReads(std::make_unique<EverythingReads>())
    , m_witness({m_models, m_endpoints, *m_credentials, m_transport, m_sleeper, m_clock, *m_everythingReads},
          m_sources.config().settings().value_or(aws::ProfileSettings()).caller)
    , m_service(m_caller, m_models)
    , m_planner(m_catalog, m_models)
    , m_executor(m_caller, m_catalog, m_models)
{
    m_system.title = u"Integration"_s;
    m_system.region.value = moto.region();
    auto journal = answerOf(operations::Journal::open(m_folder.path() + u"/journal.sqlite"_s));
    auto pools = answerOf(m_service.pools({}));
    if (!journal || !pools || pools->isEmpty()) {
        m_failure = journal ? u"no user pool"_s : journal.error().message();
        return;
    }
    m_journal = std::move(*journal);
    m_runner = std::make_unique<operations::Runner>(
        operations::Guard(false), m_journal.get(), std::vector<operations::Executor *>{&m_executor}, m_sleeper);
    auto pool = answerOf(m_service.pool(pools->first().id, {}));
    if (pool)
        m_pool = *pool;
    else
        m_failure = pool.error().message();
}

Account::~Account() = default;

Result<User> Account::user(const QString &name) { return answerOf(m_service.user(m_pool.id, {name}, {})); }

Result<operations::RunReport> Account::run(const Result<UserPlan> &plan)
{
    if (!plan)
        return plan.error();
    Confirmation confirmation;
    confirmation.deliberate = true;
    confirmation.typedName = operations::Guard::nameToType(plan->plan);
    const auto silent = [](const operations::StepEvent &) { };
    return answerOf(m_runner->run(plan->plan, confirmation, {}, silent, {}));
}

QList<JournalEntry> Account::entries()
{
    return answerOf(m_journal->entries({}, 0, 100)).value_or(QList<JournalEntry>());
}

void Account::closeJournal()
{
    m_runner.reset();
    m_journal.reset();
}

Result<QJsonObject> Account::ask(const QString &operation, QJsonObject input)
{
    input.insert(u"UserPoolId"_s, m_pool.id.value);
    const Result<aws::Answer> answer = answerOf(m_witness.read({u"cognito-idp"_s, operation, input}, {}));
    if (!answer)
        return answer.error();
    return answer->output;
}

} // namespace sm::test
