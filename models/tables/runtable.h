// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/plan.h>

#include <QAbstractTableModel>

#include <optional>

namespace sm::tables {

/// The steps of one run with their states: what was done, what was refused and why.
class RunTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, State, Message, ColumnCount };

    explicit RunTable(const Plan &plan, QObject *parent = nullptr);

    void setStep(int step, StepState state, const std::optional<Error> &error);
    StepState state(int step) const { return m_steps.at(step).state; }
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
        StepState state = StepState::Waiting;
        std::optional<Error> error;
    };
    QList<Step> m_steps;
};

} // namespace sm::tables
