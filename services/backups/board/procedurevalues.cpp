// SPDX-License-Identifier: GPL-3.0-or-later
#include "procedurevalues.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

QJsonValue probesOf(const Asset &asset)
{
    if (asset.probes.isEmpty())
        return QJsonValue::Undefined;
    QJsonArray probes;
    for (const BackupProbe &probe : asset.probes) {
        QJsonObject json{{u"name"_s, probe.name}, {u"uses"_s, probe.uses}, {u"with"_s, probe.with}};
        if (!probe.select.isEmpty())
            json.insert(u"select"_s, probe.select);
        probes.append(json);
    }
    return probes;
}

/// Of tables: each with its probes, also where it has none.
QJsonValue questionsOf(const QList<Asset> &assets)
{
    QJsonArray questions;
    bool isAny = false;
    for (const Asset &asset : assets) {
        isAny = isAny || !asset.probes.isEmpty();
        questions.append(QJsonObject{{u"table"_s, asset.name}, {u"probes"_s, probesOf(asset).toArray()}});
    }
    return isAny ? QJsonValue(questions) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue unlessEmpty(const QString &text) { return text.isEmpty() ? QJsonValue::Undefined : QJsonValue(text); }

QJsonArray each(const QList<Asset> &assets, QString Asset::*member)
{
    QJsonArray values;
    for (const Asset &asset : assets)
        values.append(asset.*member);
    return values;
}

} // namespace

QJsonValue procedureValue(const QString &name, const QList<Asset> &assets, const Backup *backup)
{
    const Asset &asset = assets.constFirst();
    if (name == "asset"_L1)
        return asset.id;
    if (name == "assets"_L1)
        return each(assets, &Asset::id);
    if (name == "tables"_L1)
        return each(assets, &Asset::name);
    if (name == "backup"_L1)
        return backup ? QJsonValue(backup->id) : QJsonValue(QJsonValue::Undefined);
    if (name == "source"_L1) // what was restored is deleted only when it came from there
        return backup ? unlessEmpty(backup->native) : QJsonValue(QJsonValue::Undefined);
    if (name == "prefix"_L1 || name == "pattern"_L1)
        return unlessEmpty(asset.prefix);
    if (name == "evidence"_L1)
        return unlessEmpty(asset.evidence);
    if (name == "probes"_L1)
        return probesOf(asset);
    if (name == "questions"_L1)
        return questionsOf(assets);
    if (name == "tolerance"_L1)
        return asset.tolerance > 0 ? QJsonValue(asset.tolerance) : QJsonValue(QJsonValue::Undefined);
    return asset.name; // the parameter is called as the kind is
}

bool takesSeveralAssets(const QList<const char *> &parameters)
{
    return std::any_of(
        parameters.begin(), parameters.end(), [](const char *name) { return QLatin1StringView(name) == "assets"_L1; });
}

} // namespace sm::backups
