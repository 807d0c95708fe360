// SPDX-License-Identifier: GPL-3.0-or-later
#include "flagcontent.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortDigest = 8; // characters, enough to tell contents apart

QString digestOf(const QByteArray &content)
{
    const QByteArray digest = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    return QCoreApplication::translate(
        "sm::deployments::AppConfig", "%n byte(s), SHA-256 %1", nullptr, static_cast<int>(content.size()))
        .arg(QString::fromLatin1(digest.left(shortDigest)));
}

} // namespace

QJsonObject flagsIn(const QString &content)
{
    const QByteArray bytes = QByteArray::fromBase64(content.toLatin1());
    const Result<QJsonValue> json = parseJson(bytes);
    if (!json || !json->isObject())
        return {{u"content"_s, digestOf(bytes)}};
    const QJsonObject document = json->toObject();
    // A profile of the type "feature flags" describes them under "flags", and says what they are under "values".
    return document["flags"_L1].isObject() && document["values"_L1].isObject() ? document["values"_L1].toObject()
                                                                               : document;
}

std::optional<bool> isFlagOn(const QJsonValue &flag)
{
    const QJsonValue value = flag.isObject() ? flag["enabled"_L1] : flag;
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

bool isSecretFlag(const QString &path)
{
    static const QRegularExpression secret(
        u"password|passwd|secret|token|credential|api_?key|private_?key"_s, QRegularExpression::CaseInsensitiveOption);
    return secret.match(path).hasMatch();
}

} // namespace sm::deployments
