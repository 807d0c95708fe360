// SPDX-License-Identifier: GPL-3.0-or-later
#include "processcredentials.h"

#include "commandline.h"
#include "credentialdocument.h"
#include "pipeline.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

} // namespace

ProcessCredentials::ProcessCredentials(AwsEnvironment environment, ProcessCommand command, QString profile)
    : m_environment(std::move(environment))
    , m_command(std::move(command))
    , m_profile(std::move(profile))
{
}

QCoro::Task<Result<Credentials>> ProcessCredentials::credentials(CancelToken token)
{
    const Result<QList<QStringList>> pipeline = splitPipeline(m_command.command);
    if (!pipeline)
        co_return pipeline.error();
    const Result<QByteArray> printed
        = co_await runPipeline(*pipeline, m_environment.variables, std::chrono::milliseconds(1min), token);
    if (!printed)
        co_return printed.error();
    co_return read(*printed);
}

Result<Credentials> ProcessCredentials::read(const QByteArray &printed) const
{
    const QString source = tr("the credential_process of profile %1").arg(m_profile);
    const Result<QJsonValue> json = parseJson(printed);
    if (!json || !json->isObject())
        return Error(Error::Kind::BadReply, tr("What came from %1 is not JSON.").arg(source))
            .withCode(u"CredentialDocument"_s);
    if (json->toObject().value(u"Version"_s).toInt() != 1)
        return Error(Error::Kind::BadReply, tr("What came from %1 is not of version 1.").arg(source))
            .withCode(u"CredentialDocument"_s);
    Result<Credentials> credentials = credentialsFrom(json->toObject(), processNames, source);
    if (credentials && credentials->accountId.isEmpty())
        credentials->accountId = m_command.accountId;
    return credentials;
}

} // namespace sm::aws
