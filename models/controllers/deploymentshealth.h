// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <tables/deploymenttable.h>

#include <QObject>

#include <map>
#include <set>

namespace sm::deployments {
class DeploymentService;
}

namespace sm::controllers {

/// Reads how deployments did while they were live, a few at a time and only of those that somebody looks at or that
/// are next to something that is not well.
class DeploymentsHealth : public QObject
{
    Q_OBJECT

public:
    static constexpr int atOnce = 4;
    /// How many before one that is not well are looked at for one that was.
    static constexpr int candidates = 8;

    /// Both outlive it.
    DeploymentsHealth(
        deployments::DeploymentService &service, tables::DeploymentTable &table, QObject *parent = nullptr);
    ~DeploymentsHealth() override;

    /// What somebody looks at, by id: read after what is live. Said again, it replaces what was said before.
    void setVisible(const QStringList &ids);
    /// What was live when it was read may have changed since: it is read once more.
    void forgetLive();
    /// The same of one unit.
    void forget(DeploymentKind kind, const QString &unit);
    /// Looks for what is missing; after each change of the table.
    void look();
    /// All of \p unit that is needed to propose one was read, or can not be.
    bool isSettled(DeploymentKind kind, const QString &unit) const;
    bool isReading() const { return !m_underWay.empty(); }

Q_SIGNALS:
    /// The table has what was read of it.
    void healthRead(const QString &id);

private:
    QString next() const;
    QStringList candidatesFor(const Deployment &live) const;
    bool isWanted(const QString &id) const;
    void forget(const QString &id);
    void read(const Deployment &deployment);

    deployments::DeploymentService &m_service;
    tables::DeploymentTable &m_table;
    QStringList m_visible;
    std::set<QString> m_read; ///< is not read again
    std::set<QString> m_readLive; ///< was live then
    std::map<QString, int> m_underWay; ///< by id: which reading of it
    int m_inFlight = 0; ///< with those that nobody wants to know any more
    int m_readings = 0;
    CancelSource m_cancel;
};

} // namespace sm::controllers
