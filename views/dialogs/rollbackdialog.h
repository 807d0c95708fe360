// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <core/error.h>

#include <QDialog>
#include <QMap>

class QPushButton;
class QStackedWidget;

namespace sm::widgets {
class LoadingLine;
class NoticeBar;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

class RollbackCandidatesPage;
class RollbackMovesPage;
class RollbackReasonPage;

/// The guided way back of one unit in three steps: where to, how, why. It only asks; what it says of a candidate is
/// read by whoever opened it. A move that is not possible is never the answer. Opened, never executed: it deletes
/// itself.
class RollbackDialog : public QDialog
{
    Q_OBJECT

public:
    enum Step { WhereTo, How, Why };

    /// What the runbook of the chosen move asks beside the values that the move brings.
    struct Questions
    {
        std::chrono::minutes watch{0}; ///< how long unless somebody says otherwise; 0: it does not watch
        QString told; ///< who is told, or why nobody is
        QMap<QString, QStringList> backupSets; ///< what can be backed up first, by the set's name
    };
    struct Answer
    {
        QString candidate; ///< Deployment::id
        RollbackMove move;
        QString reason;
        std::chrono::minutes watch{0};
        QString backupSet; ///< empty: none
    };

    /// \p errorLimit  percent of the requests; what has more is told by its errors
    RollbackDialog(const QString &unit, double errorLimit, QWidget *parent);

    /// Those of the unit that one may go back to, what is live beside them. \p proposed may be empty. The one that is
    /// chosen stays so; at first it is \p chosen.
    void setCandidates(const QList<Deployment> &candidates, const QString &proposed, const QString &chosen);
    /// Of the candidate that is chosen; others are passed over.
    void setDifference(const QString &candidate, const DeploymentDifference &difference);
    void setDifferenceProblem(const QString &candidate, const Error &error);
    /// \p wanted  title of the move to choose when it is possible
    void setMoves(const QString &candidate, const RollbackMoves &moves, const QString &wanted = {});
    void setMovesProblem(const QString &candidate, const Error &error);
    void setQuestions(const Questions &questions);
    /// While the plan is made everything stands still but Cancel.
    void setPlanning(bool planning);
    /// What was wrong with the last attempt; all that was typed stays.
    void showError(const Error &error);

    QString candidate() const;
    /// The one that is chosen; nothing: none is, or none is possible.
    std::optional<RollbackMove> chosenMove() const;
    /// Complete: a possible move and a reason.
    std::optional<Answer> answer() const;
    Step step() const;
    void goTo(Step step);

Q_SIGNALS:
    /// Another candidate is chosen: its difference and its moves are wanted.
    void candidateChosen(const QString &candidate);
    /// Another move is chosen: setQuestions() is wanted.
    void moveChosen(const sm::RollbackMove &move);
    /// The plan is wanted; answer() has a value.
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout(const QString &unit);
    QWidget *stepLine();
    QWidget *buttons();
    void connectPages();
    void takeMove();
    void showStep();
    bool canGoOn() const;
    void goOn();
    void focusStep();

    RollbackCandidatesPage *m_candidates;
    RollbackMovesPage *m_moves;
    RollbackReasonPage *m_reason;
    QStackedWidget *m_stack;
    QList<widgets::TextLabel *> m_steps;
    widgets::NoticeBar *m_notice;
    widgets::LoadingLine *m_loading;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_cancel;
    bool m_planning = false;
    bool m_isMovesRead = false; ///< of the candidate
};

} // namespace sm::dialogs
