// SPDX-License-Identifier: GPL-3.0-or-later
#include "identity.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

namespace {

QCoro::Task<Result<Identity>> ask(aws::Caller *caller, aws::CredentialsProvider *credentials, CancelToken token)
{
    const aws::Call call{u"sts"_s, u"GetCallerIdentity"_s, {}};
    const Result<aws::Answer> answer = co_await caller->read(call, token);
    if (!answer)
        co_return answer.error();
    Identity identity;
    identity.account.value = answer->output["Account"_L1].toString();
    identity.arn = answer->output["Arn"_L1].toString();
    identity.name = identity.arn.section(u'/', -1).section(u':', -1);
    const Result<aws::Credentials> current = co_await credentials->credentials(token);
    if (current)
        identity.expiresAt = current->expiresAt;
    co_return identity;
}

} // namespace

QCoro::Task<Result<Identity>> identify(aws::Caller &caller, aws::CredentialsProvider &credentials, CancelToken token)
{
    return ask(&caller, &credentials, std::move(token));
}

} // namespace sm::systems
