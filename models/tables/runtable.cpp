// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtable.h"

#include "journaltable.h"

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A person was asked about it and has not answered.
bool isAsking(const RunTable::Progress &progress)
{
    return progress.state == StepState::Waiting && progress.beganAt.isValid() && !progress.endedAt.isValid();
}

} // namespace

RunTable::RunTable(const Plan &plan, QObject *parent)
    : QAbstractTableModel(parent)
{
    for (const sm::Step &step : plan.steps)
        m_steps.append({step.title, step.tier != Tier::Read || !step.expect.isEmpty(), {}});
}

void RunTable::setStep(int step, const Progress &progress)
{
    m_steps[step].progress = progress;
    Q_EMIT dataChanged(index(step, State), index(step, Message));
}

void RunTable::setNow(const QDateTime &now)
{
    m_now = now;
    for (int row = 0; row < m_steps.size(); ++row) {
        if (isUnderWay(row))
            Q_EMIT dataChanged(index(row, Elapsed), index(row, Elapsed));
    }
}

bool RunTable::isUnderWay(int step) const
{
    const Progress &progress = m_steps.at(step).progress;
    return progress.beganAt.isValid() && !progress.endedAt.isValid();
}

bool RunTable::isTrouble(int step) const
{
    const StepState state = m_steps.at(step).progress.state;
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

QString RunTable::verifiedText(const Step &step)
{
    const Progress &progress = step.progress;
    if (progress.isVerified)
        return tr("Verified");
    const QString code = progress.error ? progress.error->code() : QString();
    if (code == "NotVerified"_L1 || code == "NotExpected"_L1)
        return tr("Not as expected");
    return progress.state == StepState::Done && step.isLookedAt ? tr("Not looked at") : u"—"_s;
}

QString RunTable::elapsedText(const Progress &progress) const
{
    const QDateTime end = progress.endedAt.isValid() ? progress.endedAt : m_now;
    if (!progress.beganAt.isValid() || !end.isValid())
        return u"—"_s;
    const qint64 ms = std::max<qint64>(0, progress.beganAt.msecsTo(end));
    const qint64 seconds = ms / 1000;
    if (ms < 100 && progress.endedAt.isValid())
        return tr("< 0.1 s");
    if (seconds < 60)
        return progress.endedAt.isValid() ? tr("%1 s").arg(double(ms) / 1000, 0, 'f', 1) : tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString RunTable::text(const Step &step, int column) const
{
    switch (column) {
    case Title:
        return step.title;
    case State:
        if (step.progress.isLeftOut)
            return tr("Left out");
        return isAsking(step.progress) ? tr("Waits for you") : JournalTable::stateText(step.progress.state);
    case Verified:
        return verifiedText(step);
    case Elapsed:
        return elapsedText(step.progress);
    default:
        return step.progress.error ? step.progress.error->message() : QString();
    }
}

QVariant RunTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Step &step = m_steps.at(index.row());
    if (role == JournalTable::ToneRole && index.column() == State)
        return isAsking(step.progress) ? u"warning"_s : JournalTable::stateTone(step.progress.state);
    if (role == JournalTable::ToneRole && index.column() == Verified && step.progress.isVerified)
        return u"good"_s;
    if (role == Qt::TextAlignmentRole && index.column() == Elapsed)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(text(step, index.column())) : QVariant();
}

QVariant RunTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section == Elapsed)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const titles[ColumnCount] = {QT_TR_NOOP("Step"), QT_TR_NOOP("Outcome"), QT_TR_NOOP("Afterwards"),
        QT_TR_NOOP("Time"), QT_TR_NOOP("What happened")};
    return tr(titles[section]);
}

} // namespace sm::tables
