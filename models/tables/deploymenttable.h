// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <tables/arrangedtable.h>

#include <QHash>

#include <functional>
#include <limits>
#include <map>
#include <set>

namespace sm::tables {

/// What was deployed on one time axis, newest first, or by a column. Pages come in any order; what is selected stays so
/// while they come. Another filter resets the table, and so does it when very many go at once.
class DeploymentTable : public ArrangedTable
{
    Q_OBJECT

public:
    enum Column { When, Service, Deployed, By, WhileLive, State, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole + 3, ///< as in UserTable, so that one delegate draws both
        IdRole,
    };

    using ArrangedTable::ArrangedTable;

    /// Adds deployments, or says what is known better of them. Health that was read before stays where \p page has
    /// none.
    void put(const QList<Deployment> &page);
    /// How a unit stands now: its deployments that are as new as the oldest of \p all and not among them are gone.
    void putUnit(DeploymentKind kind, const QString &unit, const QList<Deployment> &all);
    /// All others are gone.
    void retain(const std::set<QString> &ids);
    void setHealth(const QString &id, const HealthRecord &health);
    /// The one that is proposed to go back to, of each unit one at most; empty: none is.
    void setProposed(DeploymentKind kind, const QString &unit, const QString &id);
    /// What stands rolled back: the deployments that were taken back say so, and why.
    void setRolledBack(const QList<RollbackMark> &marks);
    /// Each word of \p text occurs in title, unit, service, revision, commit, note or who shipped it, whatever its
    /// case. "kind:lambda" (kindWord(); several: "kind:lambda,ecs"), "unit:chat-lambda:live", "by:ada",
    /// "state:running", "state:proposed", "state:failed", "state:rolled-back", "state:in-progress", "health:bad",
    /// "health:good" say more.
    void setFilter(const QString &text);
    /// The instant that times are told for, UTC; the computer's own unless somebody says otherwise.
    void setNow(const QDateTime &now);
    /// Percent of the requests; what has more is told by its errors.
    void setErrorLimit(double percent) { m_errorLimit = percent; }

    int totalCount() const { return static_cast<int>(m_rows.size()); }
    /// -1: it is not shown.
    int rowOf(const QString &id) const;
    /// nullptr: there is no such deployment. Until the next change.
    const Deployment *find(const QString &id) const;
    /// Of a row that is shown.
    const Deployment &deployment(int row) const { return m_rows.at(m_shown.at(row)).deployment; }
    using Predicate = std::function<bool(const Deployment &)>;
    /// Those of a unit that are \p wanted, newest first and not more than \p most, whatever the filter.
    QList<Deployment> ofUnit(DeploymentKind kind, const QString &unit, const Predicate &wanted = {},
        qsizetype most = std::numeric_limits<qsizetype>::max()) const;
    /// What is live, newest first, whatever the filter.
    QList<Deployment> live() const;
    /// All units that something was deployed to.
    QList<std::pair<DeploymentKind, QString>> units() const;
    /// Empty: none is.
    QString proposedOf(DeploymentKind kind, const QString &unit) const;
    /// nullptr: it was not taken back by a person.
    const RollbackMark *markOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        Deployment deployment;
        qint64 at = 0; ///< its place on the axis, milliseconds
        QString haystack; ///< lower case
        bool isProposed = false;
        int mark = -1; ///< in m_marks
    };
    using Unit = std::pair<DeploymentKind, QString>;

    QList<int> arranged() const override;
    bool isWanted(const Row &row) const;
    bool fits(const Row &row, const QString &word) const;
    bool isNewer(int a, int b) const;
    bool isBefore(int a, int b) const;
    /// Takes \p deployment in; the place that it has.
    int keep(const Deployment &deployment);
    void settle(const std::set<int> &places);
    void show(const QList<int> &next);
    void hide(const std::set<int> &places);
    void reorder(const QList<int> &next);
    void drop(const std::set<int> &places);
    std::set<int> markRows();
    int takenBackBy(const RollbackMark &mark) const;
    void addToUnit(int place);
    QDateTime now() const;
    QString text(const Row &row, int column) const;
    QString tone(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    QList<Row> m_rows;
    QHash<QString, int> m_placeOf; ///< by id
    std::map<Unit, QList<int>> m_placesOf; ///< by unit, newest first
    std::set<int> m_live; ///< places
    std::set<int> m_marked; ///< places
    std::map<Unit, QString> m_proposed;
    QList<RollbackMark> m_marks;
    QStringList m_words;
    QDateTime m_now;
    double m_errorLimit = 1;
};

} // namespace sm::tables
