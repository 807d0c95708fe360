// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>

namespace sm::deployments {

inline constexpr char latestVersion[] = "$LATEST";

struct FunctionVersion
{
    QString version; ///< "17", "$LATEST"
    QDateTime at; ///< UTC; it was published, or changed last
    QString codeSha256;
    QString description;

    bool isLatest() const { return version == QLatin1StringView(latestVersion); }
};

struct FunctionAlias
{
    QString name;
    QString version;
    QMap<QString, double> weights; ///< by version: the share of the traffic that goes elsewhere, 0 to 1
};

/// Of a version; $LATEST is above all, what is no number below.
qint64 numberOf(const QString &version);

FunctionVersion versionFrom(const QJsonObject &configuration);
FunctionAlias aliasFrom(const QJsonObject &alias);
/// By number, the newest first; $LATEST is before all. The order that Lambda gives is that of texts: 1, 10, 11, 2.
QList<FunctionVersion> versionsFrom(const QJsonArray &list);

/// A commit that \p description names; empty: it names none.
QString commitIn(const QString &description);
/// 0.125 as "12.5 %".
QString percentOf(double share);

} // namespace sm::deployments
