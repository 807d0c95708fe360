// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsquestion.h"

#include <core/canceltoken.h>
#include <core/result.h>
#include <tables/costlist.h>

#include <QJsonObject>
#include <QObject>

namespace sm::costs {
class CostInsight;
class CostService;
struct Reconciliation;
struct TransferView;
} // namespace sm::costs
namespace sm::savings {
struct SavingsReport;
}

namespace sm::controllers {

/// What realises a saving; the id of its row in CostsExtras::list().
struct SavingRunbook
{
    QString key;
    QJsonObject parameters;
};

/// What stands beside the costs and is read when somebody asks for it: what could cost less, what the network costs,
/// and sources side by side.
class CostsExtras : public QObject
{
    Q_OBJECT

public:
    enum class Part { Savings, Network, Reconciliation };
    Q_ENUM(Part)

    CostsExtras(costs::CostService &service, costs::CostInsight &insight, QObject *parent = nullptr);

    tables::CostList &list(Part part) { return m_parts[static_cast<int>(part)].list; }
    bool isLoading(Part part) const { return m_parts[static_cast<int>(part)].loading; }
    const std::optional<Error> &problem(Part part) const { return m_parts[static_cast<int>(part)].problem; }
    /// What the list says as a whole; empty before it was read.
    QString summary(Part part) const { return m_parts[static_cast<int>(part)].summary; }

    /// changed() follows. Of the network, it asks \p question's source for its range by usage type.
    void read(Part part, const CostsQuestion &question, const QDate &lastDay);

Q_SIGNALS:
    void changed(sm::controllers::CostsExtras::Part part);

private:
    struct Kept
    {
        tables::CostList list;
        bool loading = false;
        std::optional<Error> problem;
        QString summary;
    };

    void readNetwork(const CostsQuestion &question, const QDate &lastDay);
    void finish(Part part, const std::optional<Error> &problem, const QString &summary);
    void show(const savings::SavingsReport &report);
    void show(const costs::TransferView &view);
    void show(const costs::Reconciliation &compared);

    costs::CostService &m_service;
    costs::CostInsight &m_insight;
    std::array<Kept, 3> m_parts;
    CancelSource m_cancel;
};

} // namespace sm::controllers

Q_DECLARE_METATYPE(sm::controllers::SavingRunbook)
