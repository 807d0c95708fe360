// SPDX-License-Identifier: GPL-3.0-or-later
#include "chaincredentials.h"

#include "notconfigured.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

} // namespace

ChainCredentials::ChainCredentials(std::vector<std::unique_ptr<CredentialsProvider>> sources)
    : m_sources(std::move(sources))
{
}

QCoro::Task<Result<Credentials>> ChainCredentials::credentials(CancelToken token)
{
    QStringList reasons;
    for (const std::unique_ptr<CredentialsProvider> &source : m_sources) {
        Result<Credentials> credentials = co_await source->credentials(token);
        if (credentials || !isNotConfigured(credentials.error()))
            co_return credentials;
        reasons.append(credentials.error().message());
    }
    co_return Error(Error::Kind::Denied,
        tr("There are no AWS credentials. Sign in with \"aws sso login\", run \"aws configure\", or choose a profile. "
           "%1")
            .arg(reasons.join(u' ')))
        .withCode(u"NoCredentials"_s);
}

void ChainCredentials::refused(const Credentials &rejected)
{
    for (const std::unique_ptr<CredentialsProvider> &source : m_sources)
        source->refused(rejected);
}

} // namespace sm::aws
