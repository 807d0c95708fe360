// SPDX-License-Identifier: GPL-3.0-or-later
#include "revision.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortDigest = 8; // characters, enough to tell revisions apart

QJsonObject specOf(const QJsonObject &revision)
{
    const QJsonObject content = revision["appSpecContent"_L1].toObject();
    return content.isEmpty() ? revision["string"_L1].toObject() : content;
}

/// What stands behind a key of an AppSpec, which is YAML or JSON.
QString valueIn(const QString &spec, const QString &key)
{
    const QRegularExpression pair(uR"((?:^|[\s{,"'])%1["']?\s*:\s*["']?([^\s"',}]+))"_s.arg(key));
    return pair.match(spec).captured(1);
}

QString objectInWords(const QJsonObject &place)
{
    QString words = u"s3://%1/%2"_s.arg(place["bucket"_L1].toString(), place["key"_L1].toString());
    if (const QString version = place["version"_L1].toString(); !version.isEmpty())
        words += u" (version %1)"_s.arg(version);
    else if (const QString tag = place["eTag"_L1].toString().remove(u'"'); !tag.isEmpty())
        words += u" (%1)"_s.arg(tag.left(shortDigest));
    return words;
}

QString specInWords(const QJsonObject &spec)
{
    QString digest = spec["sha256"_L1].toString();
    if (digest.isEmpty() && spec.contains("content"_L1)) {
        const QByteArray content = spec["content"_L1].toString().toUtf8();
        digest = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    }
    return digest.isEmpty() ? QString() : u"AppSpec "_s + digest.left(shortDigest);
}

} // namespace

std::optional<AliasShift> aliasShiftOf(const QJsonObject &revision)
{
    const QString spec = specOf(revision)["content"_L1].toString();
    AliasShift shift{valueIn(spec, u"Name"_s), valueIn(spec, u"Alias"_s), valueIn(spec, u"TargetVersion"_s)};
    if (shift.function.isEmpty() || shift.alias.isEmpty() || shift.version.isEmpty())
        return std::nullopt;
    return shift;
}

QString revisionInWords(const QJsonObject &revision)
{
    if (const QJsonObject place = revision["s3Location"_L1].toObject(); !place.isEmpty())
        return objectInWords(place);
    if (const QJsonObject commit = revision["gitHubLocation"_L1].toObject(); !commit.isEmpty())
        return u"%1 at %2"_s.arg(commit["repository"_L1].toString(), commit["commitId"_L1].toString().left(7));
    if (const auto shift = aliasShiftOf(revision))
        return u"%1:%2 → %3"_s.arg(shift->function, shift->alias, shift->version);
    return specInWords(specOf(revision));
}

} // namespace sm::deployments
