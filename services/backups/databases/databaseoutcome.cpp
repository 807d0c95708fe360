// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseoutcome.h"

#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Seen;
using operations::Verdict;
using Verb = DatabaseInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

/// Of a dump the part of the states that is the vault's.
Seen ofVault(Seen seen)
{
    seen.before = seen.before[u"backups"_s];
    seen.after = seen.after[u"backups"_s];
    return seen;
}

bool isOther(const QJsonValue &before, const QJsonValue &now) { return before[u"oid"_s] != now[u"oid"_s]; }

/// What the restore answered, as far as its mark on the database tells.
QJsonObject restoredBy(const DatabaseInput &input, const QJsonValue &mark)
{
    QJsonObject output{{u"asset"_s, mark[u"asset"_s]}, {u"backup"_s, mark[u"backup"_s]}, {u"database"_s, input.into}};
    if (!mark[u"replaced"_s].toString().isEmpty())
        output.insert(u"replaced"_s, mark[u"replaced"_s]);
    return output;
}

/// Whether the database with \p state came of the backup that \p input names.
bool isOf(const QJsonValue &state, const DatabaseInput &input)
{
    const QJsonValue mark = state[u"mark"_s];
    return mark[u"asset"_s].toString() == input.asset
        && (input.backup == "newest"_L1 || mark[u"backup"_s].toString() == input.backup);
}

Error notVerified(const QString &message) { return Error(Error::Kind::Conflict, message).withCode(u"NotVerified"_s); }

QString programText(const QJsonValue &program)
{
    return tr("%1, version %2; the server is %3")
        .arg(program[u"path"_s].toString(), program[u"version"_s].toString(), program[u"server"_s].toString());
}

} // namespace

QList<Change> changesOfDatabase(const DatabaseInput &input, const QJsonValue &before)
{
    const QString name = before.isObject() ? input.into : QString();
    switch (input.verb) {
    case Verb::Dump:
        return {{tr("Backup of %1").arg(input.asset), {}, tr("of now")},
            {tr("Program"), {}, programText(before[u"program"_s])}};
    case Verb::Restore:
        return {{tr("Database"), name, tr("%1, of backup %2").arg(input.into, input.backup)}};
    case Verb::Drop:
        return {{tr("Database"), name, {}}};
    case Verb::Compare:
    case Verb::Query:
        break;
    }
    return {};
}

Result<void> verifyDatabase(const DatabaseInput &input, const Seen &seen)
{
    if (input.verb == Verb::Compare || input.verb == Verb::Query)
        return ok();
    if (input.verb == Verb::Dump)
        return verifyKept(ofVault(seen));
    if (input.verb == Verb::Drop)
        return isOther(seen.before, seen.after) || seen.after.isNull()
            ? ok()
            : notVerified(tr("The database “%1” is still there.").arg(input.into));
    const QJsonValue made = seen.output.value(u"backup"_s);
    return seen.after[u"mark"_s][u"backup"_s] == made && isOther(seen.before, seen.after)
        ? ok()
        : notVerified(tr("“%1” is not the database that was restored. Look who changed it.").arg(input.into));
}

Verdict reconcileDatabase(const Step &step, const DatabaseInput &input, const Seen &seen)
{
    if (input.verb == Verb::Dump)
        return reconcileKept(step, ofVault(seen));
    if (seen.after.isUndefined())
        return {Verdict::Kind::Unknown, tr("The server could not be asked without its password. Look yourself.")};
    const bool isSame = !isOther(seen.before, seen.after);
    if (input.verb == Verb::Drop)
        return isSame ? Verdict{Verdict::Kind::NotDone, tr("“%1” is still there.").arg(input.into)}
                      : Verdict{Verdict::Kind::Done, tr("“%1” is gone.").arg(input.into)};
    if (isSame)
        return {Verdict::Kind::NotDone, tr("There is no “%1” that was not there before.").arg(input.into)};
    if (seen.after.isObject() && isOf(seen.after, input))
        return {Verdict::Kind::Done, tr("“%1” is there, and says of which backup it came.").arg(input.into),
            restoredBy(input, seen.after[u"mark"_s])};
    return {Verdict::Kind::Unknown, tr("“%1” is another one than before, and not of this backup.").arg(input.into)};
}

Result<QList<Step>> inverseOfDatabase(const Step &step, const DatabaseInput &input, const Seen &seen)
{
    if (input.verb == Verb::Dump)
        return inverseOfKept(step, seen);
    Step back;
    back.operation.with = {{u"database"_s, input.database}, {u"into"_s, input.into}};
    if (input.verb == Verb::Restore) {
        back.title = tr("Drop “%1”").arg(input.into);
        back.operation.uses = u"database:drop-restored"_s;
        return QList<Step>{back};
    }
    const QJsonValue mark = seen.before[u"mark"_s];
    if (!mark.isObject())
        return Error(Error::Kind::Invalid, tr("It is not known of which backup “%1” came.").arg(input.into))
            .withCode(u"NotReversible"_s);
    back.title = tr("Restore “%1” again").arg(input.into);
    back.operation.uses = u"database:restore"_s;
    back.operation.with.insert(u"asset"_s, mark[u"asset"_s]);
    back.operation.with.insert(u"backup"_s, mark[u"backup"_s]);
    return QList<Step>{back};
}

bool isRestoredAgain(const QJsonValue &before, const QJsonValue &now)
{
    const QJsonValue mark = before[u"mark"_s];
    return now.isObject() && mark[u"asset"_s] == now[u"mark"_s][u"asset"_s]
        && mark[u"backup"_s] == now[u"mark"_s][u"backup"_s];
}

} // namespace sm::backups
