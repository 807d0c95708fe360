// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite.h"

#include <support/vectors.h>

#include <core/json.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace suite {

namespace {

/// The suites and cases that their authors' own implementation leaves out.
class IgnoreList
{
public:
    IgnoreList(const QJsonObject &list, const QString &protocol, const QString &direction)
    {
        add(list[u"general"][direction]);
        add(list[u"protocols"][protocol][direction]);
    }

    bool holds(const QJsonObject &suite, const QJsonObject &one) const
    {
        return m_suites.contains(suite[u"description"].toString()) || m_cases.contains(one[u"id"].toString());
    }

private:
    void add(const QJsonValue &part)
    {
        for (const auto &name : part[u"suites"].toArray())
            m_suites.append(name.toString());
        for (const auto &name : part[u"cases"].toArray())
            m_cases.append(name.toString());
    }

    QStringList m_suites;
    QStringList m_cases;
};

Case readCase(const QString &file, const QJsonObject &suite, const QJsonObject &content)
{
    Case one;
    const QString id = content[u"id"].toString(content[u"given"][u"name"].toString());
    one.name = file + u": "_s + suite[u"description"].toString() + u": "_s + id;
    one.content = content;
    one.shapes = suite[u"shapes"].toObject();
    one.clientHost = QUrl(suite[u"clientEndpoint"].toString()).host();
    const QString operation = content[u"given"][u"name"].toString();
    const QJsonObject model{{u"metadata"_s, suite[u"metadata"]}, {u"shapes"_s, one.shapes},
        {u"operations"_s, QJsonObject{{operation, content[u"given"]}}}};
    const auto service = sm::aws::ServiceModel::parse(u"suite"_s, model, {}, {});
    if (!service) {
        qWarning().noquote() << one.name << service.error().message();
        return one;
    }
    one.service = *service;
    one.operation = one.service->operation(operation);
    return one;
}

} // namespace

QString vectorsFolder(const QString &name)
{
    const QString root = sm::test::vectorsFolder();
    const QDir folder(root + u'/' + name);
    return root.isEmpty() || !folder.exists() ? QString() : folder.absolutePath();
}

QJsonValue readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return QJsonValue::Undefined;
    return sm::parseJson(file.readAll()).value_or(QJsonValue(QJsonValue::Undefined));
}

QList<Case> cases(const QString &folder)
{
    const QDir files(vectorsFolder(u"protocols/"_s + folder));
    const QJsonObject ignored
        = readJson(vectorsFolder(u"protocols"_s) + u"/protocol-tests-ignore-list.json"_s).toObject();
    QList<Case> found;
    for (const QString &file : files.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const IgnoreList ignoreList(ignored, file.chopped(5), folder.section(u'/', -1));
        for (const auto &suite : readJson(files.filePath(file)).toArray()) {
            for (const auto &content : suite[u"cases"].toArray()) {
                found.append(readCase(folder + u'/' + file, suite.toObject(), content.toObject()));
                found.last().isIgnored = ignoreList.holds(suite.toObject(), content.toObject());
            }
        }
    }
    return found;
}

} // namespace suite
