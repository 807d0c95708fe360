// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionversion.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "2026-11-30T04:00:00.123+0000"; digits beyond milliseconds are cut.
QDateTime modifiedAt(const QString &text)
{
    static const QRegularExpression beyond(u"(\\.[0-9]{3})[0-9]+"_s);
    return QDateTime::fromString(QString(text).replace(beyond, u"\\1"_s), Qt::ISODateWithMs).toUTC();
}

} // namespace

qint64 numberOf(const QString &version)
{
    if (version == QLatin1StringView(latestVersion))
        return std::numeric_limits<qint64>::max();
    bool isNumber = false;
    const qint64 number = version.toLongLong(&isNumber);
    return isNumber ? number : -1;
}

FunctionVersion versionFrom(const QJsonObject &configuration)
{
    return {configuration.value(u"Version"_s).toString(), modifiedAt(configuration.value(u"LastModified"_s).toString()),
        configuration.value(u"CodeSha256"_s).toString(), configuration.value(u"Description"_s).toString()};
}

FunctionAlias aliasFrom(const QJsonObject &alias)
{
    FunctionAlias made{alias.value(u"Name"_s).toString(), alias.value(u"FunctionVersion"_s).toString(), {}};
    const QJsonObject weights = alias.value(u"RoutingConfig"_s)[u"AdditionalVersionWeights"_s].toObject();
    for (auto it = weights.begin(); it != weights.end(); ++it) {
        if (it.value().toDouble() > 0)
            made.weights.insert(it.key(), it.value().toDouble());
    }
    return made;
}

QList<FunctionVersion> versionsFrom(const QJsonArray &list)
{
    QList<FunctionVersion> versions;
    for (const QJsonValue &each : list)
        versions << versionFrom(each.toObject());
    std::ranges::sort(versions, [](const FunctionVersion &left, const FunctionVersion &right) {
        return numberOf(left.version) > numberOf(right.version);
    });
    return versions;
}

QString commitIn(const QString &description)
{
    static const QRegularExpression commit(u"\\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\\b"_s);
    return commit.match(description).captured(0);
}

QString percentOf(double share) { return QString::number(share * 100, 'g', 4) + u" %"_s; }

} // namespace sm::deployments
