// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsexecutor.h"

#include "secretslots.h"

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

AwsExecutor::AwsExecutor(aws::Caller &caller, const Catalog &catalog)
    : m_caller(caller)
    , m_catalog(catalog)
{
}

QString AwsExecutor::kind() const { return u"aws"_s; }

QStringList AwsExecutor::secretsOf(const Step &step) const
{
    const std::optional<CatalogEntry> entry = m_catalog.entry(step.operation.uses);
    return entry ? entry->secrets : QStringList();
}

QCoro::Task<Result<Applied>> AwsExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const QString uses = step.operation.uses;
    const aws::Call call{
        uses.section(u':', 1, 1), uses.section(u':', 2), withSecretsPutIn(step.operation, secretsOf(step))};
    // A plan can not pass a write off as a read: the Caller asks the catalog itself.
    Result<aws::Answer> answer;
    if (step.tier == Tier::Read)
        answer = co_await m_caller.read(call, token);
    else
        answer = co_await m_caller.write(permit, call, step.repeat, token);
    if (!answer)
        co_return answer.error();
    co_return Applied{answer->output, answer->requestId, secretsIn(answer->output, m_catalog.answerSecrets(uses))};
}

} // namespace sm::operations
