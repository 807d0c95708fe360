// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QObject>

class QPainter;

namespace sm::widgets {

namespace GlyphSet {
Q_NAMESPACE

/// One stroke set: 16 px, 1.5 px stroke (resources/icons). ChevronDown is chevron-down.svg.
enum class Glyph {
    Overview,
    Users,
    Costs,
    Backups,
    Deployments,
    Health,
    Logs,
    Runbooks,
    Journal,
    Search,
    Close,
    ChevronDown,
    ChevronUp,
    ChevronLeft,
    ChevronRight,
    Plus,
    Minus,
    Copy,
    Paste,
    Warning,
    Error,
    Info,
    Check,
    Lock,
    External,
    Refresh,
    Export,
    Import,
    Columns,
    Filter,
    Key,
    Mail,
    Group,
    Disable,
    Enable,
    Trash,
    Edit,
    More,
    Stop,
    Undo,
    Sun,
    Moon,
    Monitor,
    Command,
    Eye,
    EyeOff,
    Clock,
    Terminal,
};
Q_ENUM_NS(Glyph)

} // namespace GlyphSet

using GlyphSet::Glyph;

/// What an icon stands on or says; the colour follows the palette, also when it changes while the program runs.
enum class Ink { Muted, Text, Accent, OnAccent, Good, Warning, Bad };

/// An icon in the palette's colour. It recolours itself when the application's palette changes, greys when disabled
/// and takes the text's colour when selected or under the pointer. \p ink is its colour otherwise.
QIcon icon(Glyph glyph, Ink ink = Ink::Muted);

/// Paints \p glyph into the middle of \p rect at 16 logical pixels, for widgets that paint themselves.
void drawGlyph(QPainter &painter, const QRect &rect, Glyph glyph, const QColor &colour);

/// The application's own icon, in all sizes that windows and task bars ask for.
QIcon applicationIcon();

} // namespace sm::widgets
