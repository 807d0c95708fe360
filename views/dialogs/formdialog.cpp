// SPDX-License-Identifier: GPL-3.0-or-later
#include "formdialog.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/textlabel.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace sm::dialogs {

namespace metrics = widgets::metrics;
using widgets::TextLabel;
using widgets::TextRole;

FormDialog::FormDialog(const QString &title, const QString &action, QWidget *parent)
    : QDialog(parent)
    , m_introduction(new TextLabel(TextRole::Body))
    , m_notice(new widgets::NoticeBar)
    , m_form(new QFormLayout)
    , m_buttons(new QHBoxLayout)
    , m_cancel(widgets::makeButton(tr("Cancel")))
    , m_submit(widgets::makeButton(action, widgets::ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setAccessibleName(title);
    setMinimumWidth(480);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(new TextLabel(title, TextRole::PageTitle));
    m_introduction->setWordWrap(true);
    m_introduction->setMuted(true);
    m_introduction->hide();
    layout->addWidget(m_introduction);
    m_notice->hide();
    layout->addWidget(m_notice);
    m_form->setHorizontalSpacing(metrics::cardPadding);
    m_form->setVerticalSpacing(metrics::cardGap);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    layout->addLayout(m_form);
    layout->addStretch(1);

    m_buttons->setSpacing(metrics::gap);
    m_buttons->addStretch(1);
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_buttons->addWidget(m_cancel);
    m_submit->setDefault(true);
    connect(m_submit, &QPushButton::clicked, this, &FormDialog::submitted);
    m_buttons->addWidget(m_submit);
    layout->addLayout(m_buttons);
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) { // from texts of several lines as well
        auto *keys = new QShortcut(QKeySequence(Qt::CTRL | enter), this);
        connect(keys, &QShortcut::activated, m_submit, &QPushButton::click);
    }
}

void FormDialog::showError(const Error &error) { m_notice->showError(error); }

void FormDialog::clearError() { m_notice->dismiss(); }

void FormDialog::setIntroduction(const QString &sentence)
{
    m_introduction->setText(sentence);
    m_introduction->setVisible(!sentence.isEmpty());
}

void FormDialog::setSubmittable(bool submittable) { m_submit->setEnabled(submittable); }

void FormDialog::showEvent(QShowEvent *event)
{
    // The buttons are older than the fields, and Tab goes by age.
    QWidget *last = previousInFocusChain();
    while (last->focusPolicy() == Qt::NoFocus)
        last = last->previousInFocusChain();
    setTabOrder(last, m_cancel);
    setTabOrder(m_cancel, m_submit);
    QDialog::showEvent(event);
}

void FormDialog::setSubmitText(const QString &action) { m_submit->setText(action); }

void FormDialog::addAlternative(QPushButton *button)
{
    button->setAutoDefault(false);
    m_buttons->insertWidget(0, button);
}

void FormDialog::addRow(const QString &label, QWidget *field)
{
    auto *name = new TextLabel(label, TextRole::Body);
    name->setBuddy(field);
    name->setMinimumHeight(metrics::controlHeight); // on one line with the field's text
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    m_form->addRow(name, field);
}

} // namespace sm::dialogs
