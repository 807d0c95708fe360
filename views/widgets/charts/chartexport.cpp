// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartexport.h"

#include "picture.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pngScale = 2;
constexpr int dotsPerInch = 96; ///< what a logical pixel is on paper
constexpr double pointsPerPixel = 72.0 / dotsPerInch;

QString tr(const char *text) { return QCoreApplication::translate("sm::charts::ChartExport", text); }

Error nothingToDraw() { return Error(Error::Kind::Invalid, tr("There are no costs to draw. Choose another range.")); }

Error notWritten(const QSaveFile &file)
{
    return Error(Error::Kind::Storage,
        tr("%1 could not be written: %2. Choose another place.")
            .arg(QDir::toNativeSeparators(file.fileName()), file.errorString()));
}

QImage imageOf(const Picture &picture, const ChartData &data)
{
    QImage image(picture.size() * pngScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(pngScale);
    image.setDotsPerMeterX(qRound(pngScale * dotsPerInch / 0.0254));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    image.setText(u"Title"_s, data.title);
    image.setText(u"Description"_s, data.definition);
    image.setText(u"Comment"_s, data.query);
    image.setText(u"Software"_s, u"Stationmaster"_s);
    QPainter painter(&image);
    picture.paint(painter, pngScale);
    return image;
}

bool writePdf(const Picture &picture, const ChartData &data, QIODevice &device)
{
    QPdfWriter writer(&device);
    writer.setResolution(dotsPerInch); // the strokes of patterns are this fine
    writer.setPageSize(QPageSize(QSizeF(picture.size()) * pointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setTitle(data.title);
    writer.setCreator(u"Stationmaster"_s);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    picture.paint(painter, 0);
    return painter.end();
}

} // namespace

Result<void> exportPng(const ChartData &data, const ChartView &view, const QString &file)
{
    if (data.isEmpty())
        return nothingToDraw();
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !imageOf(Picture(data, view), data).save(&out, "PNG") || !out.commit())
        return notWritten(out);
    return ok();
}

Result<void> exportPdf(const ChartData &data, const ChartView &view, const QString &file)
{
    if (data.isEmpty())
        return nothingToDraw();
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !writePdf(Picture(data, view), data, out) || !out.commit())
        return notWritten(out);
    return ok();
}

} // namespace sm::charts
