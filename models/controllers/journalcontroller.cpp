// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalcontroller.h"

#include <operations/journal.h>

#include <QCoroTask>

namespace sm::controllers {

namespace {
constexpr int PageSize = 500;
}

JournalController::JournalController(operations::Journal *journal, std::optional<Error> problem, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
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
    ++m_generation;
    load(0);
}

void JournalController::loadMore()
{
    if (!m_table.isComplete())
        load(m_table.oldestId());
}

void JournalController::load(qint64 before)
{
    if (!m_journal)
        return;
    const auto generation = m_generation;
    QCoro::connect(m_journal->entries(m_search, before, PageSize), this,
        [this, before, generation](const Result<QList<JournalEntry>> &entries) {
            if (generation != m_generation)
                return;
            m_problem = entries ? std::nullopt : std::optional<Error>(entries.error());
            if (entries && before == 0)
                m_table.reset(*entries, entries->size() < PageSize);
            else if (entries)
                m_table.append(*entries, entries->size() < PageSize);
            else
                m_table.fetchFailed();
            Q_EMIT changed();
        });
    QCoro::connect(m_journal->count(), this, [this](const Result<qint64> &count) {
        m_count = count.value_or(m_count);
        Q_EMIT changed();
    });
}

} // namespace sm::controllers
