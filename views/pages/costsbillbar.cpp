// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsbillbar.h"

#include <widgets/buttons.h>
#include <widgets/cardframe.h>
#include <widgets/noticebar.h>
#include <widgets/progressrow.h>

#include <QVBoxLayout>

namespace sm::pages {

using controllers::CostsBills;

namespace {
constexpr qint64 BytesOfMegabyte = 1'000'000;
}

CostsBillBar::CostsBillBar(CostsBills &bills, QWidget *parent)
    : QWidget(parent)
    , m_bills(bills)
    , m_notice(new widgets::NoticeBar)
    , m_card(new widgets::CardFrame(widgets::CardFrame::Padding::None))
    , m_progress(new widgets::ProgressRow({}))
{
    static_cast<widgets::CardFrame *>(m_card)->body()->addWidget(m_progress);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_notice);
    layout->addWidget(m_card);
    m_notice->hide();
    connect(m_notice, &widgets::NoticeBar::dismissed, this, &CostsBillBar::showChanged);
    connect(m_progress, &widgets::ProgressRow::cancelRequested, this, [this] {
        m_progress->setState(widgets::ProgressRow::State::Cancelling);
        m_bills.cancel();
    });
    connect(&bills, &CostsBills::changed, this, &CostsBillBar::showChanged);
    connect(&bills, &CostsBills::progressed, this, &CostsBillBar::showProgress);
    connect(&bills, &CostsBills::billKnown, this, &CostsBillBar::ask);
    connect(&bills, &CostsBills::failed, this, [this](const Error &error) {
        m_notice->showError(error);
        setVisible(true);
    });
    connect(&bills, &CostsBills::opened, this, [this](const CostSourceInfo &source) {
        Q_EMIT noted(tr("%1 opened: %2.").arg(m_bills.title(), source.title));
    });
    showChanged();
}

void CostsBillBar::showChanged()
{
    m_card->setVisible(m_bills.isOpening());
    if (m_bills.isOpening()) {
        m_notice->hide();
        m_progress->setTitle(tr("Reading %1").arg(m_bills.title()));
        m_progress->setState(widgets::ProgressRow::State::Running);
        m_progress->setProgress(0, 0);
    }
    setVisible(m_bills.isOpening() || m_notice->isVisibleTo(this));
}

void CostsBillBar::showProgress(qint64 bytes, qint64 total)
{
    if (total < BytesOfMegabyte)
        m_progress->setProgress(0, 0);
    else
        m_progress->setProgress(bytes / BytesOfMegabyte, total / BytesOfMegabyte, tr("MB"));
}

void CostsBillBar::ask(const QString &sentence)
{
    m_notice->showNotice({widgets::Notice::Grade::Warning, sentence, {}});
    connect(m_notice->addAction(tr("Replace it")), &QAbstractButton::clicked, this,
        [this] { m_bills.openAgain(CostsBills::Known::Replace); });
    connect(m_notice->addAction(tr("Add as a part")), &QAbstractButton::clicked, this,
        [this] { m_bills.openAgain(CostsBills::Known::AddPart); });
    connect(m_notice->addAction(tr("Cancel")), &QAbstractButton::clicked, m_notice, &widgets::NoticeBar::dismiss);
    setVisible(true);
}

} // namespace sm::pages
