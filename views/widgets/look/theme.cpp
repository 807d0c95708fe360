// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/theme.h>

#include <QWidget>

namespace sm::widgets {

namespace {

constexpr QRgb rgb(QRgb value) { return 0xff000000 | value; }

QColor middle(const QColor &a, const QColor &b)
{
    return QColor((a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2);
}

void setRelief(QPalette &palette, const Theme &theme)
{
    palette.setColor(QPalette::Light, theme.panel);
    palette.setColor(QPalette::Midlight, theme.hover);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.outline);
    palette.setColor(QPalette::Shadow, theme.outline);
}

void setDisabledGroup(QPalette &palette, const Theme &theme)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
             QPalette::ToolTipText, QPalette::PlaceholderText, QPalette::Link})
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, theme.background);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme{
        .mode = Mode::Light,
        .background = rgb(0xf6f7f9),
        .panel = rgb(0xffffff),
        .sidebar = rgb(0xeef0f4),
        .sunken = rgb(0xf6f7f9),
        .hover = rgb(0xf3f5f8),
        .selection = rgb(0xe8eefc),
        .line = rgb(0xe1e4ea),
        .outline = rgb(0x7f899b),
        .text = rgb(0x1d2430),
        .muted = rgb(0x616b80),
        .disabled = rgb(0x9aa3b2),
        .accent = rgb(0x2458c6),
        .accentHover = rgb(0x1f4db0),
        .accentPressed = rgb(0x1a4296),
        .onAccent = rgb(0xffffff),
        .good = rgb(0x1a7f4b),
        .goodTint = rgb(0xe8f6ee),
        .warning = rgb(0x9a6200),
        .warningTint = rgb(0xfdf0d5),
        .bad = rgb(0xb42318),
        .badTint = rgb(0xfde8e6),
        .infoTint = rgb(0xdde7fb),
        .neutralTint = rgb(0xeceef3),
    };
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme{
        .mode = Mode::Dark,
        .background = rgb(0x16191f),
        .panel = rgb(0x1d2129),
        .sidebar = rgb(0x191c23),
        .sunken = rgb(0x16191f),
        .hover = rgb(0x242932),
        .selection = rgb(0x232f4d),
        .line = rgb(0x30363f),
        .outline = rgb(0x747e8e),
        .text = rgb(0xe6e9ef),
        .muted = rgb(0x98a2b3),
        .disabled = rgb(0x626b79),
        .accent = rgb(0x7aa7ff),
        .accentHover = rgb(0x93b7ff),
        .accentPressed = rgb(0x6593ee),
        .onAccent = rgb(0x16191f),
        .good = rgb(0x5fd39a),
        .goodTint = rgb(0x17352a),
        .warning = rgb(0xf0bd5c),
        .warningTint = rgb(0x3d2f12),
        .bad = rgb(0xff8a80),
        .badTint = rgb(0x421f1f),
        .infoTint = rgb(0x253763),
        .neutralTint = rgb(0x2b303a),
    };
    return theme;
}

const Theme &Theme::of(Mode mode) { return mode == Mode::Dark ? dark() : light(); }

const Theme &Theme::of(const QPalette &palette)
{
    return of(palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? Mode::Dark : Mode::Light);
}

const Theme &Theme::of(const QWidget &widget) { return of(widget.palette()); }

ToneColours Theme::tone(Tone tone) const
{
    switch (tone) {
    case Tone::Info:
        return {accent, infoTint};
    case Tone::Good:
        return {good, goodTint};
    case Tone::Warning:
        return {warning, warningTint};
    case Tone::Bad:
        return {bad, badTint};
    case Tone::Neutral:
        break;
    }
    return {muted, neutralTint};
}

QPalette Theme::palette() const
{
    QPalette palette(text, panel, panel, outline, middle(panel, outline), text, text, panel, background);
    palette.setColor(QPalette::AlternateBase, hover);
    palette.setColor(QPalette::Highlight, selection);
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::ToolTipBase, panel);
    palette.setColor(QPalette::ToolTipText, text);
    setRelief(palette, *this);
    setDisabledGroup(palette, *this);
    return palette;
}

} // namespace sm::widgets
