// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/runbookinfo.h>

#include <tables/arrangedtable.h>

namespace sm::tables {

/// Runbooks as a table: imported drafts first, then those of the chosen system, then the others; or by a column.
class RunbookTable : public ArrangedTable
{
    Q_OBJECT

public:
    enum Column { Title, SystemName, Severity, Steps, LastRun, Findings, Review, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole + 3, ///< as in UserTable, so that one delegate draws both
        KeyRole,
    };

    using ArrangedTable::ArrangedTable;

    void reset(const QList<RunbookInfo> &runbooks);
    void setLastRun(const QString &key, const sm::LastRun &run);
    /// Each word of \p text occurs in title, purpose, system, severity, symptoms or steps, whatever its case.
    void setFilter(const QString &text);
    /// The day that reviews are due by; the computer's own unless somebody says otherwise.
    void setToday(const QDate &today) { m_today = today; }

    int totalCount() const { return static_cast<int>(m_rows.size()); }
    const RunbookInfo &runbook(int row) const { return m_rows.at(m_shown.at(row)).info; }
    /// -1: it is not shown.
    int rowOf(const QString &key) const;
    /// nullptr: there is no such runbook.
    const RunbookInfo *find(const QString &key) const;
    /// Nothing: it never ran, or nobody has looked yet.
    std::optional<sm::LastRun> lastRun(const QString &key) const;
    bool isReviewDue(const RunbookInfo &runbook) const;

    /// "Done", "In doubt", "Taken back": how it stands with it now.
    /// No runbook has anything to say in this column.
    bool isBlank(int column) const;

    static QString endText(const sm::LastRun &run);
    static QString endTone(const sm::LastRun &run);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        RunbookInfo info;
        std::optional<sm::LastRun> lastRun;
        QString haystack; ///< lower case
    };
    QList<int> arranged() const override;
    QDate today() const;
    QVariant text(const Row &row, int column) const;
    QVariant tone(const Row &row, int column) const;
    QVariant sortKey(const Row &row, int column) const;

    QList<Row> m_rows;
    QStringList m_words;
    QDate m_today;
};

/// "2 errors": the worst there is, for a cell or a badge.
QString findingsText(const QList<RunbookFinding> &findings);
/// "bad", "warning", "neutral" or "good".
QString findingsTone(const QList<RunbookFinding> &findings);

} // namespace sm::tables
