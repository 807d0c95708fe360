// SPDX-License-Identifier: GPL-3.0-or-later
#include "contentsdifference.h"

#include <QCoreApplication>
#include <QMap>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

using Name = std::pair<QString, QString>;

QMap<Name, QJsonObject> byName(const QJsonObject &contents)
{
    QMap<Name, QJsonObject> tables;
    const QJsonArray list = contents.value(u"tables"_s).toArray();
    for (const QJsonValue each : list)
        tables.insert({each[u"schema"_s].toString(), each[u"table"_s].toString()}, each.toObject());
    return tables;
}

QString shown(const Name &name) { return name.first + u'.' + name.second; }

} // namespace

ContentsDifference::ContentsDifference(const QJsonObject &expected, const QJsonObject &found)
{
    const QMap<Name, QJsonObject> there = byName(found);
    const QMap<Name, QJsonObject> wanted = byName(expected);
    for (auto each = wanted.begin(); each != wanted.end(); ++each) {
        const auto now = there.constFind(each.key());
        if (now == there.constEnd()) {
            missing << shown(each.key());
            continue;
        }
        const bool isSame = now->value(u"checksum"_s) == each->value(u"checksum"_s);
        if (isSame && now->value(u"rows"_s) == each->value(u"rows"_s)) {
            ++tables;
            rows += now->value(u"rows"_s).toInteger();
            continue;
        }
        different << QJsonObject{{u"table"_s, shown(each.key())}, {u"expectedRows"_s, each->value(u"rows"_s)},
            {u"rows"_s, now->value(u"rows"_s)}, {u"checksum"_s, isSame}};
    }
    for (auto each = there.begin(); each != there.end(); ++each) {
        if (!wanted.contains(each.key()))
            additional << shown(each.key());
    }
}

QJsonObject ContentsDifference::toJson() const
{
    return {{u"tables"_s, tables}, {u"rows"_s, rows}, {u"different"_s, different},
        {u"missing"_s, QJsonArray::fromStringList(missing)}, {u"additional"_s, QJsonArray::fromStringList(additional)},
        {u"coverage"_s, 1}};
}

QStringList ContentsDifference::lines() const
{
    QStringList all;
    for (const QJsonValue each : different) {
        const qint64 expected = each[u"expectedRows"_s].toInteger();
        const qint64 now = each[u"rows"_s].toInteger();
        all << (expected == now
                ? tr("%1 has %2 rows as it should, but some hold other values")
                      .arg(each[u"table"_s].toString())
                      .arg(now)
                : tr("%1 has %2 rows instead of %3").arg(each[u"table"_s].toString()).arg(now).arg(expected));
    }
    for (const QString &table : missing)
        all << tr("%1 is missing").arg(table);
    for (const QString &table : additional)
        all << tr("%1 is not in the backup").arg(table);
    return all;
}

Result<void> ContentsDifference::expectNone(const QString &database) const
{
    if (isNone())
        return ok();
    constexpr qsizetype shownOnes = 3;
    const QStringList all = lines();
    const QString first = all.mid(0, shownOnes).join(u"; "_s);
    const QString more = all.size() > shownOnes ? tr(", and %1 more").arg(all.size() - shownOnes) : QString();
    return Error(Error::Kind::Conflict,
        tr("“%1” is not what was backed up: %2%3. Look who writes to it, or restore it again.")
            .arg(database, first, more))
        .withCode(u"ContentsDiffer"_s);
}

} // namespace sm::backups
