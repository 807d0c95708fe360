// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <tables/deploymentsectiontable.h>

#include <QObject>

#include <memory>
#include <vector>

namespace sm::deployments {
class DeploymentService;
}

namespace sm::controllers {

/// All about one unit as it is now, section by section as it comes.
class DeploymentsDetail : public QObject
{
    Q_OBJECT

public:
    /// \p service outlives it.
    explicit DeploymentsDetail(deployments::DeploymentService &service, QObject *parent = nullptr);
    ~DeploymentsDetail() override;

    /// Reads \p unit, and gives up on the one before: its sections are gone; changed() follows. The same again reads
    /// again.
    void open(DeploymentKind kind, const QString &unit);
    void close();

    DeploymentKind kind() const { return m_kind; }
    const QString &unit() const { return m_unit; } ///< empty: none is open
    bool isLoading() const { return m_loading; }
    const std::optional<Error> &problem() const { return m_problem; }
    /// In the order that they came in. A table lives until the next open() or close().
    QList<tables::DeploymentSectionTable *> sections() const;

Q_SIGNALS:
    /// Loading, problem, or which sections there are.
    void changed();
    /// The section has another page; its table has told its rows already.
    void sectionGrew(const QString &id);

private:
    void take(const DeploymentSection &page);

    deployments::DeploymentService &m_service;
    DeploymentKind m_kind = DeploymentKind::Lambda;
    QString m_unit;
    std::vector<std::unique_ptr<tables::DeploymentSectionTable>> m_sections;
    std::optional<Error> m_problem;
    bool m_loading = false;
    int m_generation = 0;
    CancelSource m_cancel;
};

} // namespace sm::controllers
