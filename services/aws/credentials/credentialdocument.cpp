// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentialdocument.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

QString valueOf(const QJsonObject &document, const QString &name)
{
    for (auto each = document.begin(); each != document.end(); ++each) {
        if (each.key().compare(name, Qt::CaseInsensitive) == 0)
            return each.value().toString();
    }
    return {};
}

} // namespace

const CredentialNames processNames{u"AccessKeyId"_s, u"SecretAccessKey"_s, u"SessionToken"_s, u"Expiration"_s};
const CredentialNames metadataNames{u"AccessKeyId"_s, u"SecretAccessKey"_s, u"Token"_s, u"Expiration"_s};

Result<Credentials> credentialsFrom(const QJsonObject &document, const CredentialNames &names, const QString &source)
{
    Credentials credentials;
    credentials.source = source;
    credentials.accessKeyId = valueOf(document, names.accessKeyId);
    credentials.secretAccessKey = Secret(valueOf(document, names.secretAccessKey));
    credentials.sessionToken = Secret(valueOf(document, names.sessionToken));
    credentials.accountId = valueOf(document, u"AccountId"_s);
    if (credentials.accessKeyId.isEmpty() || credentials.secretAccessKey.isEmpty())
        return Error(Error::Kind::BadReply, tr("What came from %1 holds no access key.").arg(source))
            .withCode(u"CredentialDocument"_s);
    const QString expiration = valueOf(document, names.expiration);
    if (expiration.isEmpty())
        return credentials;
    credentials.expiresAt = instantFrom(expiration);
    if (!credentials.expiresAt.isValid())
        return Error(Error::Kind::BadReply, tr("The credentials of %1 have an expiry that is no instant.").arg(source))
            .withCode(u"CredentialDocument"_s);
    return credentials;
}

QDateTime instantFrom(const QString &text)
{
    QString iso = text.trimmed();
    if (iso.endsWith("UTC"_L1))
        iso = iso.chopped(3) + u'Z';
    QDateTime instant = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (instant.timeSpec() == Qt::LocalTime)
        instant.setTimeSpec(Qt::UTC);
    return instant.toUTC();
}

QString accountOfArn(const QString &arn) { return arn.section(u':', 4, 4); }

} // namespace sm::aws
