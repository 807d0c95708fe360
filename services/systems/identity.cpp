// SPDX-License-Identifier: GPL-3.0-or-later
#include "identity.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

QCoro::Task<Result<Identity>> identify(aws::Caller &caller, aws::CredentialsProvider &credentials, CancelToken token)
{
    aws::CredentialsProvider *const provider = &credentials;
    const aws::Call call{u"sts"_s, u"GetCallerIdentity"_s, {}};
    const Result<aws::Answer> answer = co_await caller.read(call, token);
    if (!answer)
        co_return answer.error();
    Identity identity;
    identity.account.value = answer->output["Account"_L1].toString();
    identity.arn = answer->output["Arn"_L1].toString();
    identity.name = identity.arn.section(u'/', -1).section(u':', -1);
    const Result<aws::Credentials> current = co_await provider->credentials(token);
    if (current)
        identity.expiresAt = current->expiresAt;
    co_return identity;
}

} // namespace sm::systems
