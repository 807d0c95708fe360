// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentmoves.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QPushButton>
#include <QVBoxLayout>

namespace sm::pages {

using widgets::ButtonKind;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int scrollBarWidth = metrics::cardPadding; ///< with the lines of the card: what is wider would be cut off

bool isSame(const RollbackMove &left, const RollbackMove &right)
{
    return left.title == right.title && left.why == right.why && left.isPossible == right.isPossible
        && left.isProposed == right.isProposed && left.warnings == right.warnings;
}

} // namespace

DeploymentMoves::DeploymentMoves(int width, QWidget *parent)
    : QWidget(parent)
    , m_width(width)
    , m_rows(new QVBoxLayout(this))
{
    setAccessibleName(tr("Ways back"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(metrics::smallGap);
}

void DeploymentMoves::setMoves(const RollbackMoves &moves, bool wasWell)
{
    // What is read again is mostly the same: the focus stays on its button.
    const bool isShown = m_note.isEmpty() && !m_moves.isEmpty() && m_wasWell == wasWell
        && std::equal(m_moves.begin(), m_moves.end(), moves.moves.begin(), moves.moves.end(), isSame);
    if (isShown)
        return;
    clear();
    m_moves = moves.moves;
    m_wasWell = wasWell;
    for (const RollbackMove &each : moves.moves)
        addMove(each);
    if (moves.moves.isEmpty())
        setNote(tr("There is no way back to it."));
}

void DeploymentMoves::setNote(const QString &sentence)
{
    if (m_note == sentence && m_moves.isEmpty())
        return;
    clear();
    m_note = sentence;
    addText(sentence, false);
}

void DeploymentMoves::clear()
{
    m_moves.clear();
    m_note.clear();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the one that was pressed
        }
        delete item;
    }
}

void DeploymentMoves::addMove(const RollbackMove &move)
{
    if (m_rows->count() > 0)
        m_rows->addSpacing(metrics::smallGap);
    const QString word = tr("%1…").arg(move.title);
    const bool isFirst = move.isProposed && move.isPossible && m_wasWell;
    QPushButton *button = widgets::makeButton(word, isFirst ? ButtonKind::Primary : ButtonKind::Normal);
    const QFontMetrics letters = button->fontMetrics();
    const int around = button->sizeHint().width() - letters.horizontalAdvance(word);
    const int inside = m_width - 2 * metrics::cardPadding - scrollBarWidth - around;
    button->setText(letters.elidedText(word, Qt::ElideMiddle, inside));
    button->setAccessibleName(word);
    button->setAccessibleDescription(move.why);
    button->setToolTip(widgets::plainToolTip(button->text() == word ? move.why : word));
    button->setEnabled(move.isPossible);
    connect(button, &QPushButton::clicked, this, [this, title = move.title] { Q_EMIT chosen(title); });
    m_rows->addWidget(button, 0, Qt::AlignLeft);
    addText(move.why, false);
    for (const QString &warning : move.warnings)
        addText(warning, true);
}

void DeploymentMoves::addText(const QString &text, bool isWarning)
{
    if (text.isEmpty())
        return;
    auto *label = new TextLabel(text, isWarning ? TextRole::Body : TextRole::Secondary);
    label->setWordWrap(true);
    if (isWarning)
        label->setTone(widgets::Tone::Warning);
    m_rows->addWidget(label);
}

} // namespace sm::pages
