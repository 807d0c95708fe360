// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/plan.h>

#include <QAbstractTableModel>
#include <QDateTime>

#include <optional>

namespace sm::tables {

/// The steps of one run with their states: what was done, what was seen afterwards, how long it took, what was refused
/// and why.
class RunTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, State, Verified, Elapsed, Message, ColumnCount };

    /// How far a step has come.
    struct Progress
    {
        StepState state = StepState::Waiting;
        std::optional<Error> error = {};
        QDateTime beganAt = {}; ///< UTC; invalid: not yet
        QDateTime endedAt = {}; ///< UTC; invalid: it has not ended
        bool isVerified = false;
        bool isLeftOut = false; ///< skipped, and that was meant
    };

    explicit RunTable(const Plan &plan, QObject *parent = nullptr);

    void setStep(int step, const Progress &progress);
    /// \p now counts for the steps that have not ended.
    void setNow(const QDateTime &now);
    QString title(int step) const { return m_steps.at(step).title; }
    /// It runs, or waits for a person.
    bool isUnderWay(int step) const;
    /// Failed or in doubt.
    bool isTrouble(int step) const;
    /// Titles and messages of all that failed or is in doubt, one a line, for the clipboard.
    QString troubleAsText() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Step
    {
        QString title;
        bool isLookedAt = false; ///< something says afterwards whether it worked
        Progress progress;
    };
    static QString verifiedText(const Step &step);
    QString elapsedText(const Progress &progress) const;
    QString text(const Step &step, int column) const;

    QList<Step> m_steps;
    QDateTime m_now;
};

} // namespace sm::tables
