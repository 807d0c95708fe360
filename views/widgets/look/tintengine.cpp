// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/tintengine.h"

#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QFile>
#include <QGuiApplication>
#include <QMetaEnum>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

static void initIconResource() { Q_INIT_RESOURCE(icons); } // the macro works outside of namespaces only

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

/// ChevronDown is chevron-down.svg.
QString fileNameOf(Glyph glyph)
{
    const QString name = QString::fromLatin1(QMetaEnum::fromType<GlyphSet::Glyph>().valueToKey(int(glyph)));
    QString file;
    for (const QChar character : name) {
        if (character.isUpper() && !file.isEmpty())
            file += u'-';
        file += character.toLower();
    }
    return u":/icons/"_s + file + u".svg"_s;
}

QByteArray sourceOf(Glyph glyph)
{
    registerIconFiles();
    QFile file(fileNameOf(glyph));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap rendered(Glyph glyph, int size, const QColor &colour)
{
    QSvgRenderer renderer(sourceOf(glyph).replace("currentColor", colour.name().toLatin1()));
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

QColor colourOf(Ink ink, const Theme &theme)
{
    switch (ink) {
    case Ink::Text:
        return theme.text;
    case Ink::Accent:
        return theme.accent;
    case Ink::OnAccent:
        return theme.onAccent;
    case Ink::Good:
        return theme.good;
    case Ink::Warning:
        return theme.warning;
    case Ink::Bad:
        return theme.bad;
    case Ink::Muted:
        break;
    }
    return theme.muted;
}

} // namespace

void registerIconFiles() { initIconResource(); }

QPixmap tintedGlyph(Glyph glyph, int size, const QColor &colour)
{
    const QString key = u"sm.glyph %1 %2 %3"_s.arg(int(glyph)).arg(size).arg(colour.rgba());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = rendered(glyph, size, colour);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

TintEngine::TintEngine(Glyph glyph, Ink ink)
    : m_glyph(glyph)
    , m_ink(ink)
{
}

QColor TintEngine::colour(QIcon::Mode mode) const
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    if (mode == QIcon::Disabled)
        return theme.disabled;
    const bool lifted = mode == QIcon::Active || mode == QIcon::Selected;
    return colourOf(lifted && m_ink == Ink::Muted ? Ink::Text : m_ink, theme);
}

void TintEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const int side = std::min(rect.width(), rect.height());
    const qreal scale = painter->device()->devicePixelRatioF();
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    painter->drawPixmap(square, tintedGlyph(m_glyph, qRound(side * scale), colour(mode)));
}

QPixmap TintEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return tintedGlyph(m_glyph, std::min(size.width(), size.height()), colour(mode));
}

QPixmap TintEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    Q_UNUSED(scale) // size is in device pixels already
    return pixmap(size, mode, state);
}

QIconEngine *TintEngine::clone() const { return new TintEngine(*this); }

} // namespace sm::widgets
