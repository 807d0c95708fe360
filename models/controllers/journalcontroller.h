// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <tables/journaltable.h>

#include <QObject>

namespace sm::operations {
class Journal;
}

namespace sm::controllers {

/// Shows the journal, newest first, a page at a time.
class JournalController : public QObject
{
    Q_OBJECT

public:
    /// \p journal may be null when it could not be opened; \p problem says why.
    JournalController(operations::Journal *journal, std::optional<Error> problem, QObject *parent = nullptr);

    tables::JournalTable &table() { return m_table; }
    const std::optional<Error> &problem() const { return m_problem; }
    qint64 count() const { return m_count; }

    void setSearch(const QString &text);
    /// Reads the newest page again.
    void reload();
    void loadMore();

Q_SIGNALS:
    void changed();

private:
    void load(qint64 before);

    operations::Journal *m_journal;
    std::optional<Error> m_problem;
    tables::JournalTable m_table;
    QString m_search;
    qint64 m_count = 0;
    int m_generation = 0;
};

} // namespace sm::controllers
