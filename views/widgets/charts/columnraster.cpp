// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnraster.h"

#include <cmath>

namespace sm::charts {

namespace {

constexpr int patternCell = 8; ///< logical pixels, as Qt's brushes have
constexpr uint patternStrength = 110; ///< of 256 that a stroke leaves of the colour

/// \p share of 256 of each channel.
quint32 scaled(quint32 colour, uint share)
{
    const quint32 odd = ((colour & 0xff00ff) * share >> 8) & 0xff00ff;
    const quint32 even = ((colour >> 8 & 0xff00ff) * share) & 0xff00ff00;
    return odd | even;
}

/// Whether the pattern has a stroke at a pixel.
bool isStroke(Pattern pattern, int x, int y, int cell)
{
    const int thick = std::max(1, cell / patternCell);
    const bool falling = (x - y + (1 << 20)) % cell < thick;
    const bool rising = (x + y) % cell < thick;
    switch (pattern) {
    case Pattern::Diagonal:
        return rising;
    case Pattern::BackDiagonal:
        return falling;
    case Pattern::Cross:
        return rising || falling;
    case Pattern::Dots:
        return x % (cell / 2) < 2 * thick && y % (cell / 2) < 2 * thick;
    case Pattern::None:
        break;
    }
    return false;
}

} // namespace

ColumnRaster::ColumnRaster(const QSize &pixels, double scale)
    : m_image(pixels.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied)
    , m_cell(std::max(patternCell, int(std::lround(patternCell * scale))))
{
    m_image.setDevicePixelRatio(scale);
    m_image.fill(0);
    m_pixels = reinterpret_cast<quint32 *>(m_image.bits());
    m_stride = m_image.bytesPerLine() / qsizetype(sizeof(quint32));
}

template <typename Blend>
void ColumnRaster::span(int x, double top, double bottom, Blend blend)
{
    if (top > bottom)
        std::swap(top, bottom);
    top = std::clamp(top, 0.0, double(height()));
    bottom = std::clamp(bottom, 0.0, double(height()));
    if (x < 0 || x >= width() || bottom <= top)
        return;
    const int first = int(top);
    const int last = std::min(int(bottom), height() - 1);
    quint32 *pixel = m_pixels + first * m_stride + x;
    for (int y = first; y <= last; ++y, pixel += m_stride) {
        const double covered = std::min(bottom, y + 1.0) - std::max(top, double(y));
        if (covered > 0)
            blend(*pixel, y, uint(covered * 256));
    }
}

void ColumnRaster::addSpan(int x, double top, double bottom, QRgb colour, Pattern pattern)
{
    span(x, top, bottom, [&](quint32 &pixel, int y, uint covered) {
        // Coverage is rounded down, so parts of one pixel never add up to more than all of it.
        pixel += scaled(colour, isStroke(pattern, x, y, m_cell) ? covered * patternStrength >> 8 : covered);
    });
}

void ColumnRaster::drawSpan(int x, double top, double bottom, QRgb colour)
{
    span(x, top, bottom,
        [&](quint32 &pixel, int, uint covered) { pixel = scaled(colour, covered) + scaled(pixel, 256 - covered); });
}

} // namespace sm::charts
