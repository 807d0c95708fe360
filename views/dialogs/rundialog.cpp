// SPDX-License-Identifier: GPL-3.0-or-later
#include "rundialog.h"

#include <tables/journaltable.h>
#include <widgets/buttons.h>
#include <widgets/cardframe.h>
#include <widgets/celldelegate.h>
#include <widgets/codeblock.h>
#include <widgets/metrics.h>
#include <widgets/questionbar.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>
#include <widgets/tonename.h>

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace sm::dialogs {

namespace metrics = widgets::metrics;
using tables::RunTable;
using widgets::TextLabel;
using widgets::TextRole;

namespace {
constexpr int clockMs = 1000;
constexpr int settlingMs = 50;
constexpr int outputLines = 8;
} // namespace

RunDialog::RunDialog(const Plan &plan, QWidget *parent)
    : QDialog(parent)
    , m_table(plan)
    , m_summary(new TextLabel(TextRole::Body))
    , m_question(new widgets::QuestionBar)
    , m_troubleOnly(new QCheckBox(tr("Failures only")))
    , m_view(new widgets::TableView(tr("Run table")))
    , m_outputTitle(new TextLabel(TextRole::Section))
    , m_output(new widgets::CodeBlock(tr("Output")))
    , m_cancel(widgets::makeButton(tr("Cancel run")))
    , m_clock(new QTimer(this))
    , m_settled(new QTimer(this))
    , m_lines(plan.steps.size())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(plan.title);
    setAccessibleName(plan.title);
    resize(900, 560);
    m_view->setModel(&m_table);
    m_view->setSortingEnabled(false); // steps have their order
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) {
            return widgets::toneNamed(index.data(tables::JournalTable::ToneRole).toString());
        },
        m_view));
    buildLayout(plan.title);
    m_view->fitColumns({RunTable::State, RunTable::Verified, RunTable::Elapsed});
    connect(m_troubleOnly, &QCheckBox::toggled, this, &RunDialog::hideOthers);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const int step = shownStep();
        m_follows = step < 0 || m_table.isUnderWay(step);
        showOutput();
    });
    connect(m_clock, &QTimer::timeout, this, [this] { m_table.setNow(QDateTime::currentDateTimeUtc()); });
    m_clock->start(clockMs);
    m_settled->setSingleShot(true);
    m_settled->setInterval(settlingMs);
    connect(m_settled, &QTimer::timeout, this, &RunDialog::showOutput);
    showOutput();
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
    m_output->setMaximumLines(outputLines);
    auto *output = new QVBoxLayout;
    output->setSpacing(metrics::smallGap);
    output->addWidget(m_outputTitle);
    output->addWidget(m_output);
    layout->addLayout(output);
    layout->addWidget(buttons());
}

QWidget *RunDialog::buttons()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_troubleOnly);
    row->addStretch(1);
    QPushButton *copy = widgets::makeButton(tr("Copy failures"));
    QPushButton *journal = widgets::makeButton(tr("Reveal in journal"));
    QPushButton *close = widgets::makeButton(tr("Close"), widgets::ButtonKind::Primary);
    connect(
        copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_table.troubleAsText()); });
    connect(journal, &QPushButton::clicked, this, &RunDialog::journalRequested);
    connect(m_cancel, &QPushButton::clicked, this, &RunDialog::cancelRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    for (QPushButton *button : {m_cancel, copy, journal, close}) {
        button->setAutoDefault(button == close); // Enter ends nothing but the look at it
        row->addWidget(button);
    }
    return box;
}

void RunDialog::setStep(int step, const RunTable::Progress &progress)
{
    m_table.setStep(step, progress);
    if (m_troubleOnly->isChecked())
        m_view->setRowHidden(step, !m_table.isTrouble(step));
    if (progress.beganAt.isValid() && !progress.endedAt.isValid())
        follow(step);
    m_view->refitColumns(); // "Waits for you" is wider than "Waiting"
}

void RunDialog::follow(int step)
{
    if (!m_follows)
        return;
    m_view->selectRow(step);
    m_view->scrollTo(m_table.index(step, RunTable::Title));
}

int RunDialog::shownStep() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void RunDialog::setOutput(int step, const QStringList &lines)
{
    m_lines[step] = lines;
    if (step == shownStep() && !m_settled->isActive())
        m_settled->start();
}

void RunDialog::showOutput()
{
    const int step = shownStep();
    const QStringList lines = step < 0 ? QStringList() : m_lines.at(step);
    m_outputTitle->setVisible(!lines.isEmpty());
    m_output->setVisible(!lines.isEmpty());
    if (lines.isEmpty())
        return;
    m_outputTitle->setText(tr("Output of “%1”").arg(m_table.title(step)));
    QScrollBar *bar = m_output->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    const int place = bar->value();
    m_output->setCode(lines.join(u'\n'));
    bar->setValue(isAtEnd ? bar->maximum() : place);
}

void RunDialog::setSummary(const QString &sentence) { m_summary->setText(sentence); }

void RunDialog::setFinished()
{
    m_cancel->hide();
    m_clock->stop();
}

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
