// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/filterfield.h>

#include "filterchipbutton.h"
#include "look/crisp.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

/// 5214 as "5 214", in every locale the same.
QString grouped(qint64 number)
{
    QString digits = QString::number(number);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, u' ');
    return digits;
}

} // namespace

FilterField::FilterField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_chipRow(new QHBoxLayout)
    , m_count(new TextLabel(TextRole::Body, this))
{
    buildLayout(name);
    setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { takeTokens(false); });
}

void FilterField::buildLayout(const QString &name)
{
    m_edit->setFrame(false);
    m_edit->setAccessibleName(name);
    m_edit->setPlaceholderText(name);
    m_edit->setMinimumWidth(96);
    m_count->setMuted(true);
    m_count->setTabularFigures(true);
    m_count->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_count->setMinimumWidth(0);
    m_chipRow->setSpacing(6);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10 + metrics::iconSize + metrics::gap, 0, metrics::cardGap, 0);
    layout->setSpacing(metrics::gap);
    layout->addLayout(m_chipRow);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::IBeamCursor);
}

QSize FilterField::sizeHint() const { return {480, metrics::controlHeight}; }

void FilterField::setKeys(const QStringList &keys)
{
    m_keys = keys;
    takeTokens(false);
}

void FilterField::setFilter(const QString &raw)
{
    const FilterText parsed = FilterText::parse(raw, m_keys, true);
    dropChips(QString());
    for (const FilterChip &chip : parsed.chips)
        insertChip(chip);
    setText(parsed.text);
    announce();
}

QString FilterField::filter() const
{
    QStringList parts;
    for (const FilterChipButton *chip : m_chips)
        parts.append(chip->chip().raw());
    if (!text().isEmpty())
        parts.append(text());
    return parts.join(u' ');
}

QString FilterField::text() const { return m_edit->text().trimmed(); }

QList<FilterChip> FilterField::chips() const
{
    QList<FilterChip> chips;
    for (const FilterChipButton *button : m_chips)
        chips.append(button->chip());
    return chips;
}

void FilterField::setChip(const FilterChip &chip)
{
    dropChips(chip.key);
    if (!chip.value.isEmpty())
        insertChip(chip);
    announce();
}

void FilterField::clear() { setFilter(QString()); }

void FilterField::setCount(qint64 shown, qint64 total)
{
    m_hasRows = shown > 0 || total < 0;
    m_count->setText(total < 0 ? QString() : tr("%1 of %2").arg(grouped(shown), grouped(total)));
}

void FilterField::setText(const QString &text)
{
    const QSignalBlocker quiet(m_edit); // announce() speaks for text and chips together
    m_edit->setText(text);
}

void FilterField::takeTokens(bool complete)
{
    const FilterText parsed = FilterText::parse(m_edit->text(), m_keys, complete);
    for (const FilterChip &chip : parsed.chips)
        insertChip(chip);
    if (!parsed.chips.isEmpty())
        setText(parsed.text);
    announce();
}

void FilterField::insertChip(const FilterChip &chip)
{
    if (chips().contains(chip))
        return;
    auto *button = new FilterChipButton(chip, this);
    button->installEventFilter(this);
    m_chipRow->addWidget(button);
    button->show(); // the layout would do it in the next turn only, too late for the focus
    m_chips.append(button);
    connect(button, &FilterChipButton::clicked, this, [this, button] { removeChip(button); });
}

void FilterField::dropChips(const QString &key)
{
    const QList<FilterChipButton *> before = m_chips;
    for (FilterChipButton *chip : before) {
        if (key.isEmpty() || chip->chip().key == key)
            discard(chip);
    }
}

void FilterField::discard(FilterChipButton *chip)
{
    m_chips.removeOne(chip);
    m_chipRow->removeWidget(chip);
    chip->hide();
    chip->deleteLater(); // it may be in the middle of its own click
}

void FilterField::removeChip(FilterChipButton *chip)
{
    const qsizetype index = m_chips.indexOf(chip);
    discard(chip);
    focusChip(index);
    announce();
}

void FilterField::editChip(FilterChipButton *chip)
{
    const QString rest = text();
    const QString raw = chip->chip().raw();
    discard(chip);
    setText(rest.isEmpty() ? raw : rest + u' ' + raw);
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->end(false);
    announce();
}

void FilterField::focusChip(qsizetype index)
{
    if (index >= 0 && index < m_chips.size())
        m_chips[index]->setFocus(Qt::TabFocusReason);
    else
        m_edit->setFocus(Qt::OtherFocusReason);
}

void FilterField::announce()
{
    if (std::exchange(m_announcedChips, m_chips.size()) != m_chips.size())
        Q_EMIT chipsChanged();
    const QString now = filter();
    if (now == m_announced)
        return;
    m_announced = now;
    Q_EMIT filterChanged(now);
}

bool FilterField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // the ring is around the whole field
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    auto *chip = qobject_cast<FilterChipButton *>(watched);
    return chip ? chipKeyPressed(chip, key) : editKeyPressed(key);
}

bool FilterField::editKeyPressed(int key)
{
    const bool atStart = m_edit->cursorPosition() == 0 && !m_edit->hasSelectedText();
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        takeTokens(true);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
        if (!atStart || m_chips.isEmpty())
            return false;
        focusChip(m_chips.size() - 1);
        return true;
    case Qt::Key_Escape:
        if (m_edit->text().isEmpty())
            return false;
        m_edit->clear();
        return true;
    case Qt::Key_Down:
        if (m_hasRows) // else a table that is hidden would take the focus once it is back, amid the next word
            Q_EMIT rowsRequested();
        return true;
    default:
        return false;
    }
}

bool FilterField::chipKeyPressed(FilterChipButton *chip, int key)
{
    const qsizetype index = m_chips.indexOf(chip);
    switch (key) {
    case Qt::Key_Left:
        focusChip(std::max<qsizetype>(0, index - 1));
        return true;
    case Qt::Key_Right:
        focusChip(index + 1);
        return true;
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
    case Qt::Key_Space:
        removeChip(chip);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        editChip(chip);
        return true;
    case Qt::Key_Escape:
        m_edit->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        return false;
    }
}

void FilterField::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    drawBox(painter, rect(), metrics::radius, theme.panel, theme.outline);
    if (m_edit->hasFocus())
        drawFocusRing(painter, rect(), metrics::radius, theme.accent);
    drawGlyph(painter, QRect(10, 0, metrics::iconSize, height()), Glyph::Search, theme.muted);
}

void FilterField::mousePressEvent(QMouseEvent *) { m_edit->setFocus(Qt::MouseFocusReason); }

} // namespace sm::widgets
