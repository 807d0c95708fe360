// SPDX-License-Identifier: GPL-3.0-or-later
#include "activitypanel.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/progressrow.h>
#include <widgets/textlabel.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace sm::shell {

using controllers::ShownRun;
using widgets::ProgressRow;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr size_t ShownRuns = 4;

ProgressRow::State stateOf(const ShownRun &run)
{
    if (!run.finished)
        return run.cancelRequested ? ProgressRow::State::Cancelling : ProgressRow::State::Running;
    if (run.succeeded())
        return ProgressRow::State::Done;
    const bool refused = run.refused && run.refused->kind() != Error::Kind::Cancelled;
    const bool failed = refused || run.count(StepState::Failed) + run.count(StepState::InDoubt) > 0;
    return failed ? ProgressRow::State::Failed : ProgressRow::State::Cancelled;
}

QString noteOf(const ShownRun &run)
{
    QStringList notes;
    if (run.question)
        notes.append(ActivityPanel::tr("waits for you"));
    if (run.paused)
        notes.append(ActivityPanel::tr("paused"));
    if (const int failed = run.count(StepState::Failed))
        notes.append(ActivityPanel::tr("%n refused", nullptr, failed));
    if (const int inDoubt = run.count(StepState::InDoubt))
        notes.append(ActivityPanel::tr("%n in doubt", nullptr, inDoubt));
    if (const int leftOut = run.leftOut())
        notes.append(ActivityPanel::tr("%n left out", nullptr, leftOut));
    return notes.join(ActivityPanel::tr(", "));
}

} // namespace

ActivityPanel::ActivityPanel(QWidget *parent)
    : Surface(Kind::Panel, Qt::TopEdge, parent)
    , m_rowLayout(new QVBoxLayout)
    , m_note(new TextLabel(TextRole::Secondary))
    , m_journal(new TextLabel(TextRole::Secondary))
{
    setAccessibleName(tr("Activity"));
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_note, 1);
    line->addWidget(m_journal);
    m_rowLayout->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::cardPadding, metrics::smallGap, metrics::cardPadding, metrics::smallGap);
    layout->setSpacing(0);
    layout->addLayout(m_rowLayout);
    layout->addLayout(line);
    m_journal->setMinimumHeight(metrics::controlHeight - 2 * metrics::smallGap);
    setSizePolicy(
        QSizePolicy::Preferred, QSizePolicy::Fixed); // a minimum of its own would let the page squeeze the rows
}

void ActivityPanel::setRuns(controllers::RunsController *runs)
{
    if (m_runs)
        m_runs->disconnect(this);
    for (const auto &[id, row] : m_rows)
        delete row;
    m_rows.clear();
    m_runs = runs;
    if (!m_runs)
        return;
    connect(m_runs, &controllers::RunsController::runStarted, this, &ActivityPanel::addRow);
    connect(m_runs, &controllers::RunsController::stepChanged, this, &ActivityPanel::updateRow);
    connect(m_runs, &controllers::RunsController::runFinished, this, &ActivityPanel::updateRow);
}

void ActivityPanel::note(const QString &sentence) { m_note->setText(sentence); }

void ActivityPanel::setJournalSummary(const QString &sentence) { m_journal->setText(sentence); }

void ActivityPanel::addRow(int id)
{
    const ShownRun &run = m_runs->runs().at(id);
    auto *row = new ProgressRow(run.plan.title);
    connect(row, &ProgressRow::cancelRequested, this, [this, id] { m_runs->cancel(id); });
    connect(row, &ProgressRow::opened, this, [this, id] { Q_EMIT runOpened(id); });
    QToolButton *copy = row->addAction(widgets::Glyph::Copy, tr("Copy as CLI"));
    connect(
        copy, &QToolButton::clicked, this, [text = run.plan.cli()] { QGuiApplication::clipboard()->setText(text); });
    QToolButton *reveal = row->addAction(widgets::Glyph::Journal, tr("Reveal in journal"));
    connect(reveal, &QToolButton::clicked, this,
        [this, id] { Q_EMIT journalRequested(m_runs->runs().at(id).lastJournalEntry); });
    m_rowLayout->addWidget(row);
    m_rows.emplace(id, row);
    dropOldRows();
    updateRow(id);
}

void ActivityPanel::updateRow(int id)
{
    const auto found = m_rows.find(id);
    if (found == m_rows.end())
        return;
    const ShownRun &run = m_runs->runs().at(id);
    // Once it is over, what was not run does not count; before, the bar has that behind it.
    const int notRun = run.finished ? run.count(StepState::Skipped) : 0;
    const qint64 ended = run.steps.size() - run.count(StepState::Waiting) - run.count(StepState::Running) - notRun;
    found->second->setProgress(ended, run.steps.size(), noteOf(run));
    found->second->setState(stateOf(run));
}

void ActivityPanel::dropOldRows()
{
    for (auto each = m_rows.begin(); each != m_rows.end() && m_rows.size() > ShownRuns;) {
        const bool finished = m_runs->runs().at(each->first).finished;
        if (finished)
            each->second->deleteLater();
        each = finished ? m_rows.erase(each) : std::next(each);
    }
}

} // namespace sm::shell
