// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger.h"

#include "blotter.h"
#include "journalsearch.h"
#include "planid.h"

#include <core/json.h>

#include <QCoreApplication>

#include <limits>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LargestOutputBytes = 64 * 1024;
constexpr qsizetype LongestMessage = 4096;

const QHash<StepState, QString> &stateWords()
{
    static const QHash<StepState, QString> words{{StepState::Done, u"done"_s}, {StepState::Failed, u"failed"_s},
        {StepState::Skipped, u"skipped"_s}, {StepState::InDoubt, u"in-doubt"_s}};
    return words;
}

QString text(const QJsonObject &object) { return QString::fromUtf8(toCompactJson(object)); }

QJsonObject object(const QVariant &column)
{
    const Result<QJsonValue> value = parseJson(column.toString().toUtf8());
    return value ? value->toObject() : QJsonObject();
}

// Binds "" for a null QString: the columns are NOT NULL.
QString bound(const QString &value) { return value.isNull() ? u""_s : value; }

/// \p output as it may be kept: blotted first, for a cut could leave half a secret.
QString storedOutput(const QJsonObject &output, const Blotter &blotter)
{
    const QByteArray json = toCompactJson(blotter.blot(output));
    if (json.size() <= LargestOutputBytes)
        return QString::fromUtf8(json);
    const QString note = QCoreApplication::translate("sm::operations::Journal", "cut from %1 bytes").arg(json.size());
    return text({{u"note"_s, note}, {u"beginning"_s, QString::fromUtf8(json.left(LargestOutputBytes))}});
}

QDateTime instant(const QVariant &column)
{
    return column.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(column.toLongLong(), Qt::UTC);
}

Error noSuchPlan()
{
    return Error(Error::Kind::Internal,
        QCoreApplication::translate("sm::operations::Journal", "The journal does not know this plan."));
}

} // namespace

Result<void> Ledger::beginSession(store::Connection &connection, const QString &file, qint64 now)
{
    Result<std::unique_ptr<store::Presence>> presence = store::Presence::open(file);
    if (!presence)
        return presence.error();
    const Result<qint64> session = connection.execute(
        u"INSERT INTO sessions(began_at, version) VALUES(?, ?)"_s, {now, QStringLiteral(SM_VERSION)});
    if (!session)
        return session.error();
    m_presence = std::move(*presence);
    m_session = *session;
    return m_presence->announce(m_session);
}

Result<void> Ledger::beginPlan(store::Connection &connection, const Plan &plan, const QString &actor, qint64 now)
{
    const auto row = connection.execute(
        u"INSERT INTO plans(session, plan, title, actor, system, body, began_at) VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
        {m_session, bound(plan.id.value), bound(plan.title), bound(actor), text(toJson(plan.system)),
            QString::fromUtf8(canonicalForm(plan)), now});
    if (!row)
        return row.error();
    return ok();
}

Result<qint64> Ledger::begin(
    store::Connection &connection, const Plan &plan, int number, const QString &actor, qint64 now)
{
    const Step &step = plan.steps.at(number);
    qint64 entry = 0;
    const Result<void> stored = connection.transact([&]() -> Result<void> {
        const Result<QVariant> run = connection.value(
            u"SELECT max(id) FROM plans WHERE plan = ? AND session = ?"_s, {plan.id.value, m_session});
        if (!run)
            return run.error();
        if (run->isNull())
            return noSuchPlan();
        const QVariantList words{
            bound(plan.title), bound(step.title), bound(step.resource), step.operation.uses, bound(actor)};
        const auto row
            = connection.execute(u"INSERT INTO entries(plan, step, title, actor, uses, resource, input, cli, "
                                 "intent_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                {*run, number, bound(step.title), bound(actor), bound(step.operation.uses), bound(step.resource),
                    text(step.operation.with), bound(step.cli), now});
        if (!row)
            return row.error();
        entry = *row;
        const auto indexed = connection.execute(
            u"INSERT INTO entries_text(rowid, plan, title, resource, uses, actor) VALUES(?, ?, ?, ?, ?, ?)"_s,
            QVariantList{entry} + words);
        return indexed ? ok() : Result<void>(indexed.error());
    });
    if (!stored)
        return stored.error();
    m_underWay << entry;
    return entry;
}

Result<void> Ledger::end(store::Connection &connection, const Outcome &outcome, qint64 now)
{
    m_underWay.remove(outcome.entry);
    const Blotter blotter(outcome.secrets);
    const QString code = outcome.error ? outcome.error->code() : QString();
    const QString message = outcome.error ? blotter.blot(outcome.error->message()).left(LongestMessage) : QString();
    const auto row = connection.execute(u"INSERT INTO outcomes(entry, outcome_at, state, error_code, error_message, "
                                        "request_id, output) VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
        {outcome.entry, now, stateWords().value(outcome.state, u"in-doubt"_s), bound(blotter.blot(code)),
            bound(message), bound(blotter.blot(outcome.requestId)), storedOutput(outcome.output, blotter)});
    if (!row)
        return row.error();
    return ok();
}

Result<QList<JournalEntry>> Ledger::entries(
    store::Connection &connection, const QString &search, qint64 before, int limit) const
{
    const JournalSearch found = journalSearch(search);
    const Result<QList<store::Row>> rows = connection.select(
        u"SELECT entries.id, plans.plan, plans.title, entries.step, entries.title, entries.actor, plans.system, "
        "entries.uses, entries.resource, entries.input, entries.cli, entries.intent_at, plans.session, "
        "outcomes.outcome_at, outcomes.state, outcomes.error_code, outcomes.error_message, outcomes.request_id, "
        "outcomes.output FROM %1 JOIN plans ON plans.id = entries.plan "
        "LEFT JOIN outcomes ON outcomes.entry = entries.id WHERE %2 < ? %3 ORDER BY %2 DESC LIMIT ?"_s.arg(
            found.from, found.key, found.condition),
        QVariantList{before > 0 ? before : std::numeric_limits<qint64>::max()} + found.values + QVariantList{limit});
    if (!rows)
        return rows.error();
    QList<JournalEntry> entries;
    for (const store::Row &row : *rows)
        entries << entryFrom(row);
    return entries;
}

JournalEntry Ledger::entryFrom(const store::Row &row) const
{
    JournalEntry entry;
    int column = 0;
    const auto next = [&row, &column] { return row.at(column++); };
    entry.id = next().toLongLong();
    entry.plan = {next().toString()};
    entry.planTitle = next().toString();
    entry.step = next().toInt();
    entry.title = next().toString();
    entry.actor = next().toString();
    entry.system = systemFromJson(object(next()));
    entry.uses = next().toString();
    entry.resource = next().toString();
    entry.input = object(next());
    entry.cli = next().toString();
    entry.intentAt = instant(next());
    const qint64 session = next().toLongLong();
    entry.outcomeAt = instant(next());
    const QString state = next().toString();
    entry.state = entry.outcomeAt.isValid() ? stateWords().key(state, StepState::InDoubt)
                                            : stateWithoutOutcome(entry.id, session);
    entry.errorCode = next().toString();
    entry.errorMessage = next().toString();
    entry.requestId = next().toString();
    entry.output = object(next());
    return entry;
}

StepState Ledger::stateWithoutOutcome(qint64 entry, qint64 session) const
{
    const bool underWay = session == m_session ? m_underWay.contains(entry) : m_presence->isPresent(session);
    return underWay ? StepState::Running : StepState::InDoubt;
}

} // namespace sm::operations
