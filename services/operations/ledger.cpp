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

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Journal", text); }

Error noSuchRun() { return Error(Error::Kind::Internal, tr("The journal does not know this run.")); }

Error inUse()
{
    return Error(Error::Kind::Storage,
        tr("Another Stationmaster is open and writes the journal, so nothing can be changed from here. End it and try "
           "again, or go on there."))
        .withCode(u"JournalInUse"_s);
}

Error known(qint64 entry)
{
    return Error(
        Error::Kind::Conflict, tr("How entry %1 ended is known already. Reload the journal to see it.").arg(entry))
        .withCode(u"JournalResolved"_s);
}

Error underWay(qint64 entry)
{
    return Error(Error::Kind::Conflict, tr("Entry %1 is still being worked on. Wait for its end.").arg(entry))
        .withCode(u"JournalRunning"_s);
}

Error noted()
{
    return Error(Error::Kind::Conflict, tr("The journal holds this already, and it happens once only."))
        .withCode(u"JournalNoted"_s);
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
        u"INSERT INTO facets SELECT entries.id, entries.intent_at, max(entries.intent_at, coalesce((SELECT latest "
        "FROM facets ORDER BY entry DESC LIMIT 1), 0)), entries.actor, coalesce(plans.system ->> '$.id', ''), "
        "entries.uses, entries.resource, 'open' FROM entries JOIN plans ON plans.id = entries.plan WHERE entries.id = "
        "?"_s,
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

Result<qint64> nextEntry(store::Connection &connection)
{
    const Result<QVariant> newest = connection.value(u"SELECT seq FROM sqlite_sequence WHERE name = 'entries'"_s);
    return newest ? Result<qint64>(newest->toLongLong() + 1) : newest.error();
}

} // namespace

Ledger::Ledger(QString file, std::shared_ptr<store::KeyStore> keys)
    : m_file(std::move(file))
    , m_keyStore(std::move(keys))
{
}

Result<void> Ledger::open(store::Connection &connection, qint64 now)
{
    if (const auto opened = m_presence.open(m_file); !opened)
        return opened;
    const Result<JournalKeys> keys = JournalKeys::from(*m_keyStore);
    if (!keys)
        return keys.error();
    m_keys = *keys;
    m_chain.emplace(m_file, m_keys->signing);
    const Result<void> seat = takeOver(connection, now);
    return !seat && seat.error().code() == inUse().code() ? ok() : seat;
}

Result<void> Ledger::takeOver(store::Connection &connection, qint64 now)
{
    if (m_isWriter)
        return ok();
    const Result<bool> seat = m_presence.takeSeat();
    if (!seat)
        return seat.error();
    if (!*seat)
        return inUse();
    const Result<std::optional<QJsonObject>> broken = m_chain->check(connection);
    if (!broken)
        return broken.error();
    if (const auto adopted = m_chain->adopt(connection); !adopted)
        return adopted;
    const Result<void> begun = m_chain->transact(connection, [&] { return beginSession(connection, *broken, now); });
    m_isWriter = begun.has_value();
    return begun;
}

Result<void> Ledger::beginSession(store::Connection &connection, const std::optional<QJsonObject> &broken, qint64 now)
{
    const Result<qint64> session = add(connection, u"sessions"_s, {u"began_at"_s, u"version"_s, u"public_key"_s},
        {now, QStringLiteral(SM_VERSION), QString::fromLatin1(m_chain->publicKey().toHex())});
    if (!session)
        return session.error();
    if (const auto announced = m_presence.announce(*session); !announced)
        return announced;
    // The head is about to be overwritten; what it said stays on record.
    return broken ? addNote(connection, {0, 0, u"broken"_s, -1, *broken, {}, instant(now)}) : ok();
}

Result<void> Ledger::transact(store::Connection &connection, qint64 now, const std::function<Result<void>()> &work)
{
    const Result<void> seat = takeOver(connection, now);
    return seat ? m_chain->transact(connection, work) : seat;
}

Result<qint64> Ledger::add(
    store::Connection &connection, const QString &table, const QStringList &columns, const QVariantList &values)
{
    const QString marks = QStringList(columns.size(), u"?"_s).join(u", "_s);
    Result<qint64> row
        = connection.execute(u"INSERT INTO %1(%2) VALUES(%3)"_s.arg(table, columns.join(u", "_s), marks), values);
    if (!row)
        return row;
    const Result<void> chained = m_chain->append(connection, table, *row);
    return chained ? row : chained.error();
}

Result<qint64> Ledger::beginRun(
    store::Connection &connection, const Plan &plan, const QString &actor, const RunLink &link, qint64 now)
{
    Result<qint64> run;
    const Result<void> stored = transact(connection, now, [&]() -> Result<void> {
        run = add(connection, u"plans"_s,
            {u"session"_s, u"plan"_s, u"title"_s, u"actor"_s, u"system"_s, u"body"_s, u"began_at"_s, u"tracked"_s,
                u"resumes"_s, u"runbook"_s, u"reason"_s},
            {m_presence.session(), bound(plan.id.value), bound(plan.title), bound(actor), text(toJson(plan.system)),
                QString::fromUtf8(canonicalForm(plan)), now, 1, link.resumes, bound(link.runbook), bound(link.reason)});
        return run ? ok() : Result<void>(run.error());
    });
    return stored ? run : stored.error();
}

