// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowoutcome.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Seen;
using operations::Verdict;
using Verb = SqlInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

qint64 rowsOf(const QJsonValue &state) { return state[u"rows"_s].toInteger(-1); }

bool isSame(const QJsonValue &a, const QJsonValue &b)
{
    return a[u"digest"_s].isString() && a[u"digest"_s] == b[u"digest"_s];
}

Error notReversible(const QString &message)
{
    return Error(Error::Kind::Invalid, message).withCode(u"NotReversible"_s);
}

QString shownAlso(const QJsonObject &state)
{
    QStringList names;
    const QJsonArray also = state.value(u"also"_s).toArray();
    for (const QJsonValue name : also)
        names << name.toString();
    return names.join(u", "_s);
}

bool removesRows(const SqlInput &input) { return input.change && input.change->removes; }

} // namespace

QList<Change> changesOfRows(const SqlInput &input, const QJsonObject &before)
{
    const QString rows = QString::number(rowsOf(before));
    const QString table = input.changedTable().table;
    QList<Change> changes;
    if (removesRows(input))
        changes << Change{tr("Rows of %1 that are deleted").arg(table), rows, {}};
    else if (input.verb == Verb::Execute)
        changes << Change{tr("Rows of %1 that are changed").arg(table), rows, rows};
    else
        changes << Change{tr("Rows of %1 that are put back").arg(table), rows,
            QString::number(input.matched.value(u"rows"_s).toInteger())};
    const QString column = before.value(u"column"_s).toString();
    if (!column.isEmpty() && rowsOf(before) > 0)
        changes << Change{tr("Their %1").arg(column),
            tr("%1 to %2").arg(before.value(u"oldest"_s).toString(), before.value(u"newest"_s).toString()), {}};
    if (input.keepsRows)
        changes << Change{tr("Kept before, to be put back"), {},
            QLocale().formattedDataSize(before[u"capture"_s][u"bytes"_s].toInteger())};
    if (const QString also = shownAlso(before); !also.isEmpty())
        changes << Change{tr("Changes with them and is not kept"), also, {}};
    return changes;
}

Result<void> verifyRows(const SqlInput &input, const Seen &seen)
{
    const bool isGone = !removesRows(input) || !input.isByKey() || rowsOf(seen.after) == 0;
    const bool isBack = input.verb == Verb::Execute || !input.isByKey() || isSame(seen.after, input.matched);
    if (isGone && isBack)
        return ok();
    return Error(Error::Kind::Conflict,
        tr("The rows of %1 are not as they should be now: somebody else changes them too. Look at them.")
            .arg(input.changedTable().table))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

Verdict reconcileRows(const SqlInput &input, const Seen &seen)
{
    if (rowsOf(seen.before) == 0 && input.verb == Verb::Execute)
        return {Verdict::Kind::Done, tr("There was nothing to change.")};
    if (removesRows(input) && rowsOf(seen.after) == 0)
        return {Verdict::Kind::Done, tr("The rows are gone.")};
    if (input.verb != Verb::Execute && input.isByKey() && isSame(seen.after, input.matched))
        return {Verdict::Kind::Done, tr("The rows are back, as they were.")};
    if (isSame(seen.after, seen.before))
        return {Verdict::Kind::NotDone, tr("The rows are as they were before.")};
    return {Verdict::Kind::Unknown,
        tr("The rows of %1 are others than before, and nothing shows who changed them. Look at them.")
            .arg(input.changedTable().table)};
}

Result<QList<Step>> inverseOfRows(const Step &step, const SqlInput &input, const Seen &seen)
{
    if (input.verb != Verb::Execute || !input.kept())
        return notReversible(input.verb == Verb::Execute
                ? tr("The rows were not kept before they were changed, so they can not be put back.")
                : tr("Rows that were put in stay; delete them if they are not wanted."));
    if (!input.change->removes && input.key().isEmpty())
        return notReversible(
            tr("%1 has no primary key, so it can not be told which row was which.").arg(input.changedTable().table));
    if (!input.change->removes && rowsOf(seen.after) != rowsOf(seen.before))
        return notReversible(tr("The keys of the rows were changed, so they can not be told apart any more."));
    const Result<QString> table = input.change->table.quoted();
    if (!table)
        return table.error();
    Step back;
    back.title = tr("Put back what “%1” changed").arg(step.title);
    back.resource = step.resource;
    back.operation.uses = input.change->removes ? u"sql:copy-in"_s : u"sql:put-back"_s;
    back.operation.with = {{u"database"_s, input.database}, {u"table"_s, *table}, {u"matched"_s, input.matched}};
    return QList<Step>{back};
}

} // namespace sm::executors
