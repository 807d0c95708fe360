// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackmoves.h"

#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/textlabel.h>

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
constexpr int textIndent = metrics::iconSize + metrics::gap; ///< under the words of the choice
}

RollbackMovesPage::RollbackMovesPage(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_rows(new QVBoxLayout)
    , m_note(new TextLabel(TextRole::Body))
    , m_notBack(new TextLabel(TextRole::Secondary))
    , m_backupRow(new QWidget)
    , m_backups(new QComboBox)
{
    setAccessibleName(tr("How"));
    m_rows->setSpacing(metrics::smallGap);
    m_note->setMuted(true);
    for (TextLabel *each : {m_note, m_notBack})
        each->setWordWrap(true);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, metrics::gap, 0);
    inside->setSpacing(metrics::cardGap);
    inside->addWidget(m_note);
    inside->addLayout(m_rows);
    inside->addWidget(m_notBack);
    inside->addWidget(m_backupRow);
    inside->addStretch(1);
    auto *area = new widgets::ScrollPane(tr("Ways back"));
    area->setContent(content);
    area->setFocusPolicy(Qt::NoFocus);

    auto *label = new TextLabel(tr("Back up first"), TextRole::Body);
    label->setBuddy(m_backups);
    m_backups->setAccessibleName(label->text());
    auto *row = new QHBoxLayout(m_backupRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::cardPadding);
    row->addWidget(label);
    row->addWidget(m_backups, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(area, 1);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool isChecked) {
        if (isChecked)
            Q_EMIT moveChanged();
    });
    setBackupSets({});
    setNote({});
}

void RollbackMovesPage::setMoves(const RollbackMoves &moves, const QString &wanted)
{
    clear();
    m_moves = moves;
    for (int i = 0; i < moves.moves.size(); ++i)
        addMove(i);
    if (moves.moves.isEmpty())
        setNote(tr("There is no way back to it."));
    m_notBack->setVisible(!moves.notBack.isEmpty());
    m_notBack->setText(tr("Can not be brought back: %1").arg(moves.notBack.join(u' ')));
    choose(wanted);
    Q_EMIT moveChanged();
}

void RollbackMovesPage::setNote(const QString &sentence)
{
    clear();
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
    Q_EMIT moveChanged();
}

void RollbackMovesPage::clear()
{
    m_moves = {};
    m_note->hide();
    m_notBack->hide();
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (QAbstractButton *each : buttons)
        m_group->removeButton(each);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void RollbackMovesPage::addMove(int index)
{
    const RollbackMove &move = m_moves.moves.at(index);
    auto *button
        = new QRadioButton(move.isProposed && move.isPossible ? tr("%1 (proposed)").arg(move.title) : move.title);
    button->setAccessibleDescription(move.why);
    button->setEnabled(move.isPossible);
    m_group->addButton(button, index);
    m_rows->addWidget(button);
    addText(move.why, false);
    for (const QString &warning : move.warnings)
        addText(warning, true);
    m_rows->addSpacing(metrics::gap);
}

void RollbackMovesPage::addText(const QString &text, bool isWarning)
{
    if (text.isEmpty())
        return;
    auto *label = new TextLabel(text, isWarning ? TextRole::Body : TextRole::Secondary);
    label->setWordWrap(true);
    if (isWarning)
        label->setTone(widgets::Tone::Warning);
    auto *box = new QWidget;
    auto *indented = new QVBoxLayout(box);
    indented->setContentsMargins(textIndent, 0, 0, 0);
    indented->addWidget(label);
    m_rows->addWidget(box);
}

void RollbackMovesPage::choose(const QString &wanted)
{
    const auto &moves = m_moves.moves;
    const auto find = [&moves](auto &&isIt) {
        return static_cast<int>(std::find_if(moves.begin(), moves.end(), isIt) - moves.begin());
    };
    int chosen = find([&wanted](const RollbackMove &each) { return each.isPossible && each.title == wanted; });
    if (chosen == moves.size())
        chosen = find([](const RollbackMove &each) { return each.isPossible && each.isProposed; });
    if (chosen == moves.size())
        chosen = find([](const RollbackMove &each) { return each.isPossible; });
    if (chosen < moves.size()) {
        const QSignalBlocker silence(m_group); // told once, at the end
        m_group->button(chosen)->setChecked(true);
    }
}

const RollbackMove *RollbackMovesPage::chosen() const
{
    const int chosen = m_group->checkedId();
    return chosen >= 0 && m_moves.moves.at(chosen).isPossible ? &m_moves.moves.at(chosen) : nullptr;
}

void RollbackMovesPage::setBackupSets(const QMap<QString, QStringList> &sets)
{
    const QString chosen = backupSet();
    m_backups->clear();
    m_backups->addItem(tr("Nothing"), QString());
    for (auto set = sets.begin(); set != sets.end(); ++set)
        m_backups->addItem(tr("%1: %2").arg(set.key(), set.value().join(tr(", "))), set.key());
    m_backups->setCurrentIndex(std::max(0, m_backups->findData(chosen)));
    m_backupRow->setVisible(!sets.isEmpty());
}

QString RollbackMovesPage::backupSet() const { return m_backups->currentData().toString(); }

void RollbackMovesPage::focusFirst()
{
    if (QAbstractButton *chosen = m_group->checkedButton())
        chosen->setFocus(Qt::OtherFocusReason);
}

} // namespace sm::dialogs
