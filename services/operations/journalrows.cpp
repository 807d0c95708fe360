// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalrows.h"

#include "planjson.h"

#include <core/json.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

const QHash<StepState, QString> &stateWords()
{
    static const QHash<StepState, QString> words{{StepState::Done, u"done"_s}, {StepState::Failed, u"failed"_s},
        {StepState::Skipped, u"skipped"_s}, {StepState::InDoubt, u"in-doubt"_s}};
    return words;
}

/// Takes the columns of a row one after the other.
class Columns
{
public:
    explicit Columns(const store::Row &row)
        : m_row(row)
    {
    }
    QVariant next() { return m_row.value(m_next++); }
    QString text() { return next().toString(); }
    qint64 number() { return next().toLongLong(); }

private:
    const store::Row &m_row;
    qsizetype m_next = 0;
};

/// What was found out later counts where the outcome says nothing.
void takeWhatWasFound(JournalEntry &entry)
{
    if (!entry.resolution.isEmpty())
        entry.state = stateFromWord(entry.resolution);
    if (entry.output.isEmpty())
        entry.output = entry.evidence.value(foundOutput()).toObject();
}

RunState runState(const QString &end, qint64 resumedBy, bool tracked)
{
    if (resumedBy > 0)
        return RunState::Resumed;
    if (end == JournalNote::Stopped)
        return RunState::Stopped;
    return end.isEmpty() && tracked ? RunState::Unfinished : RunState::Finished;
}

} // namespace

QString foundOutput() { return u"output"_s; }

QString stateWord(StepState state) { return stateWords().value(state, u"in-doubt"_s); }
StepState stateFromWord(const QString &word) { return stateWords().key(word, StepState::InDoubt); }

QVariant stateColumn(const QJsonValue &state)
{
    return state.isUndefined() ? QVariant() : QVariant(QString::fromUtf8(toCompactJson(state)));
}

QJsonValue stateFromColumn(const QVariant &column)
{
    if (column.isNull())
        return QJsonValue::Undefined;
    return parseJson(column.toString().toUtf8()).value_or(QJsonValue(QJsonValue::Undefined));
}

QString bound(const QString &value) { return value.isNull() ? u""_s : QString::fromUtf8(value.toUtf8()); }

QString text(const QJsonObject &object) { return QString::fromUtf8(toCompactJson(object)); }

QJsonObject object(const QVariant &column)
{
    const Result<QJsonValue> value = parseJson(column.toString().toUtf8());
    return value ? value->toObject() : QJsonObject();
}

QDateTime instant(const QVariant &column)
{
    return column.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(column.toLongLong(), Qt::UTC);
}

QString selectEntries()
{
    return u"SELECT entries.id, entries.plan, plans.plan, plans.title, entries.step, entries.attempt, entries.title, "
           "entries.actor, plans.system, entries.uses, entries.resource, entries.input, entries.cli, "
           "entries.fingerprint, entries.intent_at, plans.session, outcomes.outcome_at, outcomes.state, "
           "outcomes.error_code, outcomes.error_message, outcomes.request_id, outcomes.output, entries.sealed, "
           "entries.state_before, outcomes.state_after, resolutions.state, resolutions.evidence, resolutions.actor, "
           "resolutions.at, entries.undoes, (SELECT max(later.id) FROM entries later JOIN facets ON facets.entry = "
           "later.id WHERE later.undoes = entries.id AND later.undoes > 0 AND facets.state = 'done') FROM entries "
           "JOIN plans ON plans.id = entries.plan LEFT JOIN outcomes ON outcomes.entry = entries.id "
           "LEFT JOIN resolutions ON resolutions.id = (SELECT max(id) FROM resolutions WHERE entry = entries.id) "_s;
}

EntryRow::EntryRow(const store::Row &row)
{
    Columns columns(row);
    entry.id = columns.number();
    entry.run = columns.number();
    entry.plan = {columns.text()};
    entry.planTitle = columns.text();
    entry.step = columns.next().toInt();
    entry.attempt = columns.next().toInt();
    entry.title = columns.text();
    entry.actor = columns.text();
    entry.system = systemFromJson(object(columns.next()));
    entry.uses = columns.text();
    entry.resource = columns.text();
    entry.input = object(columns.next());
    entry.cli = columns.text();
    entry.fingerprint = columns.text();
    entry.intentAt = instant(columns.next());
    session = columns.number();
    entry.outcomeAt = instant(columns.next());
    hasOutcome = entry.outcomeAt.isValid();
    entry.state = stateFromWord(columns.text());
    entry.errorCode = columns.text();
    entry.errorMessage = columns.text();
    entry.requestId = columns.text();
    output = columns.next();
    entry.sealed = columns.next().toBool();
    before = columns.next();
    after = columns.next();
    if (!entry.sealed) {
        entry.output = object(output);
        entry.before = stateFromColumn(before);
        entry.after = stateFromColumn(after);
    }
    entry.resolution = columns.text();
    entry.evidence = object(columns.next());
    entry.resolvedBy = columns.text();
    entry.resolvedAt = instant(columns.next());
    takeWhatWasFound(entry);
    entry.undoes = columns.number();
    entry.undoneBy = columns.number();
}

QString selectRuns()
{
    return u"SELECT plans.id, plans.plan, plans.title, plans.actor, plans.system, plans.began_at, plans.session, "
           "plans.tracked, plans.resumes, plans.runbook, plans.reason, ending.kind, ending.at, "
           "(SELECT max(later.id) FROM plans later WHERE later.resumes = plans.id AND later.resumes > 0) FROM plans "
           "LEFT JOIN notes ending ON ending.id = (SELECT max(id) FROM notes WHERE run = plans.id AND kind IN "
           "('finished', 'stopped')) "_s;
}

RunRow::RunRow(const store::Row &row)
{
    Columns columns(row);
    run.id = columns.number();
    run.plan = {columns.text()};
    run.title = columns.text();
    run.actor = columns.text();
    run.system = systemFromJson(object(columns.next()));
    run.beganAt = instant(columns.next());
    session = columns.number();
    const bool tracked = columns.next().toBool();
    run.resumes = columns.number();
    run.runbook = columns.text();
    run.reason = columns.text();
    const QString end = columns.text();
    run.endedAt = instant(columns.next());
    run.resumedBy = columns.number();
    run.state = runState(end, run.resumedBy, tracked);
}

JournalNote noteFrom(const store::Row &row)
{
    Columns columns(row);
    JournalNote note;
    note.id = columns.number();
    note.run = columns.number();
    note.kind = columns.text();
    note.step = columns.next().toInt();
    note.body = object(columns.next());
    note.actor = columns.text();
    note.at = instant(columns.next());
    return note;
}

} // namespace sm::operations
