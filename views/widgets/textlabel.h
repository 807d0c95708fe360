// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QLabel>

#include <optional>

namespace sm::widgets {

/// Plain text in one of the type scale's roles, on the scale's line height; never rich text, so that no data can
/// become markup. One line and elided with the whole text as tooltip, or wrapped with setWordWrap(true).
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(TextRole role, QWidget *parent = nullptr);
    TextLabel(const QString &text, TextRole role, QWidget *parent = nullptr);

    /// Wrapped text grows downwards; one line keeps its height.
    void setWordWrap(bool wrap);

    TextRole role() const { return m_role; }
    void setRole(TextRole role);
    /// Body and titles are text-coloured, Secondary and Section muted, unless said otherwise.
    void setMuted(bool muted);
    /// In the ink of a tone; none: text or muted.
    void setTone(std::optional<Tone> tone);
    /// Digits in cells of one width (see figures.h).
    void setTabularFigures(bool tabular);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QColor ink() const;
    int textHeight(int width) const;

    TextRole m_role;
    bool m_muted = false;
    bool m_tabular = false;
    std::optional<Tone> m_tone;
};

/// \p text as a tooltip that Qt can not take for markup.
QString plainToolTip(const QString &text);

} // namespace sm::widgets
