// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalrun.h>
#include <store/connection.h>

namespace sm::operations {

/// The member of what a step was found out by that stands for its answer, which was lost.
QString foundOutput();

/// The word for \p state in the tables.
QString stateWord(StepState state);
/// An unknown word is InDoubt.
StepState stateFromWord(const QString &word);
/// The word in the table of facets for an entry that has no outcome yet.
inline constexpr QStringView OpenWord = u"open";

/// What stands in a column for \p state: NULL for undefined, else JSON.
QVariant stateColumn(const QJsonValue &state);
QJsonValue stateFromColumn(const QVariant &column);

/// \p value for a column that is NOT NULL and UTF-8: never null, and without halves of surrogate pairs.
QString bound(const QString &value);
QString text(const QJsonObject &object);
QJsonObject object(const QVariant &column);
QDateTime instant(const QVariant &column);

/// "SELECT … FROM entries …": to be ended with a condition, read with entryFrom().
QString selectEntries();

/// An entry as selectEntries() gives it; the state of one without outcome is InDoubt.
struct EntryRow
{
    explicit EntryRow(const store::Row &row);

    JournalEntry entry;
    qint64 session = 0;
    bool hasOutcome = false;
    QVariant before; ///< as they stand in the columns
    QVariant after;
    QVariant output;
};

/// "SELECT … FROM plans …": to be ended with a condition, read with RunRow.
QString selectRuns();

/// A run as selectRuns() gives it; the state of one that has not ended is Unfinished.
struct RunRow
{
    explicit RunRow(const store::Row &row);

    JournalRun run;
    qint64 session = 0;
};

JournalNote noteFrom(const store::Row &row);

} // namespace sm::operations
