// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette.h"

#include "palettedelegate.h"

#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <numeric>

namespace sm::shell {

namespace {

constexpr int ShownEntries = 50;
constexpr int MostErrors = 2;

/// How many letters have to be put in, left out or changed until \p typed begins \p word (Levenshtein's distance to the
/// nearest of its beginnings).
int typingErrors(const QString &typed, const QString &word)
{
    QList<int> row(word.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (int i = 1; i <= typed.size(); ++i) {
        int diagonal = std::exchange(row[0], i);
        for (int j = 1; j <= word.size(); ++j) {
            const int cost = typed.at(i - 1) == word.at(j - 1) ? 0 : 1;
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + cost}));
        }
    }
    return *std::min_element(row.begin(), row.end());
}

int wordScore(const QString &typed, const QStringList &words)
{
    int best = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (word.startsWith(typed))
            best = std::max(best, i == 0 ? 100 : 80);
        else if (word.contains(typed))
            best = std::max(best, 50);
        else if (typed.size() >= 5 && typingErrors(typed, word) <= MostErrors)
            best = std::max(best, 20);
    }
    return best;
}

} // namespace

int paletteScore(const QString &typed, const QString &text)
{
    static const QRegularExpression separators(
        QStringLiteral("[^\\w]+"), QRegularExpression::UseUnicodePropertiesOption);
    const QStringList words = text.toCaseFolded().split(separators, Qt::SkipEmptyParts);
    int total = 1;
    for (const QString &each : typed.toCaseFolded().split(separators, Qt::SkipEmptyParts)) {
        const int score = wordScore(each, words);
        if (score == 0)
            return 0;
        total += score;
    }
    return total;
}

CommandPalette::CommandPalette(const QList<Entry> &entries, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_entries(entries)
    , m_edit(new QLineEdit)
    , m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Command palette"));
    setAccessibleName(windowTitle());
    m_edit->setPlaceholderText(tr("Search actions"));
    m_edit->setAccessibleName(tr("Search actions"));
    m_edit->setMinimumHeight(40);
    m_edit->installEventFilter(this);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(
        widgets::metrics::gap, widgets::metrics::gap, widgets::metrics::gap, widgets::metrics::gap);
    layout->setSpacing(widgets::metrics::gap);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    resize(560, 400);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    connect(m_list, &QListWidget::currentTextChanged, m_edit, &QWidget::setAccessibleDescription);
    fill();
}

void CommandPalette::fill()
{
    std::vector<std::pair<int, qsizetype>> found;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries.at(i);
        const int score = paletteScore(m_edit->text(), entry.action->text() + u' ' + entry.group);
        if (score > 0)
            found.emplace_back(entry.action->isEnabled() ? score : score - 1000, i);
    }
    std::sort(found.begin(), found.end(),
        [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    if (found.size() > ShownEntries)
        found.resize(ShownEntries);

    m_list->clear();
    for (const auto &[score, index] : found) {
        const Entry &entry = m_entries.at(index);
        auto *item = new QListWidgetItem(QString(entry.action->text()).remove(u'&'), m_list);
        item->setData(PaletteDelegate::IndexRole, index);
        item->setData(PaletteDelegate::GroupRole, entry.group);
        item->setData(PaletteDelegate::KeysRole, entry.action->shortcut().toString(QKeySequence::NativeText));
        item->setData(Qt::AccessibleDescriptionRole, entry.group);
        if (!entry.action->isEnabled())
            item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    const bool done = result() == Accepted; // some desktops activate a row with the click that also clicks it
    if (done || !item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    QAction *action = m_entries.at(item->data(PaletteDelegate::IndexRole).toLongLong()).action;
    accept();
    // After the focus is back where it was: the action may open a dialog of its own.
    QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const widgets::Theme &theme = widgets::Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.setPen(theme.outline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace sm::shell
