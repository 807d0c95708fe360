// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/textlabel.h>

#include <widgets/figures.h>

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QTextLayout>
#include <QToolTip>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isMuted(TextRole role) { return role == TextRole::Secondary || role == TextRole::Section; }

/// Breaks \p text at \p width into lines \p height apart; how high all of them are.
int layOut(QTextLayout &layout, int width, int height, Qt::Alignment alignment = Qt::AlignLeft)
{
    layout.setTextOption(QTextOption(alignment));
    int y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y + (height - line.height()) / 2));
        y += height;
    }
    layout.endLayout();
    return y;
}

/// QTextLayout knows one separator of lines only.
QString withLineSeparators(QString text) { return text.replace(u'\n', QChar::LineSeparator); }

} // namespace

TextLabel::TextLabel(TextRole role, QWidget *parent)
    : TextLabel(QString(), role, parent)
{
}

TextLabel::TextLabel(const QString &text, TextRole role, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_muted(isMuted(role))
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(role));
    setText(text);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TextLabel::setWordWrap(bool wrap)
{
    setSizePolicy(QSizePolicy::Preferred, wrap ? QSizePolicy::Minimum : QSizePolicy::Fixed);
    QLabel::setWordWrap(wrap);
}

void TextLabel::setRole(TextRole role)
{
    m_role = role;
    m_muted = isMuted(role);
    setFont(fontFor(role));
    updateGeometry();
}

void TextLabel::setMuted(bool muted)
{
    m_muted = muted;
    update();
}

void TextLabel::setTone(std::optional<Tone> tone)
{
    m_tone = tone;
    update();
}

void TextLabel::setTabularFigures(bool tabular)
{
    m_tabular = tabular;
    updateGeometry();
}

QSize TextLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    if (wordWrap()) {
        const int width = std::min(metrics.horizontalAdvance(text()) + 1, 480);
        return {width, textHeight(width)};
    }
    const int width = m_tabular ? figuresWidth(metrics, text()) : metrics.horizontalAdvance(text());
    return {width + 1, lineHeight(m_role)};
}

QSize TextLabel::minimumSizeHint() const
{
    const int few = QFontMetrics(font()).averageCharWidth() * 4;
    return {std::min(sizeHint().width(), few), lineHeight(m_role)};
}

int TextLabel::heightForWidth(int width) const { return wordWrap() ? textHeight(width) : lineHeight(m_role); }

int TextLabel::textHeight(int width) const
{
    QTextLayout layout(withLineSeparators(text()), font());
    return layOut(layout, std::max(1, width), lineHeight(m_role));
}

QColor TextLabel::ink() const
{
    const Theme &theme = Theme::of(*this);
    if (!isEnabled())
        return theme.disabled;
    if (m_tone)
        return theme.tone(*m_tone).ink;
    return m_muted ? theme.muted : theme.text;
}

void TextLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(ink());
    if (wordWrap()) {
        QTextLayout layout(withLineSeparators(text()), font());
        layOut(layout, width(), lineHeight(m_role), alignment() & Qt::AlignHorizontal_Mask);
        layout.draw(&painter, QPointF(0, 0));
        return;
    }
    const QRect line(0, (height() - lineHeight(m_role)) / 2, width(), lineHeight(m_role));
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), alignment());
    if (m_tabular)
        return drawFigures(painter, line, side, text());
    painter.drawText(line, int((side & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextSingleLine),
        fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

bool TextLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && !wordWrap() && sizeHint().width() > width() + 1) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<span>"_s + text.toHtmlEscaped() + u"</span>"_s : text;
}

} // namespace sm::widgets
