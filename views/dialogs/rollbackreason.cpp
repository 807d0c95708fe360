// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackreason.h"

#include <widgets/metrics.h>
#include <widgets/textlabel.h>
#include <widgets/typography.h>

#include <QComboBox>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace sm::dialogs {

using namespace std::chrono_literals;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
constexpr std::chrono::minutes spans[]{15min, 30min, 60min};
constexpr int reasonLines = 3;
} // namespace

RollbackReasonPage::RollbackReasonPage(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_summary(new TextLabel(TextRole::Body))
    , m_reason(new QPlainTextEdit)
    , m_watch(new QComboBox)
    , m_told(new TextLabel(TextRole::Body))
{
    setAccessibleName(tr("Why"));
    m_summary->setWordWrap(true);
    m_told->setWordWrap(true);
    m_told->setMuted(true);
    m_told->setMinimumHeight(metrics::controlHeight);
    m_reason->setTabChangesFocus(true);
    m_reason->setPlaceholderText(tr("What went wrong. It stands on the page until something newer is deployed."));
    m_reason->setFixedHeight(reasonLines * widgets::lineHeight(TextRole::Body) + 2 * metrics::gap);
    for (const std::chrono::minutes each : spans)
        m_watch->addItem(tr("%1 minutes").arg(each.count()), static_cast<int>(each.count()));
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(metrics::cardPadding);
    m_form->setVerticalSpacing(metrics::cardGap);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRow(tr("Reason"), m_reason);
    addRow(tr("Watch for"), m_watch);
    addRow(tr("Told"), m_told);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_summary);
    layout->addLayout(m_form);
    layout->addStretch(1);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &RollbackReasonPage::reasonChanged);
    connect(m_watch, &QComboBox::activated, this, [this] { m_isChosen = true; });
    setWatch(0min);
}

void RollbackReasonPage::addRow(const QString &label, QWidget *field)
{
    auto *name = new TextLabel(label, TextRole::Body);
    name->setBuddy(field);
    name->setMinimumHeight(metrics::controlHeight);
    if (field != m_told) // what it says is its name
        field->setAccessibleName(label);
    m_form->addRow(name, field);
}

void RollbackReasonPage::setSummary(const QString &sentence) { m_summary->setText(sentence); }

void RollbackReasonPage::setWatch(std::chrono::minutes minutes)
{
    m_watches = minutes > 0min;
    m_form->labelForField(m_watch)->setVisible(m_watches);
    m_watch->setVisible(m_watches);
    if (!m_watches || m_isChosen)
        return;
    const int count = static_cast<int>(minutes.count());
    if (m_watch->findData(count) < 0)
        m_watch->addItem(tr("%1 minutes").arg(count), count); // the system's file says something else
    m_watch->setCurrentIndex(m_watch->findData(count));
}

void RollbackReasonPage::setTold(const QString &text) { m_told->setText(text); }

QString RollbackReasonPage::reason() const { return m_reason->toPlainText().trimmed(); }

std::chrono::minutes RollbackReasonPage::watch() const
{
    return m_watches ? std::chrono::minutes(m_watch->currentData().toInt()) : 0min;
}

void RollbackReasonPage::focusFirst() { m_reason->setFocus(Qt::OtherFocusReason); }

} // namespace sm::dialogs
