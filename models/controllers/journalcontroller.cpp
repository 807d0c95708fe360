// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalcontroller.h"

#include "leftout.h"

#include <core/json.h>
#include <operations/journalfile.h>
#include <operations/runner.h>
#include <operations/undo.h>
#include <tables/journalquery.h>

#include <QCoroTask>

namespace sm::controllers {

namespace {

constexpr int PageSize = 500;

operations::JournalFilter filterOf(const tables::JournalQuery &query)
{
    operations::JournalFilter filter;
    filter.search = query.search;
    filter.from = query.from;
    filter.to = query.to;
    filter.actor = query.actor;
    filter.system = query.system;
    filter.uses = query.uses;
    filter.resource = query.resource;
    filter.state = query.state;
    filter.limit = PageSize;
    return filter;
}

QString shown(const QJsonValue &value, bool hidden)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (hidden && !value.isBool())
        return JournalController::tr("(hidden)");
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

QList<Change> changesOf(const JournalEntry &entry, bool unsealed)
{
    QList<Change> changes;
    if (entry.before.isUndefined() || entry.after.isUndefined())
        return changes;
    const bool hidden = entry.sealed && !unsealed;
    const operations::Comparison comparison = operations::threeWay(entry.before, entry.after, entry.after);
    for (const operations::Difference &each : comparison.differences) {
        const QString what = each.path.isEmpty() ? entry.resource : each.path;
        changes.append({what, shown(each.before, hidden), shown(each.after, hidden)});
    }
    return changes;
}

Error tampered(const operations::JournalVerification::BadRow &row)
{
    return Error(Error::Kind::Storage,
        JournalController::tr("The journal was changed by something else than Stationmaster: row %1 of %2. %3")
            .arg(QString::number(row.row), row.table, row.why))
        .withCode(QStringLiteral("JournalTampered"));
}

} // namespace

JournalController::JournalController(Services services, std::optional<Error> problem, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_problem(std::move(problem))
{
    connect(&m_table, &tables::JournalTable::moreWanted, this, &JournalController::loadMore);
}

void JournalController::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    reload();
}

void JournalController::reload()
{
    if (!m_services.journal)
        return;
    const auto generation = ++m_generation;
    QCoro::connect(m_services.journal->inDoubt(), this, [this, generation](const Result<QList<JournalEntry>> &entries) {
        if (generation != m_generation)
            return;
        m_inDoubt = entries ? static_cast<int>(entries->size()) : 0;
        const bool all = tables::JournalQuery::parse(m_search).isEmpty();
        m_doubtful = entries && all ? *entries : QList<JournalEntry>();
        load(0);
    });
    QCoro::connect(m_services.journal->count(), this, [this](const Result<qint64> &count) {
        m_count = count.value_or(m_count);
        Q_EMIT changed();
    });
}

void JournalController::loadMore()
{
    if (!m_table.isComplete())
        load(m_table.oldestId());
}

void JournalController::load(qint64 before)
{
    if (!m_services.journal)
        return;
    operations::JournalFilter filter = filterOf(tables::JournalQuery::parse(m_search));
    filter.before = before;
    const auto generation = m_generation;
    QCoro::connect(m_services.journal->entries(filter), this,
        [this, before, generation](const Result<QList<JournalEntry>> &entries) {
            if (generation != m_generation)
                return;
            m_problem = entries ? std::nullopt : std::optional<Error>(entries.error());
            if (entries)
                show(*entries, before);
            else
                m_table.fetchFailed();
            Q_EMIT changed();
        });
}

void JournalController::show(const QList<JournalEntry> &entries, qint64 before)
{
    const bool complete = entries.size() < PageSize;
    QList<JournalEntry> shown = before == 0 ? m_doubtful : QList<JournalEntry>();
    const auto isAtTheTop = [this](const JournalEntry &entry) {
        return std::any_of(
            m_doubtful.begin(), m_doubtful.end(), [&entry](const JournalEntry &each) { return each.id == entry.id; });
    };
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(shown),
        [&isAtTheTop](const JournalEntry &entry) { return !isAtTheTop(entry); });
    if (before == 0)
        m_table.reset(shown, complete);
    else
        m_table.append(shown, complete);
}

void JournalController::open(qint64 entry, bool unsealed)
{
    if (!m_services.journal)
        return;
    QCoro::connect(m_services.journal->entry(entry), this, [this, unsealed](const Result<JournalEntry> &found) {
        if (found)
            Q_EMIT entryOpened(*found, changesOf(*found, unsealed));
        else
            Q_EMIT failed(found.error());
    });
}

void JournalController::verify()
{
    if (!m_services.journal)
        return;
    QCoro::connect(m_services.journal->verify(m_cancel.token()), this,
        [this](const Result<operations::JournalVerification> &found) {
            if (!found)
                Q_EMIT failed(found.error());
            else if (found->firstBad)
                Q_EMIT failed(tampered(*found->firstBad));
            else
                Q_EMIT verified(tr("All %1 rows of the journal are as they were written.").arg(found->rows));
        });
}

void JournalController::exportTo(const QString &file)
{
    if (!m_services.journal)
        return;
    const operations::JournalFilter filter = filterOf(tables::JournalQuery::parse(m_search));
    QCoro::connect(
        operations::exportJournal(m_services.journal, file, operations::exportFormOf(file), filter, m_cancel.token()),
        this, [this, file](const Result<void> &written) {
            if (written)
                Q_EMIT exported(tr("The journal was written to %1.").arg(file));
            else
                Q_EMIT failed(written.error());
        });
}

void JournalController::planUndo(qint64 entry)
{
    if (!m_services.undo)
        return;
    QCoro::connect(
        m_services.undo->entry(entry, m_cancel.token()), this, [this](const Result<operations::UndoPlan> &undo) {
            if (undo)
                Q_EMIT undoPlanned({undo->plan, leftOutOf(undo->leftOut)});
            else
                Q_EMIT failed(undo.error());
        });
}

void JournalController::planUndoOfRun(qint64 run)
{
    if (!m_services.undo)
        return;
    QCoro::connect(m_services.undo->run(run, m_cancel.token()), this, [this](const Result<operations::UndoPlan> &undo) {
        if (undo)
            Q_EMIT undoPlanned({undo->plan, leftOutOf(undo->leftOut)});
        else
            Q_EMIT failed(undo.error());
    });
}

void JournalController::reconcile(qint64 entry)
{
    if (!m_services.runner)
        return;
    QCoro::connect(m_services.runner->reconcile(entry, m_identity, m_cancel.token()), this,
        [this, entry](const Result<operations::Verdict> &verdict) {
            if (verdict)
                Q_EMIT settled(entry, verdict->why);
            else
                Q_EMIT failed(verdict.error());
            reload();
        });
}

void JournalController::settle(qint64 entry, bool done, const QString &reason)
{
    if (!m_services.runner)
        return;
    QCoro::connect(
        m_services.runner->settle(entry, done, reason, m_identity), this, [this, entry](const Result<void> &written) {
            if (written)
                Q_EMIT settled(entry, tr("What you found out is written down."));
            else
                Q_EMIT failed(written.error());
            reload();
        });
}

} // namespace sm::controllers
