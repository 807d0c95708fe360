// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverfacts.h"

#include "fingerprint.h"

#include <core/json.h>

#include <QJsonArray>
#include <QJsonObject>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using postgres::QueryResult;

namespace {

// Columns that not every version has are looked for in the row as a whole. The owner of the server itself (10) stands
// in no list of dependencies, so he is looked for where he may own something.
const QString factsSql = u"SELECT current_setting('server_version'), pg_encoding_to_char(d.encoding), d.datcollate, "
                         "d.datctype, to_jsonb(d) ->> 'datlocprovider', "
                         "coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'), "
                         "(SELECT count(*) FROM (%1) AS tables)::int, (SELECT coalesce(json_agg(r.rolname), '[]') "
                         "FROM pg_roles AS r WHERE r.oid IN (SELECT refobjid FROM pg_shdepend WHERE dbid = d.oid "
                         "AND refclassid = 'pg_authid'::regclass AND deptype = 'o' UNION SELECT 10 WHERE EXISTS "
                         "(SELECT FROM pg_class AS c WHERE c.relowner = 10 AND c.oid >= 16384)))::text, "
                         "(SELECT coalesce(json_agg(r.rolname), '[]') FROM pg_roles AS r WHERE r.oid IN "
                         "(SELECT refobjid FROM pg_shdepend WHERE dbid = d.oid "
                         "AND refclassid = 'pg_authid'::regclass))::text, "
                         "(SELECT coalesce(json_agg(s), '[]') FROM pg_db_role_setting AS own, "
                         "unnest(own.setconfig) AS s WHERE own.setdatabase = d.oid AND own.setrole = 0)::text "
                         "FROM pg_database AS d WHERE d.datname = current_database()"_s;

QJsonArray listIn(const QJsonValue &text)
{
    return parseJson(text.toString().toUtf8()).value_or(QJsonValue()).toArray();
}

QStringList texts(const QJsonArray &list)
{
    QStringList all;
    for (const QJsonValue each : list)
        all << each.toString();
    return all;
}

} // namespace

QJsonObject ServerFacts::toJson() const
{
    return {{u"server"_s, version}, {u"encoding"_s, encoding}, {u"collate"_s, collate}, {u"ctype"_s, ctype},
        {u"provider"_s, provider}, {u"locale"_s, locale}, {u"tables"_s, tables},
        {u"owners"_s, QJsonArray::fromStringList(owners)}, {u"roles"_s, QJsonArray::fromStringList(roles)},
        {u"configuration"_s, QJsonArray::fromStringList(configuration)}};
}

ServerFacts ServerFacts::fromJson(const QJsonObject &source)
{
    ServerFacts facts;
    facts.version = source.value(u"server"_s).toString();
    facts.major = facts.version.section(u'.', 0, 0).toInt();
    facts.encoding = source.value(u"encoding"_s).toString();
    facts.collate = source.value(u"collate"_s).toString();
    facts.ctype = source.value(u"ctype"_s).toString();
    facts.provider = source.value(u"provider"_s).toString();
    facts.locale = source.value(u"locale"_s).toString();
    facts.tables = source.value(u"tables"_s).toInt();
    facts.owners = texts(source.value(u"owners"_s).toArray());
    facts.roles = texts(source.value(u"roles"_s).toArray());
    facts.configuration = texts(source.value(u"configuration"_s).toArray());
    return facts;
}

QCoro::Task<Result<ServerFacts>> readFacts(postgres::Connection *connection, CancelToken token)
{
    const postgres::Statement statement{factsSql.arg(tablesSql())};
    const Result<QueryResult> found = co_await connection->read(statement, token);
    if (!found)
        co_return found.error();
    const QJsonArray row = found->rows.first().toArray();
    ServerFacts facts;
    facts.version = row[0].toString().section(u' ', 0, 0);
    facts.major = connection->serverVersion() / 10'000;
    facts.encoding = row[1].toString();
    facts.collate = row[2].toString();
    facts.ctype = row[3].toString();
    facts.provider = row[4].toString();
    facts.locale = row[5].toString();
    facts.tables = row[6].toInt();
    facts.owners = texts(listIn(row[7]));
    facts.roles = facts.owners + texts(listIn(row[8]));
    facts.roles.removeDuplicates();
    facts.configuration = texts(listIn(row[9]));
    co_return std::move(facts);
}

} // namespace sm::backups
