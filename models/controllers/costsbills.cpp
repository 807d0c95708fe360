// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsbills.h"

#include <costs/costservice.h>

#include <QCoroTask>
#include <QFileInfo>
#include <QPointer>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

costs::KnownBill toService(CostsBills::Known known)
{
    switch (known) {
    case CostsBills::Known::Ask:
        return costs::KnownBill::Refuse;
    case CostsBills::Known::Replace:
        return costs::KnownBill::Replace;
    case CostsBills::Known::AddPart:
        return costs::KnownBill::AddPart;
    }
    Q_UNREACHABLE();
}

} // namespace

CostsBills::CostsBills(costs::CostService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
}

QString CostsBills::title() const
{
    return m_files.size() == 1 ? QFileInfo(m_files.first()).fileName() : tr("%1 files").arg(m_files.size());
}

void CostsBills::open(const QStringList &files, const QString &currency, Known known)
{
    if (files.isEmpty())
        return;
    if (m_opening) {
        Q_EMIT failed(Error(Error::Kind::Conflict,
            tr("%1 is being read. Wait for its end, or cancel it, then open the next.").arg(title())));
        return;
    }
    m_files = files;
    m_currency = currency;
    m_opening = true;
    m_cancel = CancelSource();
    Q_EMIT changed();
    // The service may tell of its progress after this object is gone.
    const QPointer<CostsBills> alive(this);
    const auto onProgress = [alive](const costs::BillProgress &progress) {
        if (alive)
            Q_EMIT alive->progressed(progress.bytes, progress.total);
    };
    QCoro::connect(m_service.openBill({files, currency, toService(known)}, onProgress, m_cancel.token()), this,
        [this](const Result<CostSourceInfo> &source) { finish(source); });
}

void CostsBills::finish(const Result<CostSourceInfo> &source)
{
    m_opening = false;
    Q_EMIT changed();
    if (source)
        Q_EMIT opened(*source);
    else if (source.error().code() == "BillKnown"_L1)
        Q_EMIT billKnown(source.error().message());
    else if (source.error().kind() != Error::Kind::Cancelled)
        Q_EMIT failed(source.error());
}

void CostsBills::cancel() { m_cancel.cancel(); }

} // namespace sm::controllers
