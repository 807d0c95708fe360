// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QWidget>

class QVBoxLayout;

namespace sm::pages {

/// The ways back to a deployment: the possible ones as buttons, the proposed one first and foremost, the others greyed
/// with the reason why they can not be taken now.
class DeploymentMoves : public QWidget
{
    Q_OBJECT

public:
    /// \p width  pixels that the widest button may take
    explicit DeploymentMoves(int width, QWidget *parent = nullptr);

    /// \p wasWell  false: it is known to have done badly, so that no way back to it stands out
    void setMoves(const RollbackMoves &moves, bool wasWell = true);
    /// A sentence instead of moves: nothing was read yet, or could not be.
    void setNote(const QString &sentence);

Q_SIGNALS:
    /// \p title of one that is possible
    void chosen(const QString &title);

private:
    void clear();
    void addMove(const RollbackMove &move);
    void addText(const QString &text, bool isWarning);

    int m_width;
    QVBoxLayout *m_rows;
    QList<RollbackMove> m_moves; ///< that are shown
    QString m_note;
    bool m_wasWell = true;
};

} // namespace sm::pages
