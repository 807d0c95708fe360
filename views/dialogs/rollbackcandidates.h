// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tables/deploymenttable.h>

#include <QWidget>

namespace sm::widgets {
class DifferenceBlock;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

/// Where to go back to: the deployments of a unit with how they did while they were live, and how the chosen one
/// differs from what is live.
class RollbackCandidatesPage : public QWidget
{
    Q_OBJECT

public:
    /// \p errorLimit  percent of the requests; what has more is told by its errors
    explicit RollbackCandidatesPage(double errorLimit, QWidget *parent = nullptr);

    /// The one that was chosen stays so while it is among them, otherwise \p chosen is, otherwise \p proposed.
    void setCandidates(const QList<Deployment> &candidates, const QString &proposed, const QString &chosen);
    void setDifference(const DeploymentDifference &difference);
    /// A sentence instead of a difference.
    void setNote(const QString &sentence);
    /// Id of a deployment; empty: none.
    QString chosen() const;
    void focusFirst();

Q_SIGNALS:
    void candidateChanged(const QString &candidate);
    /// Enter or a double click on one.
    void activated();

private:
    void buildLayout();
    void connectTable();
    void choose(const QString &candidate);

    tables::DeploymentTable m_table;
    QString m_chosen; ///< that was told of
    widgets::TableView *m_view;
    widgets::TextLabel *m_title;
    widgets::DifferenceBlock *m_difference;
    widgets::TextLabel *m_note;
    widgets::TextLabel *m_notBack;
};

} // namespace sm::dialogs
