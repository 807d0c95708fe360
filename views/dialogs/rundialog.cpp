// SPDX-License-Identifier: GPL-3.0-or-later
#include "rundialog.h"

#include <tables/journaltable.h>
#include <widgets/buttons.h>
#include <widgets/cardframe.h>
#include <widgets/celldelegate.h>
#include <widgets/metrics.h>
#include <widgets/questionbar.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>
#include <widgets/tonename.h>

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace sm::dialogs {

namespace metrics = widgets::metrics;
using tables::RunTable;
using widgets::TextLabel;
using widgets::TextRole;

RunDialog::RunDialog(const Plan &plan, QWidget *parent)
    : QDialog(parent)
    , m_table(plan)
    , m_summary(new TextLabel(TextRole::Body))
    , m_question(new widgets::QuestionBar)
    , m_troubleOnly(new QCheckBox(tr("Failures only")))
    , m_view(new widgets::TableView(tr("Run table")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(plan.title);
    setAccessibleName(plan.title);
    resize(860, 520);
    m_view->setModel(&m_table);
    m_view->setSortingEnabled(false); // steps have their order
    m_view->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) {
            return widgets::toneNamed(index.data(tables::JournalTable::ToneRole).toString());
        },
        m_view));
    buildLayout(plan.title);
    m_view->fitColumns({RunTable::State});
    connect(m_troubleOnly, &QCheckBox::toggled, this, &RunDialog::hideOthers);
}

void RunDialog::buildLayout(const QString &title)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(new TextLabel(title, TextRole::PageTitle));
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    layout->addWidget(m_question);
    connect(m_question, &widgets::QuestionBar::answered, this, &RunDialog::answered);
    auto *card = new widgets::CardFrame(widgets::CardFrame::Padding::None);
    card->body()->addWidget(m_view);
    layout->addWidget(card, 1);

    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_troubleOnly);
    row->addStretch(1);
    QPushButton *copy = widgets::makeButton(tr("Copy failures"));
    QPushButton *journal = widgets::makeButton(tr("Reveal in journal"));
    QPushButton *close = widgets::makeButton(tr("Close"), widgets::ButtonKind::Primary);
    connect(
        copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_table.troubleAsText()); });
    connect(journal, &QPushButton::clicked, this, &RunDialog::journalRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    for (QPushButton *button : {copy, journal, close})
        row->addWidget(button);
    layout->addLayout(row);
}

void RunDialog::setStep(int step, StepState state, const std::optional<Error> &error)
{
    m_table.setStep(step, state, error);
    if (m_troubleOnly->isChecked())
        m_view->setRowHidden(step, !m_table.isTrouble(step));
}

void RunDialog::setSummary(const QString &sentence) { m_summary->setText(sentence); }

void RunDialog::setQuestion(const std::optional<Question> &question)
{
    if (question)
        m_question->ask(*question);
    else
        m_question->clear();
}

void RunDialog::hideOthers()
{
    for (int step = 0; step < m_table.rowCount(); ++step)
        m_view->setRowHidden(step, m_troubleOnly->isChecked() && !m_table.isTrouble(step));
}

} // namespace sm::dialogs
