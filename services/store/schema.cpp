// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.h"

#include "connection.h"

#include <QCoreApplication>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<qint64> number(Connection &connection, const QString &pragma)
{
    const Result<QVariant> found = connection.value(u"PRAGMA "_s + pragma);
    if (!found)
        return found.error();
    return found->toLongLong();
}

Result<void> checkOwner(Connection &connection, const Schema &schema, const QString &file)
{
    const Result<qint64> id = number(connection, u"application_id"_s);
    if (!id)
        return id.error();
    const Result<QVariant> tables = connection.value(u"SELECT count(*) FROM sqlite_schema"_s);
    if (!tables)
        return tables.error();
    if (*id == schema.applicationId || (*id == 0 && tables->toLongLong() == 0))
        return ok();
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::store", "%1 belongs to another program. Choose another file.").arg(file));
}

Result<qint64> checkedVersion(Connection &connection, const Schema &schema, const QString &file)
{
    const Result<qint64> version = number(connection, u"user_version"_s);
    if (!version || *version <= schema.migrations.size())
        return version;
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::store",
            "%1 was written by a newer Stationmaster (format %2, this one knows %3). Update Stationmaster to use it.")
            .arg(file)
            .arg(*version)
            .arg(schema.migrations.size()))
        .withCode(schema.name + u"Newer"_s);
}

Result<void> migrateOnce(Connection &connection, const Schema &schema, qint64 version)
{
    return connection.transact([&]() -> Result<void> {
        // Read again: another instance may have been here first.
        const Result<qint64> now = number(connection, u"user_version"_s);
        if (!now)
            return now.error();
        if (*now != version)
            return ok();
        QStringList statements = schema.migrations.at(version);
        statements << u"PRAGMA application_id=%1"_s.arg(schema.applicationId)
                   << u"PRAGMA user_version=%1"_s.arg(version + 1);
        for (const QString &sql : std::as_const(statements)) {
            if (const auto done = connection.execute(sql); !done)
                return done.error();
        }
        return ok();
    });
}

} // namespace

Result<void> migrate(Connection &connection, const Schema &schema, const QString &file)
{
    if (auto owned = checkOwner(connection, schema, file); !owned)
        return owned;
    Result<qint64> version = checkedVersion(connection, schema, file);
    if (!version)
        return version.error();
    if (auto hardened = connection.harden(); !hardened)
        return hardened;
    for (; *version < schema.migrations.size(); ++*version) {
        if (auto done = migrateOnce(connection, schema, *version); !done)
            return done;
    }
    return ok();
}

} // namespace sm::store
