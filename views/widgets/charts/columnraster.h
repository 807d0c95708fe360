// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seriesstyle.h"

#include <QImage>

namespace sm::charts {

/// An image that is filled column by column, each span with exact coverage of its first and last pixel. Sloping edges
/// come out smooth at a fraction of what a polygon costs (bench_charts); see ADR 15.
class ColumnRaster
{
public:
    /// \p scale is device pixels for a logical one.
    ColumnRaster(const QSize &pixels, double scale);

    int width() const { return m_image.width(); }
    int height() const { return m_image.height(); }

    /// Spans that touch, but do not overlap: coverages of a shared pixel are added up. From \p top to \p bottom in
    /// pixels, in either order.
    void addSpan(int x, double top, double bottom, QRgb colour, Pattern pattern);
    /// Over what is there.
    void drawSpan(int x, double top, double bottom, QRgb colour);

    const QImage &image() const { return m_image; }

private:
    template <typename Blend>
    void span(int x, double top, double bottom, Blend blend);

    QImage m_image;
    quint32 *m_pixels;
    qsizetype m_stride;
    int m_cell; ///< device pixels from one stroke of a pattern to the next
};

} // namespace sm::charts
