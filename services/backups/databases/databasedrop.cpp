// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasedrop.h"

#include "serverdatabases.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Result<void> isOurs(const QString &name, const QJsonValue &state)
{
    if (state.isNull())
        return Error(Error::Kind::NotFound, tr("There is no database “%1”, so there is nothing to drop.").arg(name))
            .withChanged(Error::Changed::No);
    if (state[u"mark"_s].isObject())
        return ok();
    return Error(Error::Kind::Denied,
        tr("“%1” was not made by a restore: its comment does not say so. It is left as it is; drop it by hand if you "
           "are "
           "sure.")
            .arg(name))
        .withCode(u"NotOurs"_s)
        .withChanged(Error::Changed::No);
}

} // namespace

QCoro::Task<Result<Applied>> dropRestored(
    DatabaseTools tools, WritePermit permit, DatabaseInput input, CancelToken token)
{
    const auto connection = co_await tools.places.openBeside(input, token);
    if (!connection)
        co_return connection.error().withChanged(Error::Changed::No);
    ServerDatabases server(**connection);
    const Result<QJsonValue> state = co_await server.state(input.into, token);
    if (!state)
        co_return state.error().withChanged(Error::Changed::No);
    if (const Result<void> ours = isOurs(input.into, *state); !ours)
        co_return ours.error();
    if (const Result<void> free = co_await server.expectUnused(input.into, token); !free)
        co_return free.error().withChanged(Error::Changed::No);
    if (const Result<void> gone = co_await server.drop(permit, input.into, false, token); !gone)
        co_return gone.error();
    QJsonObject output{{u"database"_s, input.into}, {u"dropped"_s, true}};
    const QString replaced = (*state)[u"mark"_s][u"replaced"_s].toString();
    const Result<QJsonValue> before
        = replaced.isEmpty() ? Result<QJsonValue>(QJsonValue()) : co_await server.state(replaced, {});
    if (before && before->isObject()) {
        if (const Result<void> back = co_await server.rename(permit, replaced, input.into, {}); !back)
            co_return back.error().withChanged(Error::Changed::Unknown);
        output.insert(u"back"_s, replaced);
    }
    co_return Applied{output, {}, {}};
}

} // namespace sm::backups
