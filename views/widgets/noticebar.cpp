// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/noticebar.h>

#include "look/crisp.h"

#include <widgets/buttons.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A note stands on the calmer tint of a selection: a badge's would be loud over a whole line.
QColor surfaceOf(Notice::Grade grade, const Theme &theme)
{
    return grade == Notice::Grade::Info ? theme.selection : theme.tone(toneOf(grade)).tint;
}

constexpr int topMargin = 10;
constexpr int quietInset = 6; ///< a quiet button's word begins so far inside it

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_grade(new TextLabel(TextRole::Heading, this))
    , m_message(new TextLabel(TextRole::Body, this))
    , m_details(new KeyValueList(this))
    , m_fold(makeButton(tr("Details"), ButtonKind::Quiet, this))
    , m_copy(makeButton(tr("Copy"), ButtonKind::Quiet, this))
    , m_dismiss(makeIconButton(Glyph::Close, tr("Dismiss"), this))
    , m_line(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_actions(new QHBoxLayout)
{
    m_message->setWordWrap(true);
    m_fold->setCheckable(true);
    buildLayout();
    connect(m_fold, &QPushButton::toggled, this, &NoticeBar::setUnfolded);
    connect(m_copy, &QPushButton::clicked, this, &NoticeBar::copy);
    connect(m_dismiss, &QToolButton::clicked, this, &NoticeBar::dismiss);
    hide();
}

void NoticeBar::buildLayout()
{
    m_actions->setSpacing(metrics::gap);
    m_actions->addWidget(m_fold);
    m_actions->addWidget(m_copy);
    m_actions->addStretch();

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->setContentsMargins(quietInset, metrics::smallGap, 0, metrics::smallGap);
    words->addWidget(m_grade);
    words->addWidget(m_message);
    auto *details = new QVBoxLayout;
    details->setContentsMargins(quietInset, 0, 0, metrics::smallGap);
    details->addWidget(m_details);

    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    m_line->setSpacing(0);
    m_line->addLayout(words, 1);
    m_line->addLayout(m_actions);
    column->addLayout(m_line);
    column->addLayout(details);

    auto *layout = new QHBoxLayout(this);
    const int left = metrics::cardGap + metrics::iconSize + metrics::gap - quietInset;
    layout->setContentsMargins(left, topMargin - metrics::smallGap, metrics::gap, metrics::smallGap);
    layout->addLayout(column, 1);
    layout->addWidget(m_dismiss, 0, Qt::AlignTop);
}

void NoticeBar::showNotice(const Notice &notice)
{
    clearActions();
    m_notice = notice;
    m_grade->setText(wordOf(notice.grade));
    m_grade->setTone(toneOf(notice.grade));
    m_message->setText(notice.message);
    QList<KeyValue> rows;
    for (const auto &[name, value] : notice.details)
        rows.append({name, value, {}});
    m_details->setRows(rows);
    m_fold->setVisible(!rows.isEmpty());
    setUnfolded(false);
    setAccessibleName(m_grade->text() + u": "_s + notice.message);
    show();
    updateGeometry();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeBar::showError(const Error &error)
{
    if (error.kind() != Error::Kind::Cancelled)
        showNotice(Notice::of(error));
}

QPushButton *NoticeBar::addAction(const QString &text)
{
    auto *button = makeButton(text, ButtonKind::Normal, this);
    m_actions->insertWidget(int(m_actionButtons.size()), button);
    m_actionButtons.append(button);
    m_actions->setContentsMargins(quietInset, 0, 0, 0);
    return button;
}

void NoticeBar::clearActions()
{
    for (QPushButton *button : std::as_const(m_actionButtons)) {
        button->hide();
        button->deleteLater(); // it may be the one whose click led here
    }
    m_actionButtons.clear();
    m_actions->setContentsMargins(0, 0, 0, 0); // words below words
}

void NoticeBar::setDismissible(bool dismissible) { m_dismiss->setVisible(dismissible); }

void NoticeBar::setCompact(bool compact)
{
    m_line->setDirection(compact ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void NoticeBar::setUnfolded(bool unfolded)
{
    m_fold->setChecked(unfolded);
    m_fold->setText(unfolded ? tr("Hide details") : tr("Details"));
    m_details->setVisible(unfolded);
    updateGeometry();
}

QString NoticeBar::plainText() const
{
    QStringList lines{m_notice.message};
    for (const auto &[name, value] : m_notice.details)
        lines.append(name + u": "_s + value);
    return lines.join(u'\n');
}

void NoticeBar::dismiss()
{
    hide();
    Q_EMIT dismissed();
}

void NoticeBar::copy() const { QGuiApplication::clipboard()->setText(plainText()); }

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    const QColor ink = theme.tone(toneOf(m_notice.grade)).ink;
    QPainter painter(this);
    drawBox(painter, rect(), metrics::radius, surfaceOf(m_notice.grade, theme), QColor());
    const QRect place(metrics::cardGap, topMargin, metrics::iconSize, lineHeight(TextRole::Heading));
    drawGlyph(painter, place, glyphOf(m_notice.grade), ink);
}

void NoticeBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_dismiss->isVisible())
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace sm::widgets
