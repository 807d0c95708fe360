// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorerarchive.h"
#include "explorershape.h"
#include "usageperiod.h"

#include <map>

namespace sm::costs {

/// What a period has to be to need no asking.
struct Freshness
{
    QDateTime askedAfter; ///< an answer of this instant or later will do, unless the period is closed

    bool suffices(const UsagePeriod &period) const { return period.isClosed() || period.asOf >= askedAfter; }
};

/// The periods that are known: in memory, and a month of each shape under one name in the archive.
class ExplorerShelf
{
public:
    /// \param archive nullptr: nothing outlives the program
    /// \param scope   whose costs: the same account has the same, another another
    /// \param most    how many months of a shape are in memory while nobody asks; the others are in the archive
    ExplorerShelf(ExplorerArchive *archive, QString scope, int most);

    /// Leaves in memory what there is, as long as somebody has one: the parts of an answer shall not go while it is
    /// made. The shelf outlives it.
    class Use
    {
    public:
        explicit Use(ExplorerShelf &shelf)
            : m_shelf(shelf)
        {
            ++m_shelf.m_uses;
        }
        ~Use()
        {
            if (--m_shelf.m_uses == 0)
                m_shelf.trim();
        }
        Q_DISABLE_COPY_MOVE(Use)

    private:
        ExplorerShelf &m_shelf;
    };

    /// Reads what the archive has of these days and is not here yet. What can not be read counts as not kept.
    /// \return where something came from that was not in memory
    QCoro::Task<std::optional<CostOrigin>> load(ExplorerShape shape, ExplorerSpan range, CancelToken token);

    /// Reads from the archive, once, which questions earlier starts of the program have asked.
    QCoro::Task<void> loadShapes(CancelToken token);
    /// Which questions were asked, the latest first; load() before looking for their answers.
    const QList<ExplorerShape> &shapes() const { return m_shapes; }

    /// The days or months of \p range that suffice not, joined to ranges that one request each can answer.
    QList<ExplorerSpan> missing(
        const ExplorerShape &shape, const ExplorerSpan &range, const Freshness &freshness) const;
    /// What is known of \p range, however old. Of a month that is under way, what was asked up to another day.
    QList<UsagePeriod> periods(const ExplorerShape &shape, const ExplorerSpan &range) const;

    /// Forgets all that is in memory, and looks into the archive again.
    void forget();

    /// Another number after each change of what is known of \p shape.
    quint64 version(const ExplorerShape &shape) const;

    /// Keeps \p periods here and in the archive. What can not be written stays here.
    QCoro::Task<void> keep(ExplorerShape shape, QList<UsagePeriod> periods);

private:
    using Key = std::pair<QDate, QDate>; ///< start and end
    struct Known
    {
        std::map<Key, UsagePeriod> periods;
        QSet<QDate> months; ///< that were looked for in the archive
        quint64 version = 0;
        quint64 used = 0; ///< the larger, the later

        int size() const; ///< in months; at least 1
    };

    QString nameOf(const QString &what) const;
    QString nameOf(const QString &shape, const QDate &month) const;
    void put(const ExplorerShape &shape, const UsagePeriod &period);
    QCoro::Task<void> writeMonth(QString shape, QDate month);
    bool remember(const ExplorerShape &shape);
    void trim();

    ExplorerArchive *m_archive;
    QString m_scope;
    QHash<QString, Known> m_known; ///< by explorerName()
    QList<ExplorerShape> m_shapes;
    int m_most;
    int m_uses = 0;
    quint64 m_changes = 0;
    quint64 m_lookups = 0;
    bool m_shapesAreRead = false;
};

/// Whether what is known of \p wide answers what is asked by \p narrow, by adding up.
bool covers(const ExplorerShape &wide, const ExplorerShape &narrow);

} // namespace sm::costs
