// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonfile.h"
#include "modelsource.h"

#include <QDir>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// API versions are dates, so the newest sorts last.
QString newestVersion(const QString &folder, const QString &service)
{
    const QDir dir(folder + u'/' + service);
    const QStringList versions = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : versions) {
        const QString path = dir.filePath(version);
        if (!existingFile(path + u"/service-2.json"_s).isEmpty())
            return path;
    }
    return {};
}

/// botocore's rule for extras: objects are merged, anything else is replaced.
QJsonObject merged(QJsonObject base, const QJsonObject &extra)
{
    for (auto it = extra.begin(); it != extra.end(); ++it) {
        const QJsonValue present = base[it.key()];
        base[it.key()] = present.isObject() && it.value().isObject()
            ? QJsonValue(merged(present.toObject(), it.value().toObject()))
            : it.value();
    }
    return base;
}

/// Empty when there is no such file: of the four only the service itself is required.
Result<QJsonObject> readDocument(const QString &path, const QString &kind)
{
    QJsonObject document;
    const QString file = existingFile(path + u'/' + kind + u".json"_s);
    if (!file.isEmpty()) {
        const Result<QJsonObject> read = readJsonFile(file);
        if (!read)
            return read;
        document = *read;
    }
    const QString extras = existingFile(path + u'/' + kind + u".sdk-extras.json"_s);
    if (extras.isEmpty())
        return document;
    const Result<QJsonObject> more = readJsonFile(extras);
    if (!more)
        return more;
    return merged(document, (*more)[u"merge"].toObject());
}

} // namespace

QStringList folderServices(const QString &folder)
{
    QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    names.removeIf([&folder](const QString &name) { return newestVersion(folder, name).isEmpty(); });
    return names;
}

Result<ServiceDocuments> folderDocuments(const QString &folder, const QString &service)
{
    const QString path = newestVersion(folder, service);
    ServiceDocuments documents;
    const std::pair<QString, QJsonObject *> parts[]
        = {{u"service-2"_s, &documents.service}, {u"paginators-1"_s, &documents.paginators},
            {u"waiters-2"_s, &documents.waiters}, {u"endpoint-rule-set-1"_s, &documents.endpointRules}};
    for (const auto &[kind, target] : parts) {
        const Result<QJsonObject> document = readDocument(path, kind);
        if (!document)
            return document.error();
        *target = *document;
    }
    return documents;
}

} // namespace sm::aws