Result<qint64> Ledger::begin(store::Connection &connection, const Intent &intent, qint64 now)
{
    Result<qint64> entry;
    const Result<void> stored = transact(connection, now, [&]() -> Result<void> {
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
    const Result<qint64> id = nextEntry(connection); // it is part of what a sealed state is bound to
    if (!id)
        return id;
    const QVariant before = intent.mayHoldSecrets
        ? sealedState(intent.before, m_keys->seal, StatePlace::Before, *id)
        : stateColumn(storedState(intent.before, Blotter(step.operation.secrets.values())));
    return add(connection, u"entries"_s,
        {u"id"_s, u"plan"_s, u"step"_s, u"title"_s, u"actor"_s, u"uses"_s, u"resource"_s, u"input"_s, u"cli"_s,
            u"intent_at"_s, u"sealed"_s, u"attempt"_s, u"undoes"_s, u"fingerprint"_s, u"state_before"_s},
        {*id, intent.run, intent.number, bound(step.title), bound(intent.actor), bound(step.operation.uses),
            bound(step.resource), text(step.operation.with), bound(step.cli), now, intent.mayHoldSecrets ? 1 : 0,
            intent.attempt, intent.undoes, bound(intent.fingerprint), before});
}

Result<void> Ledger::end(store::Connection &connection, const Conclusion &conclusion, qint64 now)
{
    m_presence.end(conclusion.entry);
    return transact(connection, now, [&]() -> Result<void> {
        const Result<void> added = addOutcome(connection, conclusion, now);
        return added ? setFacet(connection, conclusion.entry, conclusion.state) : added;
    });
}

Result<void> Ledger::addOutcome(store::Connection &connection, const Conclusion &conclusion, qint64 now)
{
    const auto sealed = connection.value(u"SELECT sealed FROM entries WHERE id = ?"_s, {conclusion.entry});
    if (!sealed)
        return sealed.error();
    const bool seals = sealed->toBool();
    const crypto::Seal &seal = m_keys->seal;
    const Blotter blotter(conclusion.secrets);
    const QString code = conclusion.error ? conclusion.error->code() : QString();
    const QString message
        = conclusion.error ? blotter.blot(conclusion.error->message()).left(LongestMessage) : QString();
    const QVariant output = seals ? sealedState(conclusion.output, seal, StatePlace::Output, conclusion.entry)
                                  : QVariant(storedOutput(conclusion.output, blotter));
    const QVariant after = seals ? sealedState(conclusion.after, seal, StatePlace::After, conclusion.entry)
                                 : stateColumn(storedState(conclusion.after, blotter));
    const Result<qint64> row = add(connection, u"outcomes"_s,
        {u"entry"_s, u"outcome_at"_s, u"state"_s, u"error_code"_s, u"error_message"_s, u"request_id"_s, u"output"_s,
            u"state_after"_s},
        {conclusion.entry, now, stateWord(conclusion.state), bound(blotter.blot(code)), bound(message),
            bound(blotter.blot(conclusion.requestId)), output, after});
    return row ? ok() : Result<void>(row.error());
}

Result<void> Ledger::resolve(store::Connection &connection, qint64 entry, StepState state, const QJsonObject &evidence,
    const QString &actor, qint64 now)
{
    return transact(connection, now, [&]() -> Result<void> {
        const Result<JournalEntry> found = reader(connection).entry(entry);
        if (!found)
            return found.error();
        if (found->state == StepState::Running)
            return underWay(entry);
        if (found->state != StepState::InDoubt)
            return known(entry);
        const auto row = add(connection, u"resolutions"_s, {u"entry"_s, u"at"_s, u"state"_s, u"actor"_s, u"evidence"_s},
            {entry, now, stateWord(state), bound(actor), text(evidence)});
        return row ? setFacet(connection, entry, state) : Result<void>(row.error());
    });
}

Result<void> Ledger::note(store::Connection &connection, const JournalNote &note)
{
    return transact(connection, note.at.toMSecsSinceEpoch(), [&] { return addNote(connection, note); });
}

Result<void> Ledger::noteOnce(store::Connection &connection, const JournalNote &note, const QString &key)
{
    return transact(connection, note.at.toMSecsSinceEpoch(), [&]() -> Result<void> {
        const Result<bool> there = reader(connection).hasNote(note.kind, key, note.body[key].toString());
        if (!there)
            return there.error();
        return *there ? noted() : addNote(connection, note);
    });
}

Result<void> Ledger::addNote(store::Connection &connection, const JournalNote &note)
{
    const QVariant run = note.run > 0 ? QVariant(note.run) : QVariant();
    const auto row = add(connection, u"notes"_s, {u"run"_s, u"kind"_s, u"step"_s, u"body"_s, u"actor"_s, u"at"_s},
        {run, bound(note.kind), note.step, text(note.body), bound(note.actor), note.at.toMSecsSinceEpoch()});
    return row ? ok() : Result<void>(row.error());
}

} // namespace sm::operations
