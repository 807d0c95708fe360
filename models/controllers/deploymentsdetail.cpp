// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsdetail.h"

#include <board/deploymentservice.h>

#include <QCoroTask>
#include <QPointer>

namespace sm::controllers {

using tables::DeploymentSectionTable;

DeploymentsDetail::DeploymentsDetail(deployments::DeploymentService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
}

DeploymentsDetail::~DeploymentsDetail() = default;

void DeploymentsDetail::open(DeploymentKind kind, const QString &unit)
{
    const int generation = ++m_generation;
    m_cancel = CancelSource();
    m_kind = kind;
    m_unit = unit;
    m_problem.reset();
    m_loading = true;
    const auto gone = std::exchange(m_sections, {}); // views let go of them when they are told
    Q_EMIT changed();
    if (generation != m_generation)
        return;
    const auto onSection = [self = QPointer<DeploymentsDetail>(this), generation](const DeploymentSection &page) {
        if (self && generation == self->m_generation)
            self->take(page);
    };
    QCoro::connect(
        m_service.detail(kind, unit, onSection, m_cancel.token()), this, [this, generation](const Result<void> &read) {
            if (generation != m_generation)
                return;
            m_loading = false;
            if (!read)
                m_problem = read.error();
            Q_EMIT changed();
        });
}

void DeploymentsDetail::close()
{
    if (m_unit.isEmpty())
        return;
    ++m_generation;
    m_cancel = CancelSource();
    m_unit.clear();
    m_problem.reset();
    m_loading = false;
    const auto gone = std::exchange(m_sections, {});
    Q_EMIT changed();
}

void DeploymentsDetail::take(const DeploymentSection &page)
{
    const auto known = std::ranges::find(m_sections, page.id, [](const auto &each) { return each->id(); });
    if (known != m_sections.end()) {
        (*known)->append(page);
        Q_EMIT sectionGrew(page.id);
        return;
    }
    m_sections.push_back(std::make_unique<DeploymentSectionTable>());
    m_sections.back()->append(page);
    Q_EMIT changed();
}

QList<DeploymentSectionTable *> DeploymentsDetail::sections() const
{
    QList<DeploymentSectionTable *> all;
    for (const auto &each : m_sections)
        all << each.get();
    return all;
}

} // namespace sm::controllers
