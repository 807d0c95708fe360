// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger.h"

#include "blotter.h"
#include "journalstates.h"
#include "planjson.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestMessage = 4096;

Error noSuchRun()
{
    return Error(Error::Kind::Internal,
        QCoreApplication::translate("sm::operations::Journal", "The journal does not know this run."));
}

Error known(qint64 entry)
{
    return Error(Error::Kind::Conflict,
        QCoreApplication::translate(
            "sm::operations::Journal", "How entry %1 ended is known already. Reload the journal to see it.")
            .arg(entry))
        .withCode(u"JournalResolved"_s);
}

Error underWay(qint64 entry)
{
    return Error(Error::Kind::Conflict,
        QCoreApplication::translate("sm::operations::Journal", "Entry %1 is still being worked on. Wait for its end.")
            .arg(entry))
        .withCode(u"JournalRunning"_s);
}

Result<void> setFacet(store::Connection &connection, qint64 entry, StepState state)
{
    const auto set = connection.execute(u"UPDATE facets SET state = ? WHERE entry = ?"_s, {stateWord(state), entry});
    return set ? ok() : Result<void>(set.error());
}

/// What is searched and filtered by; made from the row of the entry alone.
Result<void> addToIndexes(store::Connection &connection, qint64 entry)
{
    const auto facets = connection.execute(
        u"INSERT INTO facets SELECT entries.id, entries.intent_at, entries.actor, coalesce(plans.system ->> '$.id', "
        "''), entries.uses, entries.resource, 'open' FROM entries JOIN plans ON plans.id = entries.plan WHERE "
        "entries.id = ?"_s,
        {entry});
    if (!facets)
        return facets.error();
    const auto words = connection.execute(
        u"INSERT INTO entries_text(rowid, plan, title, resource, uses, actor) SELECT entries.id, plans.title, "
        "entries.title, entries.resource, entries.uses, entries.actor FROM entries JOIN plans ON plans.id = "
        "entries.plan WHERE entries.id = ?"_s,
        {entry});
    return words ? ok() : Result<void>(words.error());
}

} // namespace

Result<void> Ledger::beginSession(store::Connection &connection, const QString &file, qint64 now)
{
    if (const auto opened = m_presence.open(file); !opened)
        return opened;
    const Result<qint64> session = connection.execute(
        u"INSERT INTO sessions(began_at, version) VALUES(?, ?)"_s, {now, QStringLiteral(SM_VERSION)});
    if (!session)
        return session.error();
    return m_presence.announce(*session);
}

Result<qint64> Ledger::beginRun(
    store::Connection &connection, const Plan &plan, const QString &actor, const RunLink &link, qint64 now)
{
    return addRun(connection, plan, actor, link, true, now);
}

Result<void> Ledger::beginPlan(store::Connection &connection, const Plan &plan, const QString &actor, qint64 now)
{
    const Result<qint64> run = addRun(connection, plan, actor, {}, false, now);
    return run ? ok() : Result<void>(run.error());
}

Result<qint64> Ledger::addRun(store::Connection &connection, const Plan &plan, const QString &actor,
    const RunLink &link, bool tracked, qint64 now)
{
    return connection.execute(
        u"INSERT INTO plans(session, plan, title, actor, system, body, began_at, tracked, resumes, runbook, reason) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {m_presence.session(), bound(plan.id.value), bound(plan.title), bound(actor), text(toJson(plan.system)),
            QString::fromUtf8(canonicalForm(plan)), now, tracked, link.resumes, bound(link.runbook),
            bound(link.reason)});
}

Result<qint64> Ledger::begin(
    store::Connection &connection, const Plan &plan, int number, const QString &actor, qint64 now)
{
    const Result<QVariant> run = connection.value(
        u"SELECT max(id) FROM plans WHERE plan = ? AND session = ?"_s, {plan.id.value, m_presence.session()});
    if (!run)
        return run.error();
    Intent intent;
    intent.run = run->toLongLong();
    intent.number = number;
    intent.step = plan.steps.at(number);
    intent.actor = actor;
    return begin(connection, intent, now);
}

