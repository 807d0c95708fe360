// SPDX-License-Identifier: GPL-3.0-or-later
#include "journaltable.h"

#include <core/instanttext.h>

namespace sm::tables {

void JournalTable::reset(const QList<JournalEntry> &entries, bool complete)
{
    beginResetModel();
    m_entries = entries;
    m_complete = complete;
    m_asked = false;
    endResetModel();
}

void JournalTable::append(const QList<JournalEntry> &entries, bool complete)
{
    m_complete = complete;
    m_asked = false;
    if (entries.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(entries.size()) - 1);
    m_entries.append(entries);
    endInsertRows();
}

QString JournalTable::stateText(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return tr("Waiting");
    case StepState::Running:
        return tr("Running");
    case StepState::Done:
        return tr("Done");
    case StepState::Failed:
        return tr("Failed");
    case StepState::Skipped:
        return tr("Skipped");
    case StepState::InDoubt:
        return tr("In doubt");
    }
    Q_UNREACHABLE();
}

QString JournalTable::stateTone(StepState state)
{
    switch (state) {
    case StepState::Done:
        return QStringLiteral("good");
    case StepState::Failed:
        return QStringLiteral("bad");
    case StepState::InDoubt:
        return QStringLiteral("warning");
    case StepState::Running:
        return QStringLiteral("info");
    default:
        return QStringLiteral("neutral");
    }
}

int JournalTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int JournalTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant JournalTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalEntry &entry = m_entries.at(index.row());
    if (role == ToneRole)
        return index.column() == State ? stateTone(entry.state) : QVariant();
    if (role == Qt::ToolTipRole && index.column() == When)
        return localText(entry.intentAt, Detail::Seconds);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case When:
        return utcText(entry.intentAt, Detail::Seconds);
    case Title:
        return entry.title;
    case SystemName:
        return entry.system.title;
    case Actor:
        return entry.actor;
    default:
        return stateText(entry.state);
    }
}

QVariant JournalTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Title:
        return tr("What");
    case SystemName:
        return tr("System");
    case Actor:
        return tr("Who");
    case State:
        return tr("Outcome");
    default:
        return {};
    }
}

bool JournalTable::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_asked;
}

void JournalTable::fetchMore(const QModelIndex &)
{
    m_asked = true;
    Q_EMIT moreWanted();
}

} // namespace sm::tables
