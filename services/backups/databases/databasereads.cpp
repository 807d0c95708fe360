// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasereads.h"

#include "contentsdifference.h"
#include "fingerprint.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error noFingerprint(const QString &backup)
{
    return Error(Error::Kind::Invalid,
        tr("Backup %1 was taken without a fingerprint, so there is nothing to compare with. Take one with fingerprint: "
           "true.")
            .arg(backup))
        .withCode(u"NoFingerprint"_s);
}

QJsonObject outputOf(const postgres::QueryResult &result)
{
    QJsonArray columns;
    for (const postgres::Column &column : result.columns)
        columns << column.name;
    return {{u"columns"_s, columns}, {u"rows"_s, result.objects()}, {u"affected"_s, result.affectedRows},
        {u"truncated"_s, result.truncated}};
}

} // namespace

QCoro::Task<Result<Applied>> compareDatabase(DatabaseTools tools, DatabaseInput input, CancelToken token)
{
    // Only the manifest is used, which is bound by its own checksum.
    const Result<Vault::Kept> kept = co_await tools.vault.read(input.asset, input.backup, token);
    if (!kept)
        co_return kept.error();
    if (kept->manifest.contents.value(u"tables"_s).isUndefined())
        co_return noFingerprint(kept->manifest.id);
    const Result<postgres::Settings> settings = tools.places.intoOf(input);
    if (!settings)
        co_return settings.error();
    const auto snapshot = co_await postgres::Snapshot::open(*settings, token);
    if (!snapshot)
        co_return snapshot.error();
    const TellTable tell = [&tools](int number, int of, const QString &table) {
        tools.tell(tr("checksum %1 of %2: %3").arg(number).arg(of).arg(table));
    };
    const Result<QJsonObject> found = co_await readFingerprint(snapshot->get(), tell, token);
    if (!found)
        co_return found.error();
    const ContentsDifference difference(kept->manifest.contents, *found);
    for (const QString &line : difference.lines())
        tools.tell(line);
    if (const Result<void> same = difference.expectNone(input.into); !same)
        co_return same.error();
    co_return Applied{difference.toJson(), {}, {}};
}

QCoro::Task<Result<Applied>> queryDatabase(DatabaseTools tools, DatabaseInput input, CancelToken token)
{
    const Result<postgres::Settings> settings = tools.places.intoOf(input);
    if (!settings)
        co_return settings.error();
    const auto connection = co_await tools.places.open(input, *settings, token);
    if (!connection)
        co_return connection.error();
    const Result<postgres::QueryResult> result = co_await (*connection)->read(input.statement, token);
    if (!result)
        co_return result.error();
    co_return Applied{outputOf(*result), {}, {}};
}

} // namespace sm::backups
