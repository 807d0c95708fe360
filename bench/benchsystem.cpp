// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchsystem.h"

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace bench {

namespace {

aws::CallerSettings settingsFor(const QByteArray &endpoint)
{
    aws::CallerSettings settings;
    settings.region.value = u"us-east-1"_s;
    settings.endpointUrl = [endpoint](const QString &) { return endpoint; };
    return settings;
}

} // namespace

QCoro::Task<Result<aws::Credentials>> StubCredentials::credentials(CancelToken)
{
    aws::Credentials keys;
    keys.accessKeyId = u"AKIABENCH"_s;
    keys.secretAccessKey = Secret(u"bench"_s);
    co_return keys;
}

BenchSystem::BenchSystem(operations::Catalog catalog, const QByteArray &endpoint)
    : m_catalog(std::move(catalog))
    , m_caller(
          {m_models, m_endpoints, m_credentials, m_transport, m_sleeper, m_clock, m_catalog}, settingsFor(endpoint))
    , m_users(m_caller, m_models)
{
}

} // namespace bench
