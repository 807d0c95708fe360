// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsdifference.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <functional>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

/// A capsule as single settings, by names that say what each is.
using Settings = QMap<QString, QJsonValue>;

QJsonObject without(QJsonObject object, const QStringList &members)
{
    for (const QString &member : members)
        object.remove(member);
    return object;
}

/// Where autoscaling sets the throughput it is never the same twice.
bool isScaled(const QJsonObject &capsule, const QString &suffix)
{
    const QJsonArray targets = capsule.value(u"targets"_s).toArray();
    for (const QJsonValue each : targets) {
        if (each[u"suffix"_s] == suffix)
            return true;
    }
    return false;
}

void addThroughput(Settings &settings, const QJsonObject &capsule, const QString &suffix, const QJsonValue &throughput)
{
    if (capsule.value(u"billingMode"_s) == "PROVISIONED"_L1 && !isScaled(capsule, suffix))
        settings.insert(tr("throughput of %1").arg(suffix.isEmpty() ? tr("the table") : suffix), throughput);
}

void addIndexes(Settings &settings, const QJsonObject &capsule)
{
    for (const QString &list : {u"indexes"_s, u"localIndexes"_s}) {
        const QJsonArray indexes = capsule.value(list).toArray();
        for (const QJsonValue each : indexes) {
            const QString name = each[u"name"_s].toString();
            settings.insert(tr("index %1").arg(name), without(each.toObject(), {u"throughput"_s}));
            if (list == "indexes"_L1)
                addThroughput(settings, capsule, u"/index/"_s + name, each[u"throughput"_s]);
        }
    }
}

/// Who wrote the text, and in which order, does not matter, only what it says: of the table, whatever its name.
QJsonValue policyOf(const QJsonArray &parts)
{
    QStringList texts;
    for (const QJsonValue part : parts)
        texts << part.toString();
    const QString text = texts.join(u"{table}"_s);
    const Result<QJsonValue> json = parseJson(text.toUtf8());
    return json ? *json : QJsonValue(text);
}

void addList(Settings &settings, const QJsonValue &list, const std::function<QString(const QJsonValue &)> &nameOf,
    const QStringList &ignored = {})
{
    const QJsonArray items = list.toArray();
    for (const QJsonValue each : items)
        settings.insert(nameOf(each), without(each.toObject(), ignored));
}

QString placeOf(const QJsonValue &scaling)
{
    return scaling[u"ScalableDimension"_s].toString() + u' ' + scaling[u"suffix"_s].toString();
}

/// An alarm has another name for each table: what it watches tells it.
QString alarmName(const QJsonValue &alarm)
{
    const QString where = QString::fromUtf8(toCompactJson(alarm[u"otherDimensions"_s]));
    return tr("alarm on %1")
        .arg(u"%1 %2 %3 %4"_s.arg(alarm[u"MetricName"_s].toString(), alarm[u"ComparisonOperator"_s].toString(),
            QString::number(alarm[u"Threshold"_s].toDouble()), where));
}

void addLists(Settings &settings, const QJsonObject &capsule)
{
    const auto tag = [](const QJsonValue &each) { return tr("tag %1").arg(each[u"Key"_s].toString()); };
    const auto target = [](const QJsonValue &each) { return tr("autoscaling of %1").arg(placeOf(each)); };
    const auto policy = [](const QJsonValue &each) {
        return tr("scaling policy %1 of %2").arg(each[u"PolicyName"_s].toString(), placeOf(each));
    };
    const auto scheduled = [](const QJsonValue &each) {
        return tr("scheduled action %1 of %2").arg(each[u"ScheduledActionName"_s].toString(), placeOf(each));
    };
    addList(settings, capsule.value(u"tags"_s), tag);
    addList(settings, capsule.value(u"targets"_s), target);
    addList(settings, capsule.value(u"policies"_s), policy);
    addList(settings, capsule.value(u"scheduled"_s), scheduled);
    addList(settings, capsule.value(u"alarms"_s), alarmName, {u"AlarmName"_s, u"nameParts"_s, u"AlarmDescription"_s});
}

Settings settingsOf(const QJsonObject &capsule)
{
    Settings settings;
    for (const QString &name : {u"keySchema"_s, u"billingMode"_s, u"tableClass"_s, u"deletionProtection"_s,
             u"encryption"_s, u"stream"_s, u"onDemand"_s, u"timeToLive"_s, u"recovery"_s, u"insights"_s})
        settings.insert(name, capsule.value(name));
    addThroughput(settings, capsule, {}, capsule.value(u"throughput"_s));
    addIndexes(settings, capsule);
    const QJsonArray policy = capsule.value(u"policyParts"_s).toArray();
    if (!policy.isEmpty())
        settings.insert(u"resource policy"_s, policyOf(policy));
    addLists(settings, capsule);
    return settings;
}

QJsonValue shown(const Settings &settings, const QString &name)
{
    return settings.contains(name) ? settings.value(name) : QJsonValue(QJsonValue::Null);
}

} // namespace

SettingsDifference differenceOf(const QJsonObject &from, const QJsonObject &to)
{
    SettingsDifference difference;
    QJsonObject a = from;
    QJsonObject b = to;
    for (const QString &part : from.keys() + to.keys()) {
        const bool isUnknown
            = !from.contains(part) || from.value(part).isNull() || !to.contains(part) || to.value(part).isNull();
        if (isUnknown && (a.contains(part) || b.contains(part)))
            difference.notCompared << part;
        if (isUnknown) {
            a.remove(part);
            b.remove(part);
        }
    }
    const Settings was = settingsOf(a);
    const Settings is = settingsOf(b);
    Settings all = was;
    all.insert(is);
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (was.value(it.key(), QJsonValue::Undefined) != is.value(it.key(), QJsonValue::Undefined))
            difference.differences << QJsonObject{
                {u"what"_s, it.key()}, {u"from"_s, shown(was, it.key())}, {u"to"_s, shown(is, it.key())}};
    }
    return difference;
}

Result<QJsonObject> judged(const SettingsDifference &difference, const QString &table)
{
    if (difference.differences.isEmpty())
        return QJsonObject{{u"differences"_s, QJsonArray()}, {u"notCompared"_s, difference.notCompared}};
    QStringList lines;
    for (const QJsonValue each : difference.differences)
        lines << tr("%1 is %2 and should be %3")
                     .arg(each[u"what"_s].toString(), QString::fromUtf8(toCompactJson(each[u"to"_s])),
                         QString::fromUtf8(toCompactJson(each[u"from"_s])));
    return Error(Error::Kind::Conflict,
        tr("The settings of “%1” are not those that were kept: %2. Set them, or keep them as they are now.")
            .arg(table, lines.join(u"; "_s)))
        .withCode(u"SettingsDiffer"_s);
}

} // namespace sm::backups
