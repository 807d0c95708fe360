// SPDX-License-Identifier: GPL-3.0-or-later
#include "environmentcredentials.h"

#include "notconfigured.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

} // namespace

EnvironmentCredentials::EnvironmentCredentials(AwsEnvironment environment)
    : m_environment(std::move(environment))
{
}

QCoro::Task<Result<Credentials>> EnvironmentCredentials::credentials(CancelToken)
{
    const QString id = m_environment.value(u"AWS_ACCESS_KEY_ID"_s);
    const QString secret = m_environment.value(u"AWS_SECRET_ACCESS_KEY"_s);
    if (id.isEmpty())
        co_return notConfigured(tr("AWS_ACCESS_KEY_ID is not set."));
    if (secret.isEmpty())
        co_return Error(Error::Kind::Invalid, tr("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not."))
            .withCode(u"PartialCredentials"_s);
    Credentials credentials;
    credentials.accessKeyId = id;
    credentials.secretAccessKey = Secret(secret);
    credentials.sessionToken = Secret(m_environment.value(u"AWS_SESSION_TOKEN"_s));
    credentials.accountId = m_environment.value(u"AWS_ACCOUNT_ID"_s);
    credentials.source = tr("environment variables");
    co_return credentials;
}

FixedCredentials::FixedCredentials(Result<Credentials> credentials)
    : m_credentials(std::move(credentials))
{
}

QCoro::Task<Result<Credentials>> FixedCredentials::credentials(CancelToken)
{
    co_return Result<Credentials>(m_credentials);
}

} // namespace sm::aws