Result<qint64> Ledger::begin(store::Connection &connection, const Intent &intent, qint64 now)
{
    Result<qint64> entry;
    const Result<void> stored = connection.transact([&]() -> Result<void> {
        const Result<QVariant> run = connection.value(u"SELECT 1 FROM plans WHERE id = ?"_s, {intent.run});
        if (!run)
            return run.error();
        if (run->isNull())
            return noSuchRun();
        entry = addEntry(connection, intent, now);
        return entry ? addToIndexes(connection, *entry) : Result<void>(entry.error());
    });
    if (!stored)
        return stored.error();
    m_presence.begin(*entry);
    return entry;
}

Result<qint64> Ledger::addEntry(store::Connection &connection, const Intent &intent, qint64 now)
{
    const Step &step = intent.step;
    const Blotter blotter(step.operation.secrets.values());
    return connection.execute(
        u"INSERT INTO entries(plan, step, title, actor, uses, resource, input, cli, intent_at, sealed, attempt, "
        "undoes, fingerprint, state_before) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {intent.run, intent.number, bound(step.title), bound(intent.actor), bound(step.operation.uses),
            bound(step.resource), text(step.operation.with), bound(step.cli), now, intent.mayHoldSecrets,
            intent.attempt, intent.undoes, bound(intent.fingerprint),
            intent.mayHoldSecrets ? QVariant() : stateColumn(storedState(intent.before, blotter))});
}

Result<void> Ledger::end(store::Connection &connection, const Conclusion &conclusion, qint64 now)
{
    m_presence.end(conclusion.entry);
    const Blotter blotter(conclusion.secrets);
    const QString code = conclusion.error ? conclusion.error->code() : QString();
    const QString message
        = conclusion.error ? blotter.blot(conclusion.error->message()).left(LongestMessage) : QString();
    return connection.transact([&]() -> Result<void> {
        const auto sealed = connection.value(u"SELECT sealed FROM entries WHERE id = ?"_s, {conclusion.entry});
        if (!sealed)
            return sealed.error();
        const QVariant after = sealed->toBool() ? QVariant() : stateColumn(storedState(conclusion.after, blotter));
        const auto row = connection.execute(
            u"INSERT INTO outcomes(entry, outcome_at, state, error_code, error_message, request_id, output, "
            "state_after) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {conclusion.entry, now, stateWord(conclusion.state), bound(blotter.blot(code)), bound(message),
                bound(blotter.blot(conclusion.requestId)),
                sealed->toBool() ? u"{}"_s : storedOutput(conclusion.output, blotter), after});
        return row ? setFacet(connection, conclusion.entry, conclusion.state) : Result<void>(row.error());
    });
}

Result<void> Ledger::resolve(store::Connection &connection, qint64 entry, StepState state, const QJsonObject &evidence,
    const QString &actor, qint64 now)
{
    return connection.transact([&]() -> Result<void> {
        const Result<JournalEntry> found = reader(connection).entry(entry);
        if (!found)
            return found.error();
        if (found->state == StepState::Running)
            return underWay(entry);
        if (found->state != StepState::InDoubt)
            return known(entry);
        const auto row
            = connection.execute(u"INSERT INTO resolutions(entry, at, state, actor, evidence) VALUES(?, ?, ?, ?, ?)"_s,
                {entry, now, stateWord(state), bound(actor), text(evidence)});
        return row ? setFacet(connection, entry, state) : Result<void>(row.error());
    });
}

Result<void> Ledger::note(store::Connection &connection, const JournalNote &note)
{
    const QVariant run = note.run > 0 ? QVariant(note.run) : QVariant();
    const auto row
        = connection.execute(u"INSERT INTO notes(run, kind, step, body, actor, at) VALUES(?, ?, ?, ?, ?, ?)"_s,
            {run, bound(note.kind), note.step, text(note.body), bound(note.actor), note.at.toMSecsSinceEpoch()});
    return row ? ok() : Result<void>(row.error());
}

} // namespace sm::operations
