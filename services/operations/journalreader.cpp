// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalreader.h"

#include "journalsearch.h"
#include "journalstates.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

Error missing(const char *sentence, qint64 id)
{
    return Error(Error::Kind::NotFound, QCoreApplication::translate("sm::operations::Journal", sentence).arg(id));
}

Error noSuchEntry(qint64 id)
{
    return missing(QT_TRANSLATE_NOOP("sm::operations::Journal", "The journal has no entry %1."), id);
}

Error noSuchRun(qint64 id)
{
    return missing(QT_TRANSLATE_NOOP("sm::operations::Journal", "The journal has no run %1."), id);
}

} // namespace

JournalReader::JournalReader(store::Connection &connection, const JournalPresence &presence, const crypto::Seal &seal)
    : m_connection(connection)
    , m_presence(presence)
    , m_seal(seal)
{
}

Result<QList<EntryRow>> JournalReader::selectedRows(const QString &ending, const QVariantList &values) const
{
    const Result<QList<store::Row>> rows = m_connection.select(selectEntries() + ending, values);
    if (!rows)
        return rows.error();
    QList<EntryRow> entries;
    for (const store::Row &row : *rows) {
        EntryRow read(row);
        if (!read.hasOutcome && read.entry.resolution.isEmpty() && m_presence.isUnderWay(read.entry.id, read.session))
            read.entry.state = StepState::Running;
        entries << read;
    }
    return entries;
}

Result<QList<JournalEntry>> JournalReader::selectedEntries(const QString &ending, const QVariantList &values) const
{
    const Result<QList<EntryRow>> rows = selectedRows(ending, values);
    if (!rows)
        return rows.error();
    QList<JournalEntry> entries;
    for (const EntryRow &row : *rows)
        entries << row.entry;
    return entries;
}

Result<JournalEntry> JournalReader::entry(qint64 id) const
{
    const Result<QList<EntryRow>> found = selectedRows(u"WHERE entries.id = ?"_s, {id});
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<JournalEntry>(noSuchEntry(id)) : opened(found->first());
}

Result<JournalEntry> JournalReader::opened(const EntryRow &row) const
{
    JournalEntry entry = row.entry;
    if (!entry.sealed)
        return entry;
    const Result<QJsonValue> before = openedState(row.before, m_seal, StatePlace::Before, entry.id);
    const Result<QJsonValue> after = openedState(row.after, m_seal, StatePlace::After, entry.id);
    const Result<QJsonValue> output = openedState(row.output, m_seal, StatePlace::Output, entry.id);
    for (const Result<QJsonValue> *part : {&before, &after, &output}) {
        if (!*part)
            return part->error();
    }
    entry.before = *before;
    entry.after = *after;
    if (!output->toObject().isEmpty())
        entry.output = output->toObject();
    return entry;
}

Result<QList<JournalEntry>> JournalReader::entries(const JournalFilter &filter) const
{
    const Result<JournalSearch> search = journalSearch(m_connection, m_presence, filter);
    if (!search)
        return search.error();
    return selectedEntries(u"WHERE entries.id IN (%1) ORDER BY entries.id DESC"_s.arg(search->sql), search->values);
}

Result<QList<JournalEntry>> JournalReader::inDoubt() const
{
    JournalFilter filter;
    filter.state = StepState::InDoubt;
    filter.limit = std::numeric_limits<int>::max();
    Result<QList<JournalEntry>> found = entries(filter);
    if (found)
        std::reverse(found->begin(), found->end());
    return found;
}

Result<QList<JournalRun>> JournalReader::selectedRuns(const QString &ending, const QVariantList &values) const
{
    const Result<QList<store::Row>> rows = m_connection.select(selectRuns() + ending, values);
    if (!rows)
        return rows.error();
    QList<JournalRun> runs;
    for (const store::Row &row : *rows) {
        RunRow read(row);
        if (read.run.state == RunState::Unfinished && m_presence.isPresent(read.session))
            read.run.state = RunState::Running;
        runs << read.run;
    }
    return runs;
}

Result<JournalRun> JournalReader::run(qint64 id) const
{
    const Result<QList<JournalRun>> found = selectedRuns(u"WHERE plans.id = ?"_s, {id});
    if (!found)
        return found.error();
    if (found->isEmpty())
        return noSuchRun(id);
    JournalRun run = found->first();
    const Result<void> filled = fill(run);
    return filled ? Result<JournalRun>(run) : filled.error();
}

Result<void> JournalReader::fill(JournalRun &run) const
{
    const Result<QVariant> body = m_connection.value(u"SELECT body FROM plans WHERE id = ?"_s, {run.id});
    if (!body)
        return body.error();
    run.body = object(*body);
    const Result<QList<JournalEntry>> entries
        = selectedEntries(u"WHERE entries.plan = ? ORDER BY entries.id"_s, {run.id});
    if (!entries)
        return entries.error();
    run.entries = *entries;
    const Result<QList<store::Row>> notes = m_connection.select(
        u"SELECT id, run, kind, step, body, actor, at FROM notes WHERE run = ? ORDER BY id"_s, {run.id});
    if (!notes)
        return notes.error();
    for (const store::Row &row : *notes)
        run.notes << noteFrom(row);
    return ok();
}

Result<QList<JournalRun>> JournalReader::runs(const RunFilter &filter) const
{
    QStringList conditions{u"1"_s};
    QVariantList values;
    const auto require = [&](bool wanted, const QString &condition, const QVariant &value) {
        if (!wanted)
            return;
        conditions << condition;
        values << value;
    };
    require(!filter.system.isEmpty(), u"plans.system ->> '$.id' = ?"_s, filter.system.value);
    require(!filter.actor.isEmpty(), u"plans.actor = ?"_s, filter.actor);
    require(!filter.runbook.isEmpty(), u"plans.runbook = ?"_s, filter.runbook);
    require(filter.from.isValid(), u"plans.began_at >= ?"_s, filter.from.toMSecsSinceEpoch());
    require(filter.to.isValid(), u"plans.began_at <= ?"_s, filter.to.toMSecsSinceEpoch());
    require(filter.before > 0, u"plans.id < ?"_s, filter.before);
    values << filter.limit;
    return selectedRuns(u"WHERE %1 ORDER BY plans.id DESC LIMIT ?"_s.arg(conditions.join(u" AND "_s)), values);
}

Result<QList<JournalRun>> JournalReader::unfinishedRuns() const
{
    return selectedRuns(u"WHERE plans.tracked = 1 AND ending.id IS NULL AND NOT EXISTS (SELECT 1 FROM plans later "
                        "WHERE later.resumes = plans.id AND later.resumes > 0) ORDER BY plans.id"_s,
        {});
}

Result<bool> JournalReader::hasNote(const QString &kind, const QString &key, const QString &value) const
{
    const Result<QVariant> found
        = m_connection.value(u"SELECT 1 FROM notes WHERE kind = ? AND body ->> ? = ? LIMIT 1"_s, {kind, key, value});
    return found ? Result<bool>(found->isValid() && !found->isNull()) : found.error();
}

} // namespace sm::operations
