// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackdialog.h"

#include "rollbackcandidates.h"
#include "rollbackmoves.h"
#include "rollbackreason.h"

#include <widgets/buttons.h>
#include <widgets/loadingline.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::ButtonKind;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

RollbackDialog::RollbackDialog(const QString &unit, double errorLimit, QWidget *parent)
    : QDialog(parent)
    , m_candidates(new RollbackCandidatesPage(errorLimit))
    , m_moves(new RollbackMovesPage)
    , m_reason(new RollbackReasonPage)
    , m_stack(new QStackedWidget)
    , m_notice(new widgets::NoticeBar)
    , m_loading(new widgets::LoadingLine)
    , m_back(widgets::makeButton(tr("Back")))
    , m_next(widgets::makeButton(tr("Next"), ButtonKind::Primary))
    , m_cancel(widgets::makeButton(tr("Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Roll back %1").arg(unit));
    setAccessibleName(windowTitle());
    buildLayout(unit);
    connectPages();
    resize(720, 560);
    showStep();
}

void RollbackDialog::buildLayout(const QString &unit)
{
    m_stack->addWidget(m_candidates);
    m_stack->addWidget(m_moves);
    m_stack->addWidget(m_reason);
    m_notice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(new TextLabel(tr("Roll back %1").arg(unit), TextRole::PageTitle));
    layout->addWidget(stepLine());
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_loading);
    layout->addWidget(buttons());
}

QWidget *RollbackDialog::stepLine()
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::cardPadding);
    for (const QString &each : {tr("1. Where to"), tr("2. How"), tr("3. Why")}) {
        m_steps << new TextLabel(each, TextRole::Heading);
        row->addWidget(m_steps.last());
    }
    row->addStretch(1);
    return line;
}

QWidget *RollbackDialog::buttons()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_next);
    for (QPushButton *each : {m_back, m_cancel})
        each->setAutoDefault(false);
    m_next->setDefault(true);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(static_cast<Step>(std::max(0, step() - 1))); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, &RollbackDialog::goOn);
    return box;
}

void RollbackDialog::connectPages()
{
    connect(m_candidates, &RollbackCandidatesPage::candidateChanged, this, [this](const QString &candidate) {
        m_isMovesRead = false;
        m_candidates->setNote(tr("Reading what differs…"));
        m_moves->setNote(tr("Reading which ways back there are…"));
        Q_EMIT candidateChosen(candidate);
    });
    connect(m_candidates, &RollbackCandidatesPage::activated, this, &RollbackDialog::goOn);
    connect(m_moves, &RollbackMovesPage::moveChanged, this, &RollbackDialog::takeMove);
    connect(m_reason, &RollbackReasonPage::reasonChanged, this, &RollbackDialog::showStep);
}

void RollbackDialog::takeMove()
{
    if (const RollbackMove *move = m_moves->chosen()) {
        m_reason->setSummary(tr("%1. %2").arg(move->title, move->why));
        Q_EMIT moveChosen(*move);
    }
    showStep();
}

void RollbackDialog::setCandidates(const QList<Deployment> &candidates, const QString &proposed, const QString &chosen)
{
    m_candidates->setCandidates(candidates, proposed, chosen);
    showStep();
}

void RollbackDialog::setDifference(const QString &candidate, const DeploymentDifference &difference)
{
    if (candidate == m_candidates->chosen())
        m_candidates->setDifference(difference);
}

void RollbackDialog::setDifferenceProblem(const QString &candidate, const Error &error)
{
    if (candidate == m_candidates->chosen())
        m_candidates->setNote(tr("What differs could not be read. %1").arg(error.message()));
}

void RollbackDialog::setMoves(const QString &candidate, const RollbackMoves &moves, const QString &wanted)
{
    if (candidate != m_candidates->chosen())
        return;
    const RollbackMove *before = m_moves->chosen();
    const QString kept = before ? before->title : wanted;
    m_isMovesRead = true;
    m_moves->setMoves(moves, kept);
    if (step() == Why && !m_moves->chosen())
        goTo(How); // AWS would refuse it by now
    showStep();
}

void RollbackDialog::setMovesProblem(const QString &candidate, const Error &error)
{
    if (candidate != m_candidates->chosen())
        return;
    m_isMovesRead = true;
    m_moves->setNote(tr("Which ways back there are could not be read. %1").arg(error.message()));
    showStep();
}

void RollbackDialog::setQuestions(const Questions &questions)
{
    m_moves->setBackupSets(questions.backupSets);
    m_reason->setWatch(questions.watch);
    m_reason->setTold(questions.told);
}

void RollbackDialog::setPlanning(bool planning)
{
    m_planning = planning;
    m_stack->setEnabled(!planning);
    if (planning)
        m_notice->dismiss();
    showStep();
}

void RollbackDialog::showError(const Error &error) { m_notice->showError(error); }

QString RollbackDialog::candidate() const { return m_candidates->chosen(); }

std::optional<RollbackMove> RollbackDialog::chosenMove() const
{
    const RollbackMove *chosen = m_moves->chosen();
    return chosen ? std::optional(*chosen) : std::nullopt;
}

std::optional<RollbackDialog::Answer> RollbackDialog::answer() const
{
    const RollbackMove *move = m_moves->chosen();
    if (!move || m_reason->reason().isEmpty())
        return {};
    return Answer{candidate(), *move, m_reason->reason(), m_reason->watch(), m_moves->backupSet()};
}

RollbackDialog::Step RollbackDialog::step() const { return static_cast<Step>(m_stack->currentIndex()); }

void RollbackDialog::goTo(Step step)
{
    m_stack->setCurrentIndex(step);
    showStep();
    focusStep();
}

void RollbackDialog::showStep()
{
    for (int i = 0; i < m_steps.size(); ++i)
        m_steps.at(i)->setMuted(i != step());
    m_back->setEnabled(step() != WhereTo && !m_planning);
    m_next->setText(step() == Why ? tr("Show plan…") : tr("Next"));
    m_next->setEnabled(canGoOn() && !m_planning);
    m_loading->setLoading(m_planning || (step() == How && !m_isMovesRead));
}

bool RollbackDialog::canGoOn() const
{
    switch (step()) {
    case WhereTo:
        return !m_candidates->chosen().isEmpty();
    case How:
        return m_moves->chosen();
    case Why:
        return answer().has_value();
    }
    Q_UNREACHABLE();
}

void RollbackDialog::goOn()
{
    if (!canGoOn() || m_planning)
        return;
    if (step() == Why)
        Q_EMIT submitted();
    else
        goTo(static_cast<Step>(step() + 1));
}

void RollbackDialog::focusStep()
{
    switch (step()) {
    case WhereTo:
        m_candidates->focusFirst();
        break;
    case How:
        m_moves->focusFirst();
        break;
    case Why:
        m_reason->focusFirst();
        break;
    }
}

/// Ctrl+Enter goes on from the reason, too, where Enter is a new line.
void RollbackDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->isAutoRepeat()) // held down since the step before: nobody has read this one yet
        return;
    if (enter && (event->modifiers() & Qt::ControlModifier)) {
        goOn();
        return;
    }
    QDialog::keyPressEvent(event);
}

void RollbackDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    focusStep();
}

} // namespace sm::dialogs
