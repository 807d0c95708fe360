// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackvalues.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using dialogs::RollbackDialog;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::pages::RollbackGuide", text); }

const QString reason = u"reason"_s;
const QString watch = u"watch"_s;
const QString topic = u"topic"_s;
const QString tables = u"tables"_s;
const QString assets = u"assets"_s;

} // namespace

RollbackValues::RollbackValues(QList<FormField> fields, const SystemInfo &system, const DeploymentPlaces &places)
    : m_fields(std::move(fields))
    , m_system(system)
    , m_places(places)
{
}

const FormField *RollbackValues::field(const QString &name) const
{
    const auto found
        = std::find_if(m_fields.begin(), m_fields.end(), [&name](const FormField &each) { return each.name == name; });
    return found == m_fields.end() ? nullptr : &*found;
}

bool RollbackValues::takesBackups() const { return field(tables); }

/// Tables are; whether others have a backup that is young enough can be asked by the runbook alone.
bool RollbackValues::isBackedUp(const Asset &asset) const
{
    return asset.kind == AssetKind::Table || (takesBackups() && field(assets));
}

/// What is backed up of each set of the system; sets without any are left out.
QMap<QString, QList<Asset>> RollbackValues::sets() const
{
    QMap<QString, QList<Asset>> sets;
    for (auto each = m_system.backupSets.begin(); each != m_system.backupSets.end(); ++each) {
        QList<Asset> members;
        for (const Asset &asset : m_system.assets) {
            if (isBackedUp(asset) && each.value().contains(asset.id))
                members << asset;
        }
        if (!members.isEmpty())
            sets.insert(each.key(), members);
    }
    return sets;
}

QJsonObject RollbackValues::backupValues(const QString &set) const
{
    QJsonArray names;
    QJsonArray ids;
    const QList<Asset> all = sets().value(set);
    for (const Asset &each : all) {
        if (each.kind != AssetKind::Table)
            continue;
        names << each.name;
        ids << each.id;
    }
    return {{tables, names}, {assets, ids}, {u"set"_s, set}};
}

QString RollbackValues::told() const
{
    if (!field(topic))
        return tr("Nobody: this runbook sends no message.");
    if (m_places.topic.isEmpty())
        return tr("Nobody: the system's file names no topic.");
    return tr("The subscribers of %1.").arg(m_places.topic.section(u':', -1));
}

RollbackDialog::Questions RollbackValues::questions() const
{
    RollbackDialog::Questions questions;
    questions.told = told();
    if (field(watch))
        questions.watch = m_places.bake;
    const QMap<QString, QList<Asset>> all = sets();
    for (auto each = all.begin(); each != all.end(); ++each) {
        QStringList names;
        for (const Asset &asset : each.value())
            names << (asset.kind == AssetKind::Table ? asset.name
                                                     : tr("%1 (needs one of the last 24 hours)").arg(asset.id));
        questions.backupSets.insert(each.key(), names);
    }
    return questions;
}

/// As the field wants it: a number of minutes, or "30m".
QJsonValue RollbackValues::watchValue(const FormField &field, std::chrono::minutes minutes) const
{
    const QString text = u"%1m"_s.arg(minutes.count());
    if (field.kind == FormField::Kind::Integer || field.kind == FormField::Kind::Number)
        return static_cast<qint64>(minutes.count());
    if (field.kind != FormField::Kind::Choice || field.choices.contains(text))
        return text;
    const QString number = QString::number(minutes.count());
    return field.choices.contains(number) ? QJsonValue(number) : field.initial;
}

QJsonObject RollbackValues::values(const QJsonObject &given, const RollbackDialog::Answer &answer) const
{
    QJsonObject values;
    for (const FormField &each : m_fields) {
        if (given.contains(each.name))
            values.insert(each.name, given.value(each.name));
    }
    if (field(reason))
        values.insert(reason, answer.reason);
    if (const FormField *watching = field(watch); watching && answer.watch.count() > 0)
        values.insert(watch, watchValue(*watching, answer.watch));
    if (field(topic) && !m_places.topic.isEmpty())
        values.insert(topic, m_places.topic);
    if (takesBackups() && !answer.backupSet.isEmpty())
        addBackups(answer.backupSet, values);
    return values;
}

/// Tables are backed up by the runbook; what is no table has to have a backup already.
void RollbackValues::addBackups(const QString &set, QJsonObject &values) const
{
    QJsonArray names;
    QJsonArray others;
    const QList<Asset> all = sets().value(set);
    for (const Asset &each : all) {
        if (each.kind == AssetKind::Table)
            names << each.name;
        else
            others << each.id;
    }
    values.insert(tables, names);
    if (field(assets))
        values.insert(assets, others);
}

} // namespace sm::pages
