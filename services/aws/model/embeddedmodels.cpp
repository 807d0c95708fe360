// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonfile.h"
#include "modelsource.h"

#include <QDir>

// A resource in a static library is dropped by the linker unless something names it, and Q_INIT_RESOURCE works in the
// global namespace only.
static void initModelResource() { Q_INIT_RESOURCE(models); }

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject corrected(const QJsonObject &base, const QJsonObject &added, const QString &key)
{
    QJsonObject entries = base[key].toObject();
    const QJsonObject more = added[key].toObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        entries[it.key()] = it.value();
    return QJsonObject{{key, entries}};
}

} // namespace

QStringList embeddedServices()
{
    initModelResource();
    QStringList names = QDir(u":/aws/models"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(5);
    return names;
}

Result<ServiceDocuments> embeddedDocuments(const QString &service)
{
    initModelResource();
    const Result<QJsonObject> model = readJsonFile(u":/aws/models/%1.json"_s.arg(service));
    if (!model)
        return model.error();
    const Result<QJsonObject> rules = readJsonFile(u":/aws/endpoints/%1.json"_s.arg(service));
    if (!rules)
        return rules.error();
    return ServiceDocuments{
        (*model)[u"service"].toObject(), (*model)[u"paginators"].toObject(), (*model)[u"waiters"].toObject(), *rules};
}

Result<void> applyCorrections(const QString &service, ServiceDocuments &documents)
{
    initModelResource();
    const QString path = existingFile(u":/aws/corrections/%1.json"_s.arg(service));
    if (path.isEmpty())
        return ok();
    const Result<QJsonObject> corrections = readJsonFile(path);
    if (!corrections)
        return corrections.error();
    documents.paginators = corrected(documents.paginators, (*corrections)[u"paginators"].toObject(), u"pagination"_s);
    documents.waiters = corrected(documents.waiters, (*corrections)[u"waiters"].toObject(), u"waiters"_s);
    return ok();
}

} // namespace sm::aws
