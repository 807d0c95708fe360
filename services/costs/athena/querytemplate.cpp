// SPDX-License-Identifier: GPL-3.0-or-later
#include "querytemplate.h"

#include "binding.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// A resource in a static library has to be asked for, from the global namespace, or the linker leaves it out.
static void initializeResource() { Q_INIT_RESOURCE(athena); }

namespace sm::athena {

namespace {

constexpr int MostRows = 100'000;

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::QueryTemplates", text); }

QString translated(const QJsonValue &text)
{
    return QCoreApplication::translate("sm::athena::QueryTemplates", text.toString().toUtf8().constData());
}

Result<QByteArray> contentOf(const QString &name)
{
    QFile file(u":/costs/athena/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Internal, file.errorString());
    return file.readAll();
}

Result<QueryTemplate> templateFrom(const QJsonValue &json)
{
    const QString id = json["id"_L1].toString();
    const Result<QByteArray> sql = contentOf(id + u".sql"_s);
    if (!sql)
        return sql.error();
    return QueryTemplate{
        id, translated(json["title"_L1]), translated(json["explanation"_L1]), QString::fromUtf8(*sql).trimmed()};
}

} // namespace

Result<QueryTemplates> QueryTemplates::load()
{
    initializeResource();
    const Result<QByteArray> text = contentOf(u"templates.json"_s);
    if (!text)
        return text.error();
    const Result<QJsonValue> json = parseJson(*text);
    if (!json)
        return json.error();
    QueryTemplates templates;
    const QJsonObject columns = (*json)["columns"_L1].toObject();
    for (auto role = columns.begin(); role != columns.end(); ++role) {
        const QJsonArray candidates = role->toArray();
        for (const QJsonValue candidate : candidates)
            templates.m_columns[role.key()].append(candidate.toString());
    }
    const QJsonArray list = (*json)["templates"_L1].toArray();
    for (const QJsonValue each : list) {
        const Result<QueryTemplate> one = templateFrom(each);
        if (!one)
            return one.error();
        templates.m_templates.append(*one);
    }
    return templates;
}

const QueryTemplate *QueryTemplates::find(const QString &id) const
{
    const auto found = std::find_if(
        m_templates.cbegin(), m_templates.cend(), [&id](const QueryTemplate &each) { return each.id == id; });
    return found == m_templates.cend() ? nullptr : &*found;
}

const Column *QueryTemplates::columnFor(const QString &role, const Table &table) const
{
    const QStringList candidates = m_columns.value(role);
    for (const QString &candidate : candidates) {
        if (const Column *column = table.column(candidate))
            return column;
    }
    return nullptr;
}

Result<BoundQuery> QueryTemplates::bind(
    const QueryTemplate &query, const Table &table, const QList<Partition> &known, const TemplateValues &values) const
{
    if (!values.from.isValid() || !values.to.isValid() || values.from >= values.to) {
        return Error(Error::Kind::Invalid, tr("There are no days in this range. Choose a later end."))
            .withCode(u"Range"_s);
    }
    if (values.limit < 1 || values.limit > MostRows) {
        return Error(Error::Kind::Invalid, tr("Choose 1 to %1 rows.").arg(MostRows)).withCode(u"Limit"_s);
    }
    const auto column = [this, &table](const QString &role) { return columnFor(role, table); };
    const auto candidates = [this](const QString &role) { return m_columns.value(role); };
    return Binding(table, known, values, column, candidates).bind(query.sql);
}

} // namespace sm::athena
