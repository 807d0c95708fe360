// SPDX-License-Identifier: GPL-3.0-or-later
#include "keeprunbookdialog.h"

#include <widgets/metrics.h>

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>

namespace sm::dialogs {

namespace {
constexpr int monthsToNextReview = 6;
}

KeepRunbookDialog::KeepRunbookDialog(
    const QString &title, const QString &system, const QString &findings, QWidget *parent)
    : FormDialog(tr("Keep runbook"), tr("Keep"), parent)
    , m_title(new QLineEdit(title))
    , m_reviewBy(new QLineEdit(QDate::currentDate().addMonths(monthsToNextReview).toString(Qt::ISODate)))
    , m_reviewed(new QCheckBox(tr("I have read the steps and what was found")))
{
    const QString place = tr("It is kept as a YAML file of %1 and can be run from then on.").arg(system);
    setIntroduction(findings.isEmpty() ? place : tr("%1 Found in its file: %2.").arg(place, findings));
    for (QLineEdit *edit : {m_title, m_reviewBy}) {
        edit->setMinimumHeight(widgets::metrics::controlHeight);
        connect(edit, &QLineEdit::textChanged, this, &KeepRunbookDialog::update);
    }
    connect(m_reviewed, &QCheckBox::toggled, this, &KeepRunbookDialog::update);
    addRow(tr("Title"), m_title);
    addRow(tr("Review again by"), m_reviewBy);
    form()->addRow(QString(), m_reviewed);
    update();
}

QString KeepRunbookDialog::title() const { return m_title->text().trimmed(); }

QDate KeepRunbookDialog::reviewBy() const { return QDate::fromString(m_reviewBy->text().trimmed(), Qt::ISODate); }

void KeepRunbookDialog::update()
{
    setSubmittable(m_reviewed->isChecked() && !title().isEmpty() && reviewBy().isValid());
}

} // namespace sm::dialogs
