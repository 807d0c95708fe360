// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtable.h"

#include "journaltable.h"

namespace sm::tables {

RunTable::RunTable(const Plan &plan, QObject *parent)
    : QAbstractTableModel(parent)
{
    for (const sm::Step &step : plan.steps)
        m_steps.append({step.title, StepState::Waiting, {}});
}

void RunTable::setStep(int step, StepState state, const std::optional<Error> &error)
{
    m_steps[step].state = state;
    m_steps[step].error = error;
    Q_EMIT dataChanged(index(step, State), index(step, Message));
}

bool RunTable::isTrouble(int step) const
{
    const StepState state = m_steps.at(step).state;
    return state == StepState::Failed || state == StepState::InDoubt;
}

QString RunTable::troubleAsText() const
{
    QString text;
    for (int step = 0; step < m_steps.size(); ++step) {
        if (isTrouble(step))
            text += tr("%1: %2").arg(m_steps.at(step).title, index(step, Message).data().toString()) + u'\n';
    }
    return text;
}

int RunTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int RunTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RunTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Step &step = m_steps.at(index.row());
    if (role == JournalTable::ToneRole)
        return index.column() == State ? JournalTable::stateTone(step.state) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Title:
        return step.title;
    case State:
        return JournalTable::stateText(step.state);
    default:
        return step.error ? step.error->message() : QString();
    }
}

QVariant RunTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Step");
    case State:
        return tr("Outcome");
    case Message:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace sm::tables
